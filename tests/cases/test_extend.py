import pytest

from tests.cases.matter import last, owner, refused, unseen
from tests.cast import DAY, at
from yuanban.cases.actions.extend import extend
from yuanban.cases.verify import verify_case
from yuanban.law.calendar import add_workdays

HEAD = "yuanqu3"


@pytest.fixture
def accepted(town, case):
    return town.until(case, "accepted")


def test_the_head_moves_both_days_and_tells_the_reason(town, accepted):
    done = extend(town.actor(HEAD), accepted.number, 10, "技术参数需要核实。")
    assert (done.promised_due, done.statutory_due) == (add_workdays(DAY, 12), add_workdays(DAY, 17))
    assert (done.state, done.light, done.due_on) == ("accepted", "green", done.promised_due)
    assert last(done, "case.extended").data["approved_by"] == "organ-head"
    paper = done.papers.get(kind="extension")
    assert (paper.in_name_of.code, paper.content["days"]) == ("yb-hud", 10)
    assert verify_case(done) == []


def test_once(town, accepted):
    extend(town.actor(HEAD), accepted.number, 3, "核实。")
    with refused("extension", "再次延长"):
        extend(town.actor(HEAD), accepted.number, 3, "核实。")


@pytest.mark.parametrize("days", [0, -1, 11, None])
def test_ten_working_days_at_most(town, accepted, days):
    with refused("extension", "一至10个工作日"):
        extend(town.actor(HEAD), accepted.number, days, "核实。")


def test_the_reason_is_told(town, accepted):
    with refused("extension", "理由"):
        extend(town.actor(HEAD), accepted.number, 5, "  ")


def test_staff_do_not_extend(town, accepted):
    with refused("extension", "负责人批准"):
        extend(town.actor("yuanqu"), accepted.number, 5, "核实。")


def test_nor_do_those_without_the_power(town, accepted):
    with refused("no-post"):
        extend(town.actor("yuanqu2"), accepted.number, 5, "核实。")
    with refused("no-instrument"):
        extend(owner(), accepted.number, 5, "核实。")
    with unseen():
        extend(town.actor("quju3"), accepted.number, 5, "核实。")


def test_on_the_last_day_of_the_laws_limit_it_is_still_in_time(town, accepted):
    done = extend(town.actor(HEAD, at(add_workdays(DAY, 7))), accepted.number, 1, "核实。")
    assert done.statutory_due == add_workdays(DAY, 8)


def test_a_limit_that_has_passed_is_not_extended(town, accepted):
    with refused("extension", "届满"):
        extend(town.actor(HEAD, at(add_workdays(DAY, 8))), accepted.number, 5, "核实。")


def test_not_before_acceptance(town, case):
    with refused("wrong-state"):
        extend(town.actor(HEAD), case.number, 5, "核实。")
