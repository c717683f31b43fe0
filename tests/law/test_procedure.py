import pytest

from yuanban.law import gaps, procedure
from yuanban.law.procedure import MOVES, STATES, after, check, possible
from yuanban.law.refusal import Refusal

POWERS = {"receive", "accept", "review", "decide", "seal", "deliver", None}
FINAL = {"refused", "withdrawn", "terminated", "revoked"}


def walk(*verbs, on_the_spot=False):
    state = None
    for verb in verbs:
        state = after(check(state, verb, on_the_spot), state)
    return state


def test_moves_join_known_states_by_known_powers():
    for move in MOVES.values():
        assert move.sources <= set(STATES)
        assert move.target is None or move.target in STATES
        assert move.power in POWERS
        assert move.article and move.name_zh


def test_every_state_is_reached_and_only_the_final_ones_are_dead_ends():
    reached = {move.target for move in MOVES.values()} | {after(MOVES["accept"], "received", first_review=True)}
    ended_by_the_clock = set(gaps.ENDS.values())
    assert set(STATES) <= reached | ended_by_the_clock | {None}
    assert {state for state in STATES if not possible(state)} == FINAL


def test_the_whole_road():
    road = ["apply", "receive", "accept", "review", "decide", "seal", "issue", "deliver", "rate"]
    assert walk(*road) == "delivered"


def test_a_supplement_comes_back_to_received():
    assert walk("apply", "receive", "ask_supplement", "supply") == "received"


def test_an_on_the_spot_item_is_decided_from_acceptance():
    assert walk("apply", "receive", "accept", "decide", on_the_spot=True) == "decided"
    with pytest.raises(Refusal):
        walk("apply", "receive", "accept", "decide")


def test_a_review_with_too_few_reviewers_stays():
    move = check("accepted", "review")
    assert after(move, "accepted", enough=False) == "accepted"
    assert after(move, "accepted", enough=True) == "reviewed"


@pytest.mark.parametrize("state", ["accepted", "reviewed"])
def test_a_resumed_case_is_back_where_it_was(state):
    assert after(check(state, "suspend"), state) == "paused"
    assert after(check("paused", "resume"), "paused", before_pause=state) == state


@pytest.mark.parametrize("state", ["accepted", "reviewed"])
def test_an_extension_keeps_the_state(state):
    assert after(check(state, "extend"), state) == state


def test_only_the_applicant_withdraws_and_only_before_the_decision():
    assert MOVES["withdraw"].power is None
    assert {state for state in STATES if "withdraw" in possible(state)} == {
        "applied",
        "received",
        "supplementing",
        "prereview",
        "accepted",
        "reviewed",
        "paused",
    }


def test_a_wrong_state_says_where_the_case_is_and_what_can_be_done():
    with pytest.raises(Refusal) as refusal:
        check("received", "seal")
    assert refusal.value.rule == "wrong-state"
    assert refusal.value.because == "本件当前为“已收件”，不能用印。"
    assert refusal.value.cure == "现在可以办理：告知补正、当场更正、受理、不予受理、撤回申请、终止办理、补齐容缺材料。"


def test_a_finished_case_says_so():
    with pytest.raises(Refusal, match="已办结"):
        check("withdrawn", "receive")


def test_before_applying_there_is_nothing_to_receive():
    with pytest.raises(Refusal, match="尚未提出申请"):
        check(None, "receive")
    assert possible(None) == ("apply",)


def test_an_application_cannot_be_made_twice():
    with pytest.raises(Refusal):
        check("applied", "apply")


@pytest.mark.parametrize(
    ("rule", "guard"),
    [
        ("supplement-once", lambda: gaps.guard_once(True)),
        ("two-reviewers", lambda: procedure.guard_two_reviewers({"甲"}, 2)),
        ("two-reviewers", lambda: procedure.guard_reviewer_not_same("甲", {"甲"})),
        ("refusal-reasons", lambda: procedure.guard_reasons("denied", "  ")),
        ("excluded-time", lambda: procedure.guard_exclusion("lunch", True)),
        ("excluded-time", lambda: procedure.guard_exclusion(None, True)),
        ("excluded-time", lambda: procedure.guard_exclusion("hearing", False)),
        ("extension", lambda: procedure.guard_extension(10, False, "organ-head", True, before=1)),
        ("extension", lambda: procedure.guard_extension(11, False, "organ-head", True)),
        ("extension", lambda: procedure.guard_extension(0, False, "organ-head", True)),
        ("extension", lambda: procedure.guard_extension(10, False, None, True)),
        ("extension", lambda: procedure.guard_extension(10, False, "organ-head", False)),
        ("extension", lambda: procedure.guard_extension(15, True, "organ-head", True)),
        ("extension", lambda: procedure.guard_extension(16, True, "government-head", True)),
        ("decision-limit", lambda: procedure.guard_promise(21, 20)),
        ("hearing", lambda: procedure.guard_hearing_chair("甲", {"甲", "乙"})),
        ("rate-once", lambda: procedure.guard_rate_once(True)),
    ],
)
def test_guards_refuse_by_their_rule(rule, guard):
    with pytest.raises(Refusal) as refusal:
        guard()
    assert refusal.value.rule == rule


def test_guards_let_the_lawful_pass():
    gaps.guard_once(False)
    procedure.guard_two_reviewers({"甲", "乙"}, 2)
    procedure.guard_two_reviewers({"甲"}, 1)
    procedure.guard_reviewer_not_same("乙", {"甲"})
    procedure.guard_reasons("denied", "不符合第十二条第二项规定的条件")
    procedure.guard_reasons("granted", "")
    for ground in procedure.GROUNDS:
        procedure.guard_exclusion(ground, True)
    procedure.guard_extension(10, False, "organ-head", True)
    procedure.guard_extension(15, True, "government-head", True)
    procedure.guard_promise(20, 20)
    procedure.guard_hearing_chair("丙", {"甲", "乙"})
    procedure.guard_rate_once(False)


def test_the_law_knows_eight_grounds():
    assert list(procedure.GROUNDS.values()) == "听证 招标 拍卖 检验 检测 检疫 鉴定 专家评审".split()


def test_remedies_name_the_respondent_the_days_and_the_doors():
    text = procedure.remedy_text("翠屏区自然资源局", "翠屏区人民政府", "翠屏区人民法院")
    assert "六十日内，以翠屏区自然资源局为被申请人，向翠屏区人民政府申请行政复议" in text
    assert "六个月内，以翠屏区自然资源局为被告，向翠屏区人民法院提起行政诉讼" in text
    assert "《行政复议法》第二十条" in text and "《行政诉讼法》第四十六条" in text


def test_remedies_without_a_known_door_still_read_well():
    text = procedure.remedy_text("翠屏区自然资源局")
    assert "向有管辖权的行政复议机关申请" in text and "向有管辖权的人民法院提起" in text
