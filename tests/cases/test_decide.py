from datetime import timedelta

import pytest

from tests.cases.matter import building_permit, invalid, last, owner, refused, unseen
from tests.cast import DAY, at
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.review import review
from yuanban.cases.actions.sweep import sweep
from yuanban.cases.permit import plan_of
from yuanban.cases.verify import verify_case
from yuanban.law.calendar import add_workdays
from yuanban.mandates.actions.revoke_instrument import revoke_instrument


@pytest.fixture
def reviewed(town, case):
    return town.until(case, "reviewed")


def test_a_grant_says_in_whose_name_and_who_answers_for_it(town, reviewed):
    done = decide(town.actor("yuanqu3"), reviewed.number, "granted")
    assert (done.state, done.outcome, done.decided_on) == ("decided", "granted", DAY)
    assert (done.deliver_by, done.due_on) == (add_workdays(DAY, 10), add_workdays(DAY, 10))
    assert done.alert_on == done.deliver_by + timedelta(days=1)  # then delivery is late
    assert (done.holder, done.light) == ("sanjiang", "green")
    said = last(done, "case.decided").data
    assert (said["in_name_of"], said["respondent"]) == ("yb-hud", "yb-hud")
    assert said["chain"] == list(plan_of(done).step("decide").chain)
    assert said["chain"][-1] == "ent-permit-lingang"
    assert verify_case(done) == []


def test_a_denial_gives_its_reasons(town, reviewed):
    with refused("refusal-reasons", "第三十八条第二款"):
        decide(town.actor("yuanqu"), reviewed.number, "denied", " ")
    done = decide(town.actor("yuanqu"), reviewed.number, "denied", "布局与图纸不一致。")
    assert (done.state, done.outcome) == ("decided", "denied")
    assert last(done, "case.decided").data["reasons"] == "布局与图纸不一致。"


@pytest.mark.parametrize("outcome", ["", "maybe", "GRANTED", None])
def test_a_decision_grants_or_denies(town, reviewed, outcome):
    with invalid("outcome"):
        decide(town.actor("yuanqu"), reviewed.number, outcome, "理由")


def test_only_a_post_that_decides(town, reviewed):
    with refused("no-post", "没有“决定”职责"):
        decide(town.actor("yuanqu2"), reviewed.number, "granted")
    with refused("no-instrument", "行政许可法"):
        decide(town.actor("chuangkou"), reviewed.number, "granted")
    with refused("no-instrument"):
        decide(owner(), reviewed.number, "granted")
    with refused("no-instrument"):
        decide(town.actor("shenji"), reviewed.number, "granted")
    with unseen():
        decide(town.actor("quju3"), reviewed.number, "granted")


def test_two_must_have_reviewed(town, case):
    town.until(case, "accepted")
    review(town.actor("yuanqu"), case.number, "可以。")
    with refused("wrong-state"):
        decide(town.actor("yuanqu"), case.number, "granted")


def test_an_entrustment_revoked_meanwhile_carries_no_decision(town, reviewed):
    revoke_instrument(town.actor("admin"), "ent-permit-lingang", DAY, "职责调整")
    with refused("not-in-force", "撤销"):
        decide(town.actor("yuanqu"), reviewed.number, "granted")
    assert decide(town.actor("shiju"), reviewed.number, "granted").outcome == "granted"


def test_what_was_decided_before_a_revocation_still_proves(town, reviewed):
    done = decide(town.actor("yuanqu"), reviewed.number, "granted")
    revoke_instrument(town.actor("admin", at(add_workdays(DAY, 1))), "ent-permit-lingang", add_workdays(DAY, 1), "调整")
    assert verify_case(done) == []


def test_an_on_the_spot_item_is_decided_straight_from_acceptance(town):
    item = town.item("企业投资项目备案", "cp-ndrc")
    case = town.until(town.apply("lingang", item, investment_wan=100), "accepted")
    assert item.versions.get().kind == "spot"
    town.decide(case)
    case.refresh_from_db()
    assert (case.state, case.reviewers) == ("decided", [])


def test_a_late_decision_stays_late(town, reviewed):
    late = add_workdays(DAY, 8)
    sweep(at(late))
    done = decide(town.actor("yuanqu", at(late)), reviewed.number, "granted")
    assert done.light == "breach"
    sweep(at(add_workdays(DAY, 20)))
    done.refresh_from_db()
    assert done.light == "breach"


def test_twice_is_refused(town, reviewed):
    decide(town.actor("yuanqu"), reviewed.number, "granted")
    with refused("wrong-state", "已决定"):
        decide(town.actor("yuanqu3"), reviewed.number, "denied", "改主意。")


def test_another_matters_decision_is_its_own(town, reviewed):
    other = building_permit(town)
    decide(town.actor("yuanqu"), reviewed.number, "granted")
    other.refresh_from_db()
    assert (other.state, other.version) == ("applied", 1)
