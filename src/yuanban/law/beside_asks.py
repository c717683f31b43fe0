"""Asks about what a centre does beside approvals: vacancies, intermediaries, disputes."""

from typing import Any

from yuanban.law import disputes, intermediary, vacancies
from yuanban.law.strict import day, flag, many, one_of, text

NAMES = many(text)


def _vacancy(text: str, basis: str = "") -> str:
    vacancies.guard(text, basis)
    return "warned" if vacancies.warnings(text, basis) else "clean"


def _choose(state: str, official: bool = False, own: bool = True) -> str:
    intermediary.guard_chooser(official, own)
    return intermediary.order_turn(state, "choose").target


def _order(state: str, verb: str) -> str:
    return intermediary.order_turn(state, verb).target


def _check(result: str, ground: str = "", note: str = "") -> None:
    intermediary.guard_check(result, ground, note)


def _dispute(state: str, verb: str, way: str = "", consent: bool = False, agreement: str = "") -> str:
    found = disputes.dispute_turn(state, verb)
    if verb == "send":
        disputes.guard_way(way, consent, agreement)
    return found.target


def _confirm(kind: str, agreed: Any, asked: Any, together: bool = True) -> None:
    disputes.guard_confirmation(kind, agreed, asked, together)


DEEDS: dict[str, tuple[dict[str, Any], tuple[str, ...], Any]] = {
    "post-vacancy": ({"text": text, "basis": text}, ("text",), _vacancy),
    "require-service": ({"law": text, "article": text}, ("law", "article"), intermediary.guard_basis),
    "choose-intermediary": (
        {"state": one_of(intermediary.STATES), "official": flag, "own": flag}, ("state",), _choose,
    ),
    "handle-service": (
        {"state": one_of(intermediary.STATES), "verb": one_of(intermediary.TURNS)}, ("state", "verb"), _order,
    ),
    "check-qualification": ({"result": one_of(intermediary.CLAIMS), "ground": text, "note": text}, ("result",), _check),
    "show-intermediaries": (
        {"seed": text, "codes": NAMES, "shown": NAMES}, ("seed", "codes", "shown"), intermediary.guard_order_shown,
    ),
    "handle-dispute": (
        {
            "state": one_of(disputes.STATES), "verb": one_of(disputes.TURNS), "way": one_of(disputes.KINDS),
            "consent": flag, "agreement": text,
        },
        ("state", "verb"),
        _dispute,
    ),
    "confirm-agreement": (
        {"kind": one_of(disputes.KINDS), "agreed": day, "asked": day, "together": flag},
        ("kind", "agreed", "asked"),
        _confirm,
    ),
}  # fmt: skip
