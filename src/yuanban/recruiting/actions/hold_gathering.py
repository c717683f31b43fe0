"""安排、更改、取消招聘会和活动: by the centre's manager. Fewer places than are taken cannot be."""

import datetime as dt

from django.db import transaction

from yuanban.accounts.acting import CHINA
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.places.models import Centre
from yuanban.recruiting.actions.sign_up import promote
from yuanban.recruiting.models import Gathering
from yuanban.recruiting.moving import moved
from yuanban.recruiting.step import require_manager, same

TEXTS = {"title": ("名称", 2, 100), "about": ("内容", 5, 2000), "place": ("地点", 2, 200)}
TIMES = {"starts_at": "开始时间", "ends_at": "结束时间", "close_at": "报名截止时间"}
MOST = 100_000


@transaction.atomic
def hold_gathering(actor, said):
    """`said`: kind, title, about, place, starts_at, ends_at, close_at, seats, stalls; times as 2026-12-01T09:00."""
    require_manager(actor, actor.centre)
    columns = checked(said)
    if columns["starts_at"] <= actor.at:
        raise Invalid({"starts_at": "开始时间已经过去。"})
    gathering = Gathering(centre=Centre.objects.get(pk=actor.centre), **columns)
    create(gathering, "gathering.held", actor)
    return gathering


@transaction.atomic
def change_gathering(actor, pk, said, version=None):
    """More places go to those who wait, in their order. Another time or place is kept with what it was before."""
    gathering = lock(actor, pk, version)
    require_open(gathering)
    columns = checked(said | {"kind": gathering.kind})
    fewer = {
        f"{pool}s": n for pool in ("seat", "stall") if (n := getattr(gathering, f"{pool}s_taken")) > columns[f"{pool}s"]
    }
    if fewer:
        raise Invalid({key: f"已经报上{n}个，不能比这更少。" for key, n in fewer.items()})
    write(gathering, "gathering.changed", actor, **columns, **moved(gathering, columns, actor.at))
    for pool in ("seat", "stall"):
        promote(actor, pk, pool)
    return gathering


@transaction.atomic
def cancel_gathering(actor, pk, why, version=None):
    gathering = lock(actor, pk, version)
    require_open(gathering)
    if len(why.strip()) < 4:
        raise Invalid({"why": "请写明取消的原因，报了名的人看得到。"})
    write(gathering, "gathering.cancelled", actor, state="cancelled", why=why.strip()[:300], moved_at=actor.at)
    return gathering


def lock(actor, pk, version):
    gathering = Gathering.objects.select_for_update(of=("self",)).get(pk=pk)
    require_manager(actor, gathering.centre_id)
    same(gathering, version)
    return gathering


def require_open(gathering):
    if gathering.state == "cancelled":
        raise Refusal("wrong-state", "这场活动已经取消。", "请另外安排一场。")


def checked(said):
    columns = {key: str(said.get(key, "")).strip() for key in (*TEXTS, "kind")}
    errors = {
        key: f"请填写{name}（{low}至{high}字）。"
        for key, (name, low, high) in TEXTS.items()
        if not low <= len(columns[key]) <= high
    }
    if columns["kind"] not in Gathering.KINDS:
        errors["kind"] = "请选择种类。"
    times = {key: moment(said.get(key)) for key in TIMES}
    errors |= {key: f"请填写{name}。" for key, name in TIMES.items() if times[key] is None}
    if not errors.keys() & TIMES.keys():
        errors |= wrong_order(**times)
    numbers = {key: count(said.get(key)) for key in ("seats", "stalls")}
    errors |= {key: f"请填写0至{MOST}的整数。" for key, n in numbers.items() if n is None}
    if numbers["seats"] == 0 and not numbers["stalls"]:
        errors["seats"] = "至少要有一个名额。"
    if numbers["stalls"] and columns["kind"] != "fair":
        errors["stalls"] = "只有招聘会有展位。"
    if errors:
        raise Invalid(errors)
    return columns | times | numbers


def wrong_order(starts_at, ends_at, close_at):
    if ends_at <= starts_at:
        return {"ends_at": "结束时间应当晚于开始时间。"}
    return {"close_at": "报名应当在活动结束以前截止。"} if close_at > ends_at else {}


def moment(value):
    if isinstance(value, dt.datetime):
        return value
    try:
        return dt.datetime.fromisoformat(str(value or "")).replace(tzinfo=CHINA)
    except ValueError:
        return None


def count(value):
    text = str(value if value is not None else "").strip() or "0"
    return int(text) if text.isascii() and text.isdigit() and int(text) <= MOST else None
