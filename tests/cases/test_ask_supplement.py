import datetime as dt

import pytest

from tests.cases.matter import invalid, kinds, last, owner, refused, unseen
from tests.cast import DAY, at
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.supply import supply
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal


@pytest.fixture
def case(town, case):
    return town.until(case, "received")


@pytest.fixture
def gaps(case):
    return {m.code: f"{m.name}缺页" for m in case.materials.filter(state="given")[:2]}


def test_all_gaps_go_out_in_one_notice_and_the_clock_stands(town, case, gaps):
    done = ask_supplement(town.actor("yuanqu2"), case.number, gaps)
    by = add_workdays(DAY, 15)
    assert (done.state, done.holder, done.supply_by, done.due_on) == ("supplementing", "", by, by)
    assert done.alert_on == by + dt.timedelta(days=1)
    assert done.clock == [{"day": DAY.isoformat(), "did": "supplement-asked"}]
    assert {m.code: m.gap for m in done.materials.exclude(gap="")} == gaps
    told = last(case, "case.supplement-asked").data["gaps"]
    assert {one["key"]: one["text"] for one in told} == gaps
    paper = done.papers.get(kind="supplement")
    assert (paper.in_name_of.code, paper.content["gaps"]) == ("yb-hud", told)
    assert "视为撤回申请" in str(paper.content)


def test_a_second_notice_is_unlawful(town, case, gaps):
    ask_supplement(town.actor("yuanqu"), case.number, gaps)
    supply(town.actor("chuangkou"), case.number, {}, paper=list(gaps))
    with pytest.raises(Refusal) as found:
        ask_supplement(town.actor("yuanqu"), case.number, gaps)
    assert found.value.rule == "supplement-once"
    flag = case.flags.get()
    assert (flag.kind, flag.by_id, kinds(case)[-1]) == (
        "second-refused", town.actor("yuanqu").person, "case.second-request-refused",
    )  # fmt: skip
    case.refresh_from_db()
    assert (case.state, case.papers.filter(kind="supplement").count()) == ("received", 1)


def test_on_the_fifth_working_day_it_is_still_in_time(town, case, gaps):
    assert ask_supplement(town.actor("yuanqu", at(add_workdays(DAY, 5))), case.number, gaps).state == "supplementing"


def test_after_five_working_days_of_silence_it_is_too_late(town, case, gaps):
    with refused("deemed-accepted", "即为受理"):
        ask_supplement(town.actor("yuanqu", at(add_workdays(DAY, 6))), case.number, gaps)


@pytest.mark.parametrize("wrong", [{}, {"no-such-material": "缺"}])
def test_a_notice_names_materials_of_this_case_and_what_is_wrong(town, case, wrong):
    with invalid("gaps"):
        ask_supplement(town.actor("yuanqu"), case.number, wrong)


def test_an_empty_gap_is_no_gap(town, case, gaps):
    with invalid("gaps"):
        ask_supplement(town.actor("yuanqu"), case.number, dict.fromkeys(gaps, " "))


def test_only_who_may_accept_may_ask(town, case, gaps):
    with refused("no-instrument"):
        ask_supplement(town.actor("chuangkou"), case.number, gaps)
    with refused("no-post", "受理"):
        ask_supplement(town.actor("yuanqu3"), case.number, gaps)
    with refused("no-instrument"):
        ask_supplement(owner(), case.number, gaps)
    with unseen():
        ask_supplement(town.actor("quju"), case.number, gaps)


def test_not_before_receipt_nor_after_acceptance(town, case, gaps):
    town.accept(case)
    with refused("wrong-state"):
        ask_supplement(town.actor("yuanqu"), case.number, gaps)
