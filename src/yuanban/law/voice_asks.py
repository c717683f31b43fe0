"""Asks about ratings, complaints and what could not be done: the keys of each deed, those it needs, and the law on it."""

from typing import Any

from yuanban.law import procedure, voice
from yuanban.law.refusal import Refusal
from yuanban.law.strict import day, flag, many, one_of, text, whole

NAMES = many(text)


def _rate(
    level: int, rater: str | None = None, served: tuple[str, ...] = (), rated: bool = False, state: str = "delivered"
) -> str:
    procedure.check(state, "rate")
    voice.guard_rater(rater, served)
    procedure.guard_rate_once(rated)
    return "bad" if level in voice.BAD else "good"


def _follow(
    state: str, verb: str, by: str, said: str, served: tuple[str, ...] = (), hands: tuple[str, ...] = (),
    opened: Any = None, days: int = 0, day: Any = None, reason: str = "", content: bool = True, times: int = 1,
) -> str:  # fmt: skip
    turn = voice.loop_turn(state, verb)
    voice.guard_not_concerned(by, served, "这条差评")
    if verb == "call":
        voice.guard_another(by, hands)
    voice.guard_said(turn.name_zh, said)
    if opened:
        voice.guard_in_time(turn.name_zh, opened, days, day, reason)
    return voice.after_call(content, times) if verb == "call" else turn.target


def _appeal(level: int, grounds: str = "", evidence: bool = False, before: bool = False) -> None:
    voice.guard_appeal(level, grounds, evidence, before)


def _concern(state: str, verb: str, by: str = "", concerned: tuple[str, ...] = (), answer: str = "") -> str:
    turn = voice.concern_turn(state, verb)
    voice.guard_not_concerned(by, concerned)
    if verb == "answer":
        voice.guard_answer(answer)
    return turn.target


def _stuck(outcome: str, rule: str = "", article: str = "") -> None:
    voice.guard_stuck_end(outcome, rule, article)


def _offer(given: int, most: int) -> None:
    if given > most:
        raise Refusal("too-often")


DEEDS: dict[str, tuple[dict[str, Any], tuple[str, ...], Any]] = {
    "rate": ({"level": whole, "rater": text, "served": NAMES, "rated": flag, "state": text}, ("level",), _rate),
    "follow-rating": (
        {
            "state": one_of(voice.LOOP_STATES), "verb": one_of(voice.LOOP), "by": text, "said": text, "served": NAMES,
            "hands": NAMES, "opened": day, "days": whole, "day": day, "reason": text, "content": flag, "times": whole,
        },
        ("state", "verb", "by", "said"),
        _follow,
    ),
    "appeal-rating": ({"level": whole, "grounds": text, "evidence": flag, "before": flag}, ("level",), _appeal),
    "judge-appeal": ({"person": text, "involved": NAMES}, ("person", "involved"), voice.guard_judge),
    "handle-concern": (
        {
            "state": one_of(voice.CONCERN_STATES), "verb": one_of(voice.CONCERN), "by": text, "concerned": NAMES,
            "answer": text,
        },
        ("state", "verb"),
        _concern,
    ),
    "answer-stuck": ({"outcome": text, "rule": text, "article": text}, ("outcome",), _stuck),
    "offer": ({"given": whole, "most": whole}, ("given", "most"), _offer),
}  # fmt: skip
