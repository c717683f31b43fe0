"""Asks about certificates: the keys of each deed, those it needs, and the law on it."""

from datetime import date
from typing import Any

from yuanban.law import certificates as law
from yuanban.law.strict import day, flag, one_of, text, whole
from yuanban.law.terms import asking

WINDOW = {"latest": whole, "earliest": whole, "workdays": flag, "article": text}
NO_TERM = date(2026, 1, 1)


def _ask(
    purpose: str, asked: date, state: str = "valid", expires: date | None = None, replaced_on: date | None = None,
    **window: Any,
) -> None:  # fmt: skip
    stands = law.standing(state, asked, expires, replaced_on, asked)
    law.guard_asked(purpose, stands, state, expires, asked, asking(window))


def _renew(expires: date, asked: date, day: date, decided: date | None = None, **window: Any) -> str:
    return law.renewal(expires, asked, decided, day, asking(window))


def _turn(state: str, verb: str, replaced: bool = False) -> str:
    return law.turn(state, verb, replaced).target


def _decide(
    verb: str, ground: str, reasons: str = "", basis: str = "", holder: str = "enterprise", state: str = "valid",
    expires: date | None = None, day: date = NO_TERM, harm: bool = False, by_case: bool = False, told: str = "",
    answer_by: date | None = None, stated: bool = False, renewal_open: bool = False,
) -> str:  # fmt: skip
    law.turn(state, verb)
    found = law.guard_ground(verb, ground, reasons, basis, holder, state, expires, day, harm, by_case)
    law.guard_no_answer_due(found, renewal_open)
    law.guard_told(found, told, answer_by, stated, day)
    return found.article


DEEDS: dict[str, tuple[dict[str, Any], tuple[str, ...], Any]] = {
    "renew": ({"expires": day, "asked": day, "decided": day, "day": day, **WINDOW}, ("expires", "asked", "day"), _renew),
    "decide-renewal": ({"expires": day, "day": day}, ("expires", "day"), lambda expires, day: law.guard_renewal_decided(expires, day)),
    "ask-of-certificate": (
        {
            "purpose": one_of(law.ASKABLE), "asked": day, "state": one_of(law.STATES), "expires": day, "replaced_on": day,
            **WINDOW,
        },
        ("purpose", "asked"),
        _ask,
    ),
    "turn-certificate": (
        {"state": one_of(law.STATES), "verb": one_of(law.TURNS), "replaced": flag}, ("state", "verb"), _turn
    ),
    "decide-on-certificate": (
        {
            "verb": one_of(law.TURNS), "ground": text, "reasons": text, "basis": text, "holder": one_of(("enterprise", "person")),
            "state": one_of(law.STATES), "expires": day, "day": day, "harm": flag, "by_case": flag, "told": text,
            "answer_by": day, "stated": flag, "renewal_open": flag,
        },
        ("verb", "ground"),
        _decide,
    ),
}  # fmt: skip
