"""Other organs are asked, answer or are silent, and the competent organ decides and says how it took each of them."""

import pytest

from tests.cases.matter import building_permit, invalid, kinds, last, refused, unseen
from tests.cast import DAY, at
from tests.joint.asked import BASIS, ask, of, others, silence, under_review
from yuanban.accounts.acting import system
from yuanban.archive.records import records
from yuanban.cases.actions.decide import decide
from yuanban.cases.deeds import why_not
from yuanban.cases.models import Case
from yuanban.cases.queries import visible_to
from yuanban.exchange.verify import differences_of
from yuanban.joint.actions.consult import consult
from yuanban.joint.actions.give_opinion import give_opinion
from yuanban.joint.actions.lapse_consultation import lapse_all
from yuanban.joint.actions.weigh_opinions import weigh_opinions
from yuanban.joint.waiting import waits
from yuanban.law.calendar import add_workdays
from yuanban.notify.actions.remind import remind
from yuanban.notify.models import Message, Reminder


@pytest.fixture
def case(town):
    return under_review(town)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def proven(case):
    rows = [("joint.consultation", row.pk) for row in case.consultations.all()]
    return [text for key in [("case", case.number), *rows] for text in differences_of(*key)]


def test_asked_inside_the_cases_days_and_seen_by_those_who_are_asked(town, case):
    first, second = others(case)[:2]
    assert not visible_to(of(town, first)).filter(pk=case.pk).exists()
    due, clock = case.promised_due, case.clock
    rows = ask(town, case, [first, second])
    case = fresh(case)
    assert [(row.number, row.to.code, row.due_on, row.silence) for row in rows] == [
        (1, first, add_workdays(DAY, 2), "waiting"),
        (2, second, add_workdays(DAY, 2), "waiting"),
    ]
    assert (case.promised_due, case.clock, case.state) == (due, clock, "accepted")
    assert visible_to(of(town, first)).filter(pk=case.pk).exists()
    papers = case.papers.filter(kind="consult")
    assert {paper.content["to"] for paper in papers} == {row.to.name for row in rows}
    assert Message.objects.filter(kind="case.consulted", person=of(town, first).person).exists()
    assert proven(case) == []
    officer = town.doer(case, "review")
    with invalid("to"):
        consult(officer, case.number, [first], "还没有答复，又问一遍。", 2)
    with refused("joint-days", "一至5个工作日"):
        consult(officer, case.number, others(case)[2:3], "请提出意见。", 6)
    with refused("joint-days", f"应当办结的{due}"):
        late = add_workdays(due, -1)
        consult(town.doer(case, "review", when=at(late)), case.number, others(case)[2:3], "请提出意见。", 3)
    with unseen():
        consult(of(town, others(case)[3]), case.number, [first], "不是我的件。", 2)
    with refused("no-instrument"):
        consult(of(town, first), case.number, [second], "被征求的机关不能再征求。", 2)


def test_only_a_case_under_review_is_consulted_on(town):
    case = building_permit(town)
    town.receive(case)
    with refused("wrong-state"):
        consult(town.doer(case, "review"), case.number, others(case)[:1], "请提出意见。", 2)


def test_an_opinion_is_given_by_the_organ_asked_and_corrected_with_both_kept(town, case):
    first, second = others(case)[:2]
    row = ask(town, case, [first])[0]
    with refused("no-post"):
        give_opinion(of(town, second), row.pk, "agree")
    with invalid("kind"):
        give_opinion(of(town, first), row.pk, "好")
    with refused("opinion-reasons", "没有写明不同意的理由"):
        give_opinion(of(town, first), row.pk, "disagree")
    with refused("opinion-reasons", "依据"):
        give_opinion(of(town, first), row.pk, "conditions", "夜间施工。")
    give_opinion(of(town, first), row.pk, "disagree", "交通组织方案没有夜间措施。", BASIS, row.version)
    row = give_opinion(of(town, first, at(hour=15)), row.pk, "agree", "方案已经补充。")
    assert [one["kind"] for one in row.said] == ["disagree", "agree"]
    assert (row.opinion, row.state) == ("agree", "answered")
    assert kinds(case).count("case.opinion-given") == 2
    assert case.papers.filter(kind="opinion").count() == 2
    assert last(case, "case.opinion-given").data["again"] is True
    assert proven(fresh(case)) == []
    kept = {part.path: part for part in records(fresh(case))}
    assert any("joint-Consultation" in path for path in kept)
    town.until(case, "decided")
    with refused("wrong-state"):
        give_opinion(of(town, first), row.pk, "disagree", "改主意。", BASIS)


