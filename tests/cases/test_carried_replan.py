"""重新确定方案: proven today without the paper; the days already used stay used."""

import pytest

from tests.cases.carrying import PAPER, revoke
from tests.cases.matter import invalid, last, refused, unseen
from tests.cast import at
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.keep_plan import keep_plan
from yuanban.cases.actions.replan import replan
from yuanban.cases.actions.review import review
from yuanban.cases.carried import carried
from yuanban.cases.permit import plan_of
from yuanban.cases.verify import verify_case
from yuanban.law.calendar import add_workdays
from yuanban.mandates.models import Instrument
from yuanban.places import epoch


def test_the_organ_takes_over_and_the_clock_goes_on(town, case):
    town.until(case, "reviewed")
    due = (case.promised_due, case.statutory_due)
    revoke(town)
    done = replan(town.actor("guanli1"), case.number, PAPER, "委托撤销")
    plan = plan_of(done)
    assert PAPER not in plan.rests_on
    assert (plan.in_name_of, done.holder, done.state) == ("yb-hud", plan.decides, "reviewed")
    case.refresh_from_db()
    assert (done.promised_due, done.statutory_due) == (case.promised_due, case.statutory_due)
    assert due[1] in (None, done.statutory_due)
    assert last(done, "case.replanned").data["reason"] == "委托撤销"
    assert not carried(PAPER).exists()
    done = decide(town.doer(done, "decide"), case.number, "granted")
    assert verify_case(done) == []


@pytest.mark.parametrize("state", ["applied", "received"])
def test_what_is_not_accepted_gets_a_new_plan_too(town, case, state):
    town.until(case, state)
    revoke(town)
    done = replan(town.actor("guanli1"), case.number, PAPER, "委托撤销")
    assert (done.state, PAPER in done.plan["rests_on"]) == (state, False)
    town.until(case, "received")
    assert accept(town.doer(done, "accept"), case.number).state == "accepted"


def test_reviews_under_a_void_paper_do_not_count(town, case):
    town.until(case, "reviewed")
    revoke(town, void=True)
    done = replan(town.actor("guanli1"), case.number, PAPER, "委托自始无效")
    assert (done.state, done.reviewers, done.holder) == ("accepted", [], plan_of(done).step("review").actor)
    done = review(town.doer(done, "review"), case.number, "符合条件。")
    assert verify_case(done) == []


def test_what_was_kept_may_still_be_replanned(town, case):
    town.until(case, "accepted")
    revoke(town)
    keep_plan(town.actor("guanli1"), case.number, PAPER)
    assert not replan(town.actor("guanli1"), case.number, PAPER, "申请人同意").kept_day


def test_no_lawful_plan_is_the_laws_refusal(town, case):
    town.until(case, "accepted")
    revoke(town)
    Instrument.objects.filter(items=case.item).update(revoked_on=at().date())
    epoch.bump()
    with refused("not-in-force", "撤销"):
        replan(town.actor("guanli1"), case.number, PAPER, "委托撤销")


def test_a_decision_is_not_replanned(town, case):
    town.until(case, "decided")
    revoke(town)
    with refused("wrong-state", "已经作出决定"):
        replan(town.actor("guanli1"), case.number, PAPER, "委托撤销")


def test_a_lapsing_paper_is_counted_out_beforehand(town, case):
    town.until(case, "accepted")
    Instrument.objects.filter(code=PAPER).update(to_date=add_workdays(at().date(), 5))
    epoch.bump()
    assert PAPER not in replan(town.actor("guanli1"), case.number, PAPER, "即将届满").plan["rests_on"]


def test_with_a_reason_by_those_who_may(town, case):
    town.until(case, "accepted")
    revoke(town)
    with invalid("reason"):
        replan(town.actor("guanli1"), case.number, PAPER, " ")
    with unseen():
        replan(town.actor("guanli2"), case.number, PAPER, "甲")
    with refused("no-post"):
        replan(town.actor("yuanqu"), case.number, PAPER, "甲")
    with refused("changed-meanwhile"):
        replan(town.actor("guanli1"), case.number, PAPER, "甲", version=1)
