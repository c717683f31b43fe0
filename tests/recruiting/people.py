"""Fairs, and people who come to them, for the tests of this room."""

import datetime as dt

from tests.cast import at
from yuanban.accounts.acting import Actor
from yuanban.recruiting.actions.hold_gathering import hold_gathering

FAIR_DAY = dt.date(2026, 11, 28)
WELDER = {
    "title": "焊工", "duties": "储罐和管道的焊接，按图施工。", "wants": "持焊工证，男女不限。", "basis": "",
    "place": "临港经开区示例大道10号", "pay_low": "6000", "pay_high": "9000", "wanted": "3", "phone": "138-0000-0001",
    "until": "2026-12-31",
}  # fmt: skip


def nobody(when=None):
    return Actor(person=None, name="访客", at=when or at())


def phone(n):
    return f"139{n:08d}"


def fair_said(seats=2, stalls=1, **more):
    said = {
        "kind": "fair", "title": "临港经开区冬季招聘会", "about": "园区企业现场招聘。", "place": "中心一楼大厅",
        "starts_at": at(FAIR_DAY, 9), "ends_at": at(FAIR_DAY, 12), "close_at": at(FAIR_DAY, 9), "seats": seats, "stalls": stalls,
    }  # fmt: skip
    return said | more


def fair(town, **more):
    return hold_gathering(town.actor("guanli1"), fair_said(**more))
