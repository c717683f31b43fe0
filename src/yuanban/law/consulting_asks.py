"""Asks about what organs do together: the keys of each deed, those it needs, and the law on it."""

from typing import Any

from yuanban.law import consulting
from yuanban.law.strict import day, fields, flag, named, one_of, text, whole


def _consult(asked: Any, days: int, most: int, promised: Any, statutory: Any = None) -> Any:
    last = consulting.last_day(promised, statutory or promised, asked)
    return consulting.due(asked, days, most, last)


def _meet(held: Any, promised: Any, day: Any, statutory: Any = None) -> None:
    last = consulting.last_day(promised, statutory or promised, day)
    consulting.guard_meets_in_time("联审会", held, last)


def _be_silent(due: Any, day: Any, practice: str) -> str:
    return consulting.silent(due, day, practice) or "waiting"


def _decide(voices: dict[str, dict[str, Any]], outcome: str = "granted") -> None:
    consulting.guard_weighed([consulting.Voice(organ, **said) for organ, said in voices.items()], outcome)


def _voice(value: Any, spot: Any) -> dict[str, Any]:
    known = {"opinion": one_of(consulting.OPINIONS), "adopted": flag, "reason": text}
    return fields(value, spot, known)


DEEDS: dict[str, Any] = {
    "consult": (
        {"asked": day, "days": whole, "most": whole, "promised": day, "statutory": day},
        ("asked", "days", "most", "promised"),
        _consult,
    ),
    "meet-together": (
        {"held": day, "promised": day, "statutory": day, "day": day}, ("held", "promised", "day"), _meet
    ),
    "be-silent": (
        {"due": day, "day": day, "practice": one_of(consulting.SILENCE)}, ("due", "day", "practice"), _be_silent
    ),
    "give-opinion": (
        {"kind": one_of(consulting.OPINIONS), "reasons": text, "basis": text}, ("kind",), consulting.guard_opinion
    ),
    "decide-after-opinions": (
        {"voices": named(_voice), "outcome": one_of(("granted", "denied"))}, ("voices",), _decide
    ),
}  # fmt: skip
