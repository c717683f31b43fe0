from dataclasses import replace

import pytest

from tests.cases.matter import last, mate, refused, unseen
from tests.cast import DAY, at
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.apply import apply
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.sweep import sweep
from yuanban.cases.permit import plan_of
from yuanban.cases.verify import verify_case
from yuanban.law.calendar import add_workdays
from yuanban.mandates.actions.revoke_instrument import revoke_instrument


@pytest.fixture
def received(town, case):
    return town.until(case, "received")


def test_acceptance_starts_both_clocks(town, received):
    done = accept(town.actor("yuanqu2"), received.number)
    assert (done.state, done.accepted_on, done.deemed, done.light) == ("accepted", DAY, False, "green")
    assert (done.promised_due, done.statutory_due) == (add_workdays(DAY, 2), add_workdays(DAY, 7))
    assert done.due_on == done.promised_due
    assert (done.holder, done.alert_on) == ("sanjiang", done.promised_due)
    assert [(f.before, f.after) for f in done.flips.all()] == [("", "green")]


def test_the_plan_is_frozen_and_the_notice_goes_out_in_the_organs_name(town, received):
    done = accept(town.actor("yuanqu2"), received.number)
    step = plan_of(done).step("accept")
    assert (step.actor, step.in_name_of, step.respondent) == ("sanjiang", "yb-hud", "yb-hud")
    assert last(done, "case.accepted").data["chain"] == list(step.chain)
    paper = done.papers.get(kind="acceptance")
    assert (paper.in_name_of.code, paper.seal, paper.chain != []) == ("yb-hud", paper.content["seal"]["code"], True)


def test_only_a_post_with_the_power_in_the_body_that_holds_it(town, received):
    with refused("no-instrument", "行政许可法"):
        accept(town.actor("chuangkou"), received.number)
    with refused("no-post", "没有“受理”职责"):
        accept(town.actor("yuanqu3"), received.number)
    with refused("no-instrument"):
        accept(mate(), received.number)
    with unseen():
        accept(town.actor("quju"), received.number)


def test_the_organ_itself_may_always(town, received):
    assert accept(town.actor("shiju"), received.number).state == "accepted"


def test_necessary_materials_must_be_there(town, case):
    application = town.application("lingang", case.item, case.enterprise, investment_wan=3000)
    (short,) = apply(town.actor("chuangkou"), replace(application, channel="window", files={}))
    receive(town.actor("chuangkou"), short.number)
    with refused("supplement-once", "必要材料未齐"):
        accept(town.actor("yuanqu"), short.number)


def test_not_before_receipt(town, case):
    with refused("wrong-state", "已申请"):
        accept(town.actor("yuanqu"), case.number)


def test_a_paper_revoked_today_carries_no_acceptance(town, received):
    revoke_instrument(town.actor("admin"), "ent-permit-lingang", DAY, "职责调整")
    with refused("not-in-force", "撤销"):
        accept(town.actor("yuanqu"), received.number)


def test_accepted_after_the_fifth_day_counts_from_receipt(town, received):
    done = accept(town.actor("yuanqu", at(add_workdays(DAY, 6))), received.number)
    assert (done.accepted_on, done.deemed) == (DAY, True)
    assert done.promised_due == add_workdays(DAY, 2)
    assert done.light == "red"


def test_silence_is_acceptance(town, received):
    assert sweep(at(add_workdays(DAY, 5)))["deemed"] == 0
    assert sweep(at(add_workdays(DAY, 6)))["deemed"] == 1
    received.refresh_from_db()
    assert (received.state, received.accepted_on, received.deemed) == ("accepted", DAY, True)
    assert (received.light, received.holder) == ("red", "sanjiang")
    event = last(received, "case.deemed-accepted")
    assert (event.person, event.post) == (None, None)
    assert received.papers.get(kind="acceptance").in_name_of.code == "yb-hud"
    assert verify_case(received) == []


def test_silence_before_receipt_at_the_window_is_acceptance_too(town, case):
    sweep(at(add_workdays(DAY, 6)))
    case.refresh_from_db()
    assert (case.state, case.deemed, case.accepted_on) == ("accepted", True, DAY)


def test_deemed_accepted_cannot_be_accepted_again(town, received):
    day = add_workdays(DAY, 6)
    sweep(at(day))
    with refused("wrong-state"):
        accept(town.actor("yuanqu", at(day)), received.number)
