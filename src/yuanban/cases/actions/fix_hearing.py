"""安排听证: day, place and chair, announced at least seven working days before, held within twenty of the request."""

import datetime as dt

from django.db import transaction

from yuanban.cases.hearings import chairs, open_hearing, tell
from yuanban.cases.permit import permit
from yuanban.cases.step import load
from yuanban.law import duties, procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def fix_hearing(actor, number, on, time, place, chair, late="", version=None):
    """`on`: an ISO date; `chair`: a person's id. Done again, it moves the hearing, with a new notice.

    `late`: why it is held after the twenty days, when it is: it has to be held all the same.
    """
    case = load(actor, number, version)
    answer = permit(actor, case, "fix_hearing", "review")
    hearing = open_hearing(case)
    require_asked(hearing)
    day = read(on, time, place)
    procedure.guard_hearing_chair(chair, set(case.reviewers))
    people = chairs(actor, case, answer.in_name_of)
    if chair not in people:
        raise Invalid({"chair": "请指定本机关没有审查本件的工作人员主持。"})
    duties.guard_hearing_days(hearing.told_on, hearing.asked_on, actor.day, day, late)
    hearing.state, hearing.noticed_on, hearing.on = "noticed", actor.day, day
    hearing.time, hearing.place, hearing.chair_id = time.strip(), place.strip(), chair
    return tell(case, hearing, "case.hearing-noticed", actor, {"chair": people[chair], "late": late.strip()})


def require_asked(hearing):
    if hearing.state == "told":
        because = "还没有人提出听证申请。"
        raise Refusal("wrong-state", because=because, cure=f"提出听证申请的期限到{hearing.ask_by}届满。")


def read(on, time, place):
    errors, day = {}, None
    try:
        day = dt.date.fromisoformat(on)
    except ValueError:
        errors["on"] = "请填写举行听证的日期，例如 2026-03-05。"
    if not time.strip() or len(time) > 20:
        errors["time"] = "请填写几点举行，例如 9:30。"
    if not place.strip() or len(place) > 200:
        errors["place"] = "请填写举行听证的地点。"
    if errors:
        raise Invalid(errors)
    return day