def test_the_competent_organ_decides_whatever_others_say_and_says_how_it_took_them(town, case):
    first, second, third = others(case)[:3]
    rows = ask(town, case, [first, second, third])
    give_opinion(of(town, first), rows[0].pk, "agree")
    give_opinion(of(town, second), rows[1].pk, "disagree", "占道时间过长。", BASIS)
    town.until(case, "reviewed")
    decider = town.doer(case, "decide")
    with refused("opinions-weighed", rows[1].to.name, "没有写明怎样采纳"):
        decide(decider, case.number, "granted")
    assert why_not(decider, fresh(case), "decide").rule == "opinions-weighed"
    with refused("opinions-weighed", rows[2].to.name):
        weigh_opinions(decider, case.number, {2: (False, "夜间施工可以缩短占道时间。")})
    with refused("opinions-weighed", "不采纳的理由"):
        weigh_opinions(decider, case.number, {2: (False, " "), 3: (None, "催办后没有答复。")})
    with refused("no-instrument"):
        weigh_opinions(of(town, second), case.number, {2: (True, "")})
    weigh_opinions(decider, case.number, {2: (True, ""), 3: (None, "催办后没有答复，不影响认定。")})
    with refused("opinions-weighed", "不能又准予"):
        decide(decider, case.number, "granted")
    weigh_opinions(decider, case.number, {2: (False, "夜间施工可以缩短占道时间。"), 3: (None, "催办后没有答复。")})
    give_opinion(of(town, third), rows[2].pk, "conditions", "保持消防通道畅通。", BASIS)
    with refused("opinions-weighed", rows[2].to.name):
        decide(decider, case.number, "granted")  # what came after the weighing is weighed again
    weigh_opinions(decider, case.number, {2: (False, "夜间施工可以缩短占道时间。"), 3: (True, "")})
    decide(decider, case.number, "granted")
    assert kinds(case)[-2:] == ["case.opinions-weighed", "case.decided"]
    told = last(case, "case.opinions-weighed").data["weighed"]
    assert [(one["number"], one["adopted"]) for one in told] == [(2, False), (3, True)]
    assert proven(fresh(case)) == []


def test_who_is_waited_for_and_how_late_and_reminded_rung_by_rung(town, case):
    row = ask(town, case, others(case)[:1])[0]
    day = add_workdays(row.due_on, 3)
    late = {wait.organ: wait for wait in waits(fresh(case), day)}
    assert (late[row.to.name].late, late[row.to.name].due, late[row.to.name].since) == (3, row.due_on, DAY)
    assert any(wait.own for wait in late.values())
    assert lapse_all(at(day)) == 0  # where the place waits, silence means nothing
    remind(system(at(day)))
    rungs = Reminder.objects.filter(clock="consult", key=str(row.pk)).values_list("rung", flat=True)
    assert set(rungs) == {"owner", "head", "centre", "supervisor"}
    give_opinion(of(town, row.to.code, at(day, hour=11)), row.pk, "agree")
    assert last(case, "case.opinion-given").data["late"] == 3
    assert [wait for wait in waits(fresh(case), day) if not wait.own] == []


@pytest.mark.parametrize(("value", "words"), [("agreed", "视为同意"), ("none", "视为无意见")])
def test_silence_by_the_practice_of_the_place_once_and_a_late_answer_still_counts(town, case, value, words):
    silence(town, value)
    row = ask(town, case, others(case)[:1])[0]
    assert (row.silence, row.source) == (value, "宜宾市并联审批办法第九条")
    assert lapse_all(at(row.due_on)) == 0
    after = add_workdays(row.due_on, 1)
    assert [lapse_all(at(after)), lapse_all(at(after))] == [1, 0]
    assert last(case, "case.opinion-lapsed").data["end"] == words
    assert proven(fresh(case)) == []
    town.until(case, "reviewed")
    decider = town.doer(case, "decide", when=at(after))
    assert why_not(decider, fresh(case), "decide") is None
    give_opinion(of(town, row.to.code, at(after, hour=16)), row.pk, "disagree", "方案不全。", BASIS)
    assert why_not(decider, fresh(case), "decide").rule == "opinions-weighed"
