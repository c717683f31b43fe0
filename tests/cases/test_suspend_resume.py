import pytest

from tests.cases.matter import invalid, last, owner, refused, unseen
from tests.cast import DAY, at
from yuanban.cases.actions.resume import resume
from yuanban.cases.actions.suspend import suspend
from yuanban.cases.actions.sweep import sweep
from yuanban.cases.verify import verify_case
from yuanban.law.calendar import add_workdays
from yuanban.law.procedure import GROUNDS


@pytest.fixture
def accepted(town, case):
    return town.until(case, "accepted")


@pytest.fixture
def paused(town, accepted):
    return suspend(town.actor("yuanqu2"), accepted.number, "expert-review", 8, "涉及新工艺。")


def test_time_stands_still_and_the_applicant_is_told(town, paused):
    assert (paused.state, paused.light, paused.alert_on, paused.holder) == ("paused", "paused", None, "sanjiang")
    assert paused.clock[-1]["ground"] == "expert-review"
    paper = paused.papers.get(kind="exclusion")
    assert (paper.in_name_of.code, paper.content["days"]) == ("yb-hud", 8)
    assert "第四十五条" in str(paper.content["body"])
    assert [f.after for f in paused.flips.all()] == ["green", "paused"]


def test_the_time_between_is_not_counted(town, paused):
    back = add_workdays(DAY, 10)
    sweep(at(add_workdays(DAY, 9)))
    done = resume(town.actor("yuanqu2", at(back)), paused.number, "评审通过。")
    assert (done.state, done.light) == ("accepted", "green")
    # The day of suspension is not counted, the day of resumption is.
    assert (done.promised_due, done.statutory_due) == (add_workdays(DAY, 11), add_workdays(DAY, 16))
    assert last(done, "case.resumed").data["result"] == "评审通过。"
    assert verify_case(done) == []


def test_a_reviewed_case_returns_to_where_it_was(town, accepted):
    town.until(accepted, "reviewed")
    suspend(town.actor("yuanqu"), accepted.number, "expert-review", 5, "专家评审。")
    assert resume(town.actor("yuanqu"), accepted.number).state == "reviewed"


def test_time_already_lost_stays_visible(town, accepted):
    late = add_workdays(DAY, 3)
    done = suspend(town.actor("yuanqu", at(late)), accepted.number, "testing", 5, "检测。")
    assert done.light == "red"


@pytest.mark.parametrize("ground", [ground for ground in GROUNDS if ground != "hearing"])
def test_each_of_the_other_seven_grounds(town, accepted, ground):
    assert suspend(town.actor("yuanqu"), accepted.number, ground, 1, "依法进行。").state == "paused"


def test_the_time_of_a_hearing_follows_the_hearing(town, accepted):
    with refused("excluded-time", "告知听证权利"):
        suspend(town.actor("yuanqu"), accepted.number, "hearing", 5, "听证。")


@pytest.mark.parametrize("ground", ["", "busy", None])
def test_no_other_ground(town, accepted, ground):
    with refused("excluded-time", "第四十五条"):
        suspend(town.actor("yuanqu"), accepted.number, ground, 5, "人手不足。")


@pytest.mark.parametrize(("days", "reason", "field"), [(0, "事由", "days"), (251, "事由", "days"), (5, " ", "reason")])
def test_the_time_needed_and_the_reason_are_told(town, accepted, days, reason, field):
    with invalid(field):
        suspend(town.actor("yuanqu"), accepted.number, "testing", days, reason)


def test_only_who_may_review(town, accepted):
    with refused("no-post"):
        suspend(town.actor("yuanqu3"), accepted.number, "testing", 5, "检测。")
    with refused("no-instrument"):
        suspend(owner(), accepted.number, "testing", 5, "检测。")
    with unseen():
        suspend(town.actor("quju"), accepted.number, "testing", 5, "检测。")


def test_resuming_is_for_the_same_people(town, paused):
    with refused("no-post"):
        resume(town.actor("yuanqu3"), paused.number)
    with refused("no-instrument"):
        resume(owner(), paused.number)
    with unseen():
        resume(town.actor("qiye2"), paused.number)


def test_neither_twice_nor_out_of_turn(town, accepted):
    with refused("wrong-state"):
        resume(town.actor("yuanqu"), accepted.number)
    suspend(town.actor("yuanqu"), accepted.number, "testing", 5, "检测。")
    with refused("wrong-state"):
        suspend(town.actor("yuanqu"), accepted.number, "testing", 5, "检测。")
