import pytest

from tests.cases.matter import FOREIGN_CLERK, kinds, last, mate, owner, refused, unseen
from tests.cast import DAY, at
from yuanban.cases.actions.sweep import sweep
from yuanban.cases.actions.withdraw import withdraw
from yuanban.cases.verify import verify_case
from yuanban.law.calendar import add_workdays


@pytest.mark.parametrize("state", ["applied", "received", "accepted", "reviewed"])
def test_until_it_is_decided_it_may_be_taken_back(town, case, state):
    town.until(case, state)
    papers = case.papers.count()
    done = withdraw(owner(), case.number, " 方案调整 ")
    assert (done.state, done.closed_on, done.holder) == ("withdrawn", DAY, "")
    assert (done.light, done.due_on, done.alert_on) == ("", None, None)
    assert last(done, "case.withdrawn").data["reason"] == "方案调整"
    assert (kinds(done)[-1], done.papers.count()) == ("case.withdrawn", papers + 1)
    assert verify_case(done) == []


def test_no_clock_runs_afterwards(town, case):
    withdraw(owner(), case.number)
    sweep(at(add_workdays(DAY, 30)))
    case.refresh_from_db()
    assert (case.state, kinds(case)) == ("withdrawn", ["case.applied", "case.withdrawn"])


def test_a_team_mate_may(town, case):
    town.until(case, "received")
    assert withdraw(mate(), case.number).state == "withdrawn"


def test_the_organ_may_not_withdraw_for_the_applicant(town, case):
    with refused("no-post", "只有申请人"):
        withdraw(town.actor("yuanqu"), case.number)
    with refused("no-post"):
        withdraw(town.actor("bangban"), case.number)


def test_strangers_do_not_see_it(town, case):
    for username in (FOREIGN_CLERK, "qiye2", "quju"):
        with unseen():
            withdraw(town.actor(username), case.number)


def test_a_decision_stands(town, case):
    town.until(case, "decided")
    with refused("wrong-state"):
        withdraw(owner(), case.number)
