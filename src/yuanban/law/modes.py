"""The lawful way to handle a matter: the wished mode if the papers carry it, or the next best one, and why.

A mode is data (`data/modes/*.yaml`, and a park's own files beside them). Nothing here asks which mode it is.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from yuanban.law.answers import Refused, Unknown
from yuanban.law.codes import contains
from yuanban.law.matter import Matter
from yuanban.law.modefile import Mode, Part, load_modes, read_mode
from yuanban.law.plans import Plan, Step, from_json, to_json
from yuanban.law.proof import Settled, asking, draw_up, nearest, prove, settle
from yuanban.law.reasons import refused
from yuanban.law.world import World

__all__ = [
    "Matter",
    "Mode",
    "Part",
    "Plan",
    "Step",
    "choose",
    "from_json",
    "load_modes",
    "matter_of",
    "plan",
    "prove",
    "read_mode",
    "to_json",
]

M = TypeVar("M", bound=Matter)
Missed = Refused | Unknown
Outcome = Plan | Missed
Tried = Settled | Missed


def plan(
    world: World,
    park: str,
    item: str,
    day: date,
    facts: Mapping[str, Any] | None = None,
    wished: str | None = None,
    place: str | None = None,
    modes: Mapping[str, Mode] | None = None,
    agent: str | None = None,
) -> Outcome:
    """How this item is lawfully handled in this park on this day.

    The wished mode (by default the park's own wish) if it is lawful; otherwise the lawful one with the fewest trips
    out of the park, then promised working days, then hand-overs. `place` is a region code, by default the park's
    first; `agent` a body the applicant itself named. KeyError for a park or item that does not exist.
    """
    outside = _outside(world, park, place)
    if outside:
        return outside
    matter = matter_of(world, park, item, day, facts, place, agent)
    return choose(matter, load_modes() if modes is None else modes, wished or matter.park.modes.get(item))


def matter_of(
    world: World,
    park: str,
    item: str,
    day: date,
    facts: Mapping[str, Any] | None = None,
    place: str | None = None,
    agent: str | None = None,
) -> Matter:
    """What `prove` wants: one item in one park on one day."""
    home = world.parks[park]
    return Matter(world, home, world.items[item].id, place or home.places[0], day, facts or {}, agent)


def choose(matter: Matter, modes: Mapping[str, Mode], wished: str | None = None) -> Outcome:
    """The wished mode's plan, or its question, or else the best of the others with the reasons for passing over."""
    found = pick(matter, modes, wished)
    return draw_up(matter, *found) if isinstance(found, Picked) else found


class Picked(NamedTuple):
    """The mode to be handled by, and (mode, rule, because) of those passed over."""

    settled: Settled
    passed_over: tuple[tuple[str, str, str], ...] = ()


def pick(
    matter: M, modes: Mapping[str, Mode], wished: str | None = None, settling: Callable[[M, Mode], Tried] = settle
) -> Picked | Refused | Unknown:
    """What `choose` draws up. `settling` may remember what it said of a mode."""
    answers: dict[str, Tried] = {}
    if wished:
        first = answers[wished] = settling(matter, modes[wished]) if wished in modes else _no_mode(wished)
        if not isinstance(first, Refused):
            return Picked(first) if isinstance(first, Settled) else first
    for mode in sorted(modes.values(), key=lambda mode: -mode.rung):
        if mode.id not in answers:
            answers[mode.id] = settling(matter, mode)
    lawful = [answer for answer in answers.values() if isinstance(answer, Settled)]
    missed = {mode: answer for mode, answer in answers.items() if not isinstance(answer, Settled)}
    return _best(lawful, missed, modes, wished) if lawful else _why_not(list(missed.values()))


def _best(lawful: list[Settled], missed: Mapping[str, Missed], modes: Mapping[str, Mode], wished: str | None) -> Picked:
    best = min(lawful, key=lambda one: (one.trips_outside, one.days, one.handovers))
    passed = [
        (mode, answer.rule, answer.because)
        for mode, answer in missed.items()
        if mode == wished or modes[mode].rung > best.mode.rung
    ]
    return Picked(best, tuple(passed))


def _why_not(answers: list[Missed]) -> Refused | Unknown:
    unknown = [answer for answer in answers if isinstance(answer, Unknown)]
    return asking(unknown) if unknown else nearest([answer for answer in answers if isinstance(answer, Refused)])


def _outside(world: World, park: str, place: str | None) -> Refused | None:
    home = world.parks[park]
    if place is None or any(contains(own, place) for own in home.places):
        return None
    return refused("outside-territory", f"事项所在地{place}不在{home.name}的范围（{'、'.join(home.places)}）之内。")


def _no_mode(wished: str) -> Refused:
    return refused("no-instrument", f"没有名为“{wished}”的办理方式，请核对园策中填写的方式。")
