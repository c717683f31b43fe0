"""Asks about reminders and cards for scenario files."""

from collections.abc import Callable
from datetime import date

from yuanban.law.ladder import Steps, card, rungs
from yuanban.law.strict import Parser, day, flag, many, text, whole

STEPS: dict[str, Parser] = {"owner": whole, "head": whole, "centre": whole, "supervisor": whole, "red_card": whole}
USUAL = {"owner": 2, "head": 1, "centre": 2, "supervisor": 3, "red_card": 5}


def _remind(due: date, day: date, sent: tuple[str, ...] = (), paused: bool = False, **steps: int) -> str:
    return "、".join(rungs(due, day, Steps(**USUAL | steps), frozenset(sent), paused)) or "nobody"


def _card(
    promised: date, statutory: date, day: date, paused: bool = False, applicants: bool = False, **steps: int
) -> str:
    return card(promised, statutory, day, Steps(**USUAL | steps), paused, applicants) or "none"


DEEDS: dict[str, tuple[dict[str, Parser], tuple[str, ...], Callable[..., str | None]]] = {
    "remind": ({"due": day, "day": day, "sent": many(text), "paused": flag, **STEPS}, ("due", "day"), _remind),
    "card": (
        {"promised": day, "statutory": day, "day": day, "paused": flag, "applicants": flag, **STEPS},
        ("promised", "statutory", "day"),
        _card,
    ),
}
