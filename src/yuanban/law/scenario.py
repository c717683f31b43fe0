"""Scenario files: what is given, what is asked, what the law answers. Read strictly, so that a slip never passes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from yuanban.law import asks
from yuanban.law.bundle_asks import BUNDLE_KEYS, ask_bundle, read_bundle
from yuanban.law.given import read_world
from yuanban.law.steps import STEP_KEYS, ask_step, step
from yuanban.law.strict import FileError, Parser, Spot, anything, fields, load, located, many, text
from yuanban.law.world import World

__all__ = ["Ask", "FileError", "Result", "Scenario", "check", "read_scenarios", "run"]


class Kind(NamedTuple):
    """One kind of question: how it is read, the keys of its answer, and who answers."""

    read: Callable[[World], Parser]
    answers: tuple[str, ...]
    reply: Callable[[World, Mapping[str, Any]], asks.Reply]


def _keys(known: Callable[[World], dict[str, Parser]], *required: str) -> Callable[[World], Parser]:
    return lambda world: lambda value, spot: fields(value, spot, known(world), required=required)


KINDS = {
    "may": Kind(_keys(asks.may_fields, "by", "power", "item", "place", "day"), asks.MAY_KEYS, asks.ask_may),
    "plan": Kind(_keys(asks.plan_fields, "park", "item", "day"), asks.PLAN_KEYS, asks.ask_plan),
    "clock": Kind(_keys(asks.clock_fields, "received", "statutory", "day"), asks.CLOCK_KEYS, asks.ask_clock),
    "step": Kind(lambda world: step, STEP_KEYS, lambda world, given: ask_step(given)),
    "bundle": Kind(lambda world: read_bundle, BUNDLE_KEYS, lambda world, given: ask_bundle(given)),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One question and the expected answer: any subset of the keys that the answer has."""

    kind: str
    given: Mapping[str, Any]
    expect: Mapping[str, Any]
    spot: Spot

    @property
    def text(self) -> str:
        return " ".join([self.kind, *(_short(value) for key, value in self.given.items() if key != "events")])


@dataclass(frozen=True, slots=True)
class Scenario:
    title: str
    law: str
    world: World
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """An ask answered with `got`; `wrong` holds (expected, got) of every key that differs."""

    scenario: Scenario
    ask: Ask
    wrong: Mapping[str, tuple[Any, Any]]
    got: Mapping[str, Any]

    @property
    def ok(self) -> bool:
        return not self.wrong


def read_scenarios(file: Path) -> tuple[Scenario, ...]:
    """Every scenario of a file; FileError names the file, the line and what is wrong, in Chinese."""
    spot = Spot(file.name, "", 1)
    scenarios: tuple[Scenario, ...] = many(_scenario)(load(file), spot)
    if not scenarios:
        raise spot.error("文件里没有任何情形")
    return scenarios


def check(file: Path) -> Iterator[Result]:
    """Runs every ask of a file, in order."""
    for scenario in read_scenarios(file):
        for ask in scenario.asks:
            yield run(scenario, ask)


def run(scenario: Scenario, ask: Ask) -> Result:
    """Asks one question of the law and compares."""
    try:
        got = KINDS[ask.kind].reply(scenario.world, ask.given)
    except ValueError as error:
        raise ask.spot.error(str(error)) from error
    wrong = {key: (want, got.get(key)) for key, want in ask.expect.items() if not _agrees(key, want, got.get(key))}
    return Result(scenario, ask, wrong, got)


def _agrees(key: str, want: Any, got: Any) -> bool:
    if key == "because":
        return want in (got or "")
    if key == "missing":
        return sorted(want) == sorted(got or ())
    if isinstance(want, dict):
        return isinstance(got, dict) and all(got.get(name) == value for name, value in want.items())
    return bool(want == got)


def _scenario(value: Any, spot: Spot) -> Scenario:
    known: dict[str, Parser] = {"title": text, "law": text, "given": read_world, "ask": many(located)}
    raw = fields(value, spot, known, required=("title", "ask"))
    world = raw.get("given") or World({}, {}, {})
    return Scenario(raw["title"], raw.get("law", ""), world, tuple(_ask(world, *ask) for ask in raw["ask"]))


def _ask(world: World, value: Any, spot: Spot) -> Ask:
    raw = fields(value, spot, dict.fromkeys((*KINDS, "expect"), located), required=("expect",))
    here = Spot(spot.file, spot.path, value.line)
    kinds = [kind for kind in KINDS if kind in raw]
    if len(kinds) != 1:
        raise here.error(f"每一问恰好写 {'、'.join(KINDS)} 中的一个，并写 expect")
    kind = KINDS[kinds[0]]
    question, answer = raw[kinds[0]], raw["expect"]
    given = kind.read(world)(*question)
    expect = _expected(answer[0], answer[1], kind.answers)
    return Ask(kinds[0], given, expect, here)


def _expected(value: Any, spot: Spot, answers: tuple[str, ...]) -> Mapping[str, Any]:
    """Unlike elsewhere, a null is an answer: `accepted_on: null`."""
    fields(value, spot, dict.fromkeys(answers, anything))
    expected: dict[str, Any] = anything(value, spot)
    if not expected:
        raise spot.error("expect 至少写一项")
    return expected


def _short(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return ",".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else str(value)
