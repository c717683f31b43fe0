"""Joint meetings and joint visits: one gathering for several cases, told on each, its paper given to each."""

import pytest

from tests.cases.matter import RESTAURANT, building_permit, invalid, kinds, last, refused
from tests.cast import DAY, at
from tests.joint.asked import of, others, under_review
from tests.ledger.bad_files import png
from yuanban.accounts.models import Enterprise
from yuanban.cases.models import Case
from yuanban.cases.queries import visible_to
from yuanban.exchange.verify import differences_of
from yuanban.joint.actions.call_meeting import call_meeting
from yuanban.joint.actions.cancel_meeting import cancel_meeting
from yuanban.joint.actions.confirm_minutes import close_minutes, confirm_minutes
from yuanban.joint.actions.plan_visit import plan_visit
from yuanban.joint.actions.record_visit import note_finding, record_visit
from yuanban.joint.actions.take_minutes import take_minutes
from yuanban.joint.together import Call
from yuanban.law.calendar import add_workdays
from yuanban.notify.models import Message

SOON = add_workdays(DAY, 1)


@pytest.fixture
def pair(town):
    """Two permits of one firm."""
    return under_review(town), under_review(town)


def call(cases, bodies, on=SOON):
    numbers = tuple(case.number for case in cases)
    return Call(numbers, on.isoformat(), "9:30", "临港园区二号会议室", "疏散通道和占道方案。", tuple(bodies))


def proven(row, cases):
    keys = [(row._meta.label_lower, row.pk), *(("case", case.number) for case in cases)]
    return [text for key in keys for text in differences_of(*key)]


def came(position="agree", said=""):
    return {"came": True, "people": "陈样本", "position": position, "said": said}


def test_a_meeting_on_two_cases_ends_in_minutes_that_everyone_confirmed(town, pair):
    first, second = others(pair[0])[:2]
    officer = town.doer(pair[0], "review")
    row = call_meeting(officer, call(pair, [first, second]))
    assert all(visible_to(of(town, second)).filter(pk=case.pk).exists() for case in pair)
    assert Message.objects.filter(kind="case.meeting-called", person=of(town, first).person).count() == 1
    with refused("wrong-state", "还没有到"):
        take_minutes(officer, row.pk, {}, "同意。")
    later = officer.then(at(SOON, hour=16))
    with invalid("conclusion", f"position-{first}"):
        take_minutes(later, row.pk, {first: came("")}, " ")
    with refused("no-post"):
        take_minutes(of(town, first, at(SOON)), row.pk, {first: came()}, "同意。")
    seats = {row.host.code: came(), first: came("disagree", "通道宽度不足。")}
    row = take_minutes(later, row.pk, seats, "消防通道加宽后同意。")
    assert row.state == "minuted"
    confirm_minutes(of(town, first, at(SOON, hour=17)), row.pk, "本机关的意见记漏了一条。")
    with refused("no-post"):
        confirm_minutes(of(town, second, at(SOON, hour=17)), row.pk)  # who did not come confirms nothing
    row = take_minutes(later, row.pk, seats, "消防通道加宽、增设标识后同意。")
    row = confirm_minutes(of(town, first, at(SOON, hour=17)), row.pk)
    assert row.state == "concluded"
    for case in pair:
        assert kinds(case)[-2:] == ["case.meeting-called", "case.meeting-concluded"]
        assert case.papers.filter(kind="minutes").get().in_name_of == row.host
    assert proven(row, pair) == []


def test_minutes_that_somebody_does_not_confirm_are_closed_with_the_reason(town, pair):
    first = others(pair[0])[0]
    officer = town.doer(pair[0], "review").then(at(SOON, hour=9))
    row = call_meeting(officer, call(pair[:1], [first]))
    take_minutes(officer, row.pk, {row.host.code: came(), first: came()}, "同意。")
    with invalid("note"):
        close_minutes(officer, row.pk, "")
    assert close_minutes(officer, row.pk, "与会人员调离，三日未确认。").state == "concluded"
    assert last(pair[0], "case.meeting-concluded").data["note"] == "与会人员调离，三日未确认。"
    assert proven(row, pair[:1]) == []


def test_who_may_call_whom_and_until_when(town, pair):
    first = others(pair[0])[0]
    officer = town.doer(pair[0], "review")
    with refused("joint-days", "联审会定在"):
        call_meeting(officer, call(pair, [first], add_workdays(pair[0].promised_due, 1)))
    with invalid("bodies", "on"):
        call_meeting(officer, call(pair, ["没有这个机关"], add_workdays(DAY, -1)))
    foreign = town.until(
        town.apply("lingang", building_permit(town).item, other_firm(), investment_wan=3000), "accepted"
    )
    with invalid("cases"):
        call_meeting(officer, call([pair[0], foreign], [first]))
    with refused("no-post"):
        call_meeting(town.clerk(pair[0]), call(pair, [first]))
    row = call_meeting(officer, call(pair, [first]))
    cancel_meeting(officer, row.pk, "改为书面征求意见。")
    assert kinds(pair[1])[-1] == "case.meeting-cancelled"
    assert proven(row, pair) == []


def other_firm():
    return Enterprise.objects.filter(park__code="lingang", members__isnull=False).exclude(code=RESTAURANT)[0]


def test_a_visit_of_several_organs_is_told_to_the_applicant_and_shared_with_each_case(town, pair):
    first, second = others(pair[0])[:2]
    officer = town.doer(pair[0], "review")
    row = plan_visit(officer, call(pair, [first, second]))
    told = Message.objects.filter(case__in=pair, kind="case.visit-planned", person=pair[0].applicant_id)
    assert (told.count(), told[0].legal) == (2, True)
    later = at(SOON, hour=15)
    with invalid(f"said-{first}"):
        note_finding(of(town, first, later), row.pk, "陈样本", "mend")
    note_finding(of(town, first, later), row.pk, "陈样本", "mend", "出口标识缺两处。")
    seats = {row.host.code: {"came": True, "people": "李样本", "finding": "fit", "said": ""}, first: {"came": False}}
    with invalid("photos"):
        record_visit(officer.then(later), row.pk, seats, "整改后符合。", [("现场.txt", b"no picture")])
    row = record_visit(officer.then(later), row.pk, seats, "补齐标识后符合要求。", [("现场.png", png())] * 2)
    assert [(seat["came"], seat["finding"]) for seat in row.seats] == [(True, "fit"), (True, "mend"), (False, "")]
    for case in pair:
        case = Case.objects.get(pk=case.pk)
        assert (case.site_photos.count(), case.state, case.clock) == (1, "accepted", [])
        assert {paper.kind for paper in case.papers.filter(kind__startswith="visit")} == {
            "visit-notice",
            "visit-record",
        }
    assert proven(row, pair) == []
