"""What a scenario may ask, and how the law's answer reads: one plain key for every word of the answer."""

from collections.abc import Mapping
from dataclasses import fields as keys_of
from typing import Any

from yuanban.law import clock
from yuanban.law.answers import Allowed, Answer, Refused
from yuanban.law.authority import may
from yuanban.law.modes import Plan, plan
from yuanban.law.strict import Parser, Spot, anything, code, day, fields, flag, many, one_of, text, whole
from yuanban.law.timeline import EFFECTS
from yuanban.law.world import POWERS, World

ANSWER_KEYS = ("allowed", "rule", "because", "article", "cure", "missing", "tried")
MAY_KEYS = (*ANSWER_KEYS, "in_name_of", "respondent", "chain")
PLAN_KEYS = (
    *ANSWER_KEYS, "mode", "park", "item", "place", "decides", "in_name_of", "respondent", "trips_outside", "days",
    "handovers", "rests_on", "passed_over", "joint", "seal_on_sight", "actors", "seal",
)  # fmt: skip
CLOCK_KEYS = tuple(field.name for field in keys_of(clock.Reading) if field.name != "refusals")
Reply = dict[str, Any]


def ask_may(world: World, given: Mapping[str, Any]) -> Reply:
    return _answer(may(world, **given))


def ask_plan(world: World, given: Mapping[str, Any]) -> Reply:
    answer = plan(world, **given)
    return _plan(answer) if isinstance(answer, Plan) else _answer(answer)


def ask_clock(world: World, given: Mapping[str, Any]) -> Reply:
    rest = {key: value for key, value in given.items() if key not in ("events", "day")}
    start = clock.Given(**{"accepted": None, "promised": given["statutory"]} | rest)
    reading = clock.read(start, given.get("events", ()), given["day"])
    return {key: getattr(reading, key) for key in CLOCK_KEYS}


def _answer(answer: Answer) -> Reply:
    if isinstance(answer, Allowed):
        return {"allowed": True, **_name(answer), "chain": list(answer.chain)}
    words = {"rule": answer.rule, "because": answer.because, "article": answer.article, "cure": answer.cure}
    if isinstance(answer, Refused):
        return {"allowed": False, "tried": list(answer.tried), **words}
    return {"allowed": "unknown", "missing": list(answer.missing), **words}


def _plan(found: Plan) -> Reply:
    """`rule` and `because` say why a better or wished mode was passed over; `actors` names who takes each step."""
    passed = {mode: rule for mode, rule, _ in found.passed_over}
    _, rule, because = found.passed_over[0] if found.passed_over else ("", None, None)
    plain = {key: getattr(found, key) for key in PLAN_KEYS if hasattr(found, key)}
    return plain | {
        "allowed": True,
        "rule": rule,
        "because": because,
        "rests_on": list(found.rests_on),
        "passed_over": passed,
        "actors": {step.power: step.actor for step in found.steps},
        "seal": found.step("seal").seal,
    }


def _name(answer: Allowed) -> Reply:
    return {"in_name_of": answer.in_name_of, "respondent": answer.respondent}


# -- reading the questions ----------------------------------------------------------------------------------------


def may_fields(world: World) -> dict[str, Parser]:
    return {
        "by": one_of(world.bodies),
        "power": one_of(POWERS),
        "item": one_of(world.items),
        "place": code,
        "day": day,
        "facts": anything,
    }


def plan_fields(world: World) -> dict[str, Parser]:
    return {
        "park": one_of(world.parks),
        "item": one_of(world.items),
        "day": day,
        "facts": anything,
        "wished": text,
        "place": code,
        "agent": one_of(world.bodies),
    }


def clock_fields(world: World) -> dict[str, Parser]:
    return {
        "received": day,
        "accepted": day,
        "statutory": whole,
        "promised": whole,
        "joint": flag,
        "first_review": whole,
        "events": many(_event),
        "day": day,
    }


def _event(value: Any, spot: Spot) -> clock.Event:
    known = {
        "day": day,
        "did": one_of(EFFECTS),
        "ground": text,
        "told": flag,
        "days": whole,
        "approved_by": text,
    }
    return clock.Event(**fields(value, spot, known, required=("day", "did")))
