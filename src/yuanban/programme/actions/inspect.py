"""现场核查, 验收, 回访, 降级: what was seen on the spot, and what follows from it."""

import datetime as dt

from django.db import transaction

from yuanban.law import programme as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.places.actions.stage_centre import stage_centre
from yuanban.programme import standings
from yuanban.programme.models import SiteVisit
from yuanban.programme.step import application_of, cities_of, require

STATES = {"check": ("submitted", "recommended"), "accept": ("selected", "downgraded"), "follow": ("accepted",)}
MOST_PHOTOS = 12


def require_inspector(actor, row, kind):
    """The city looks at its own; acceptance and follow-up are the province's."""
    require(actor, *(("provincial", "city") if kind == "check" else ("provincial",)))
    if actor.role == "city" and (row.park.city_id or "")[:4] not in cities_of(actor):
        raise Refusal("no-post", because=f"{row.park.name}不在本市。", cure="请由该市的市级中心核查。")


@transaction.atomic
def inspect(actor, pk, kind, day, people, findings, passed=None, area_m2=None, staff=None, photos=(), version=None):
    """`photos` are uploads. `passed`, with area and staff as found, for acceptance and follow-up."""
    row = application_of(pk, version)
    require_inspector(actor, row, kind)
    if row.state not in STATES[kind]:
        name = SiteVisit.KINDS[kind]
        raise Refusal("wrong-state", f"这项申报当前为“{row.get_state_display()}”，不能{name}。", "请等待相应的环节。")
    check(kind, day, people, findings, passed, area_m2, staff, photos, actor.day)
    visit = SiteVisit(
        application=row, kind=kind, day=day, people=people.strip()[:200], findings=findings.strip()[:4000],
        passed=None if kind == "check" else passed, area_m2=area_m2, staff=staff, by_id=actor.person,
    )  # fmt: skip
    create(visit, "inspection.recorded", actor, {"park": row.park.code, "photos": [one.sha256 for one in photos]})
    visit.photos.set(photos)
    write(row, "application.inspected", actor, {"kind": kind, "passed": visit.passed, "day": day})
    return visit


def check(kind, day, people, findings, passed, area_m2, staff, photos, today):
    errors = {}
    if day is None or day > today:
        errors["day"] = "请填写到现场的日期，不能晚于今天。"
    if not people.strip():
        errors["people"] = "请填写参加的人员。"
    if len(findings.strip()) < 5:
        errors["findings"] = "请写明现场的情况。"
    if kind != "check" and passed is None:
        errors["passed"] = "请选择是否合格。"
    if kind == "accept" and passed and not (area_m2 and staff):
        errors["area_m2"] = "验收合格的，请填写实际面积和人员。"
    if len(photos) > MOST_PHOTOS:
        errors["photos"] = f"照片最多{MOST_PHOTOS}张。"
    if errors:
        raise Invalid(errors)


@transaction.atomic
def accept(actor, pk, version=None):
    """验收通过: the centre counts as open from today. After a downgrade it is accepted anew."""
    require(actor, "provincial")
    row = application_of(pk, version)
    turn = law.turn(row.state, "accept")
    visit = row.site_visits.filter(kind="accept").order_by("-day", "-pk").first()
    since = row.downgraded_on
    if visit is None or not visit.passed or (since and visit.day < since):
        raise Refusal("acceptance")
    found = {"built_area_m2": visit.area_m2, "built_staff": visit.staff, "accepted_on": actor.day}
    write(
        row, "application.accepted", actor, {"inspection": visit.pk}, state=turn.target, mend_by=None, why="", **found
    )
    park = standings.home(row, actor.day)
    beside = standings.beside(park, row, actor.day)
    area, staff = visit.area_m2 + beside.area_m2, visit.staff + beside.staff
    standings.move(actor, park, "open", actor.day, row, way=row.way, area_m2=area, staff=staff)
    stage_centre(park, "open", actor.day, area)
    return row


@transaction.atomic
def ask_mending(actor, pk, mend_by, why, version=None):
    """整改通知 after a follow-up that failed, with the last day for it."""
    require(actor, "provincial")
    row = application_of(pk, version)
    law.turn(row.state, "follow")
    if not failed(row):
        raise Refusal("downgrade", "没有不合格的回访。")
    errors = {}
    if mend_by is None or mend_by <= actor.day:
        errors["mend_by"] = "整改期限应当晚于今天。"
    if not why.strip():
        errors["why"] = "请写明要整改什么。"
    if errors:
        raise Invalid(errors)
    write(row, "application.mending", actor, mend_by=mend_by, why=why.strip()[:500])
    return row


@transaction.atomic
def downgrade(actor, pk, why, version=None):
    """降级: the last follow-up, after the days for putting it right, still failed."""
    require(actor, "provincial")
    row = application_of(pk, version)
    turn = law.turn(row.state, "downgrade")
    if row.mend_by is None:
        raise Refusal("downgrade", "还没有给过整改的时间。")
    law.guard_downgrade(failed(row, after=row.mend_by), row.mend_by, actor.day)
    if not why.strip():
        raise Invalid({"why": "请写明降级的理由。"})
    write(row, "application.downgraded", actor, state=turn.target, downgraded_on=actor.day, why=why.strip()[:500])
    standings.move(actor, standings.home(row, actor.day), "downgraded", actor.day, row)
    return row


def failed(row, after=dt.date.min):
    """Whether the last follow-up, if there is one after that day, failed."""
    last = row.site_visits.filter(kind="follow", day__gt=after).order_by("-day", "-pk").first()
    return last is not None and last.passed is False
