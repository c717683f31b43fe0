"""The lawful way to handle a matter: the wished mode if the papers carry it, or the next best one, and why.

A mode is data (`data/modes/*.yaml`, and a park's own files beside them). Nothing here asks which mode it is.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from yuanban.law.answers import Refused, Unknown
from yuanban.law.codes import contains
from yuanban.law.matter import Matter
from yuanban.law.modefile import Mode, Part, load_modes, read_mode
from yuanban.law.plans import Plan, Step, from_json, to_json
from yuanban.law.proof import asking, nearest, prove
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

Outcome = Plan | Refused | Unknown


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
    answers: dict[str, Outcome] = {}
    if wished:
        answers[wished] = prove(matter, modes[wished]) if wished in modes else _no_mode(wished)
        if not isinstance(answers[wished], Refused):
            return answers[wished]
    for mode in sorted(modes.values(), key=lambda mode: -mode.rung):
        if mode.id not in answers:
            answers[mode.id] = prove(matter, mode)
    lawful = [answer for answer in answers.values() if isinstance(answer, Plan)]
    return _best(lawful, answers, modes, wished) if lawful else _why_not(list(answers.values()))


def _best(lawful: list[Plan], answers: Mapping[str, Outcome], modes: Mapping[str, Mode], wished: str | None) -> Plan:
    best = min(lawful, key=lambda plan: (plan.trips_outside, plan.days, plan.handovers))
    missed = {mode: answer for mode, answer in answers.items() if not isinstance(answer, Plan)}
    passed = [
        (mode, answer.rule, answer.because)
        for mode, answer in missed.items()
        if mode == wished or modes[mode].rung > modes[best.mode].rung
    ]
    return replace(best, passed_over=tuple(passed))


def _why_not(answers: list[Outcome]) -> Refused | Unknown:
    unknown = [answer for answer in answers if isinstance(answer, Unknown)]
    return asking(unknown) if unknown else nearest([answer for answer in answers if isinstance(answer, Refused)])


def _outside(world: World, park: str, place: str | None) -> Refused | None:
    home = world.parks[park]
    if place is None or any(contains(own, place) for own in home.places):
        return None
    return refused("outside-territory", f"事项所在地{place}不在{home.name}的范围（{'、'.join(home.places)}）之内。")


def _no_mode(wished: str) -> Refused:
    return refused("no-instrument", f"没有名为“{wished}”的办理方式，请核对园策中填写的方式。")
