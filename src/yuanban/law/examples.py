"""Each rule in plain words, with small situations put to the engine: what it says is what it says now."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yuanban.law import clock
from yuanban.law.rules import Rule, rules
from yuanban.law.scenario import Ask, Scenario, read_scenarios
from yuanban.law.scenario import run as ask_engine

DATA = Path(__file__).with_name("data")
GROUPS = {"who": "谁能办", "how": "怎样办", "after": "决定之后", "record": "次序和记录"}
OUTCOMES = {"renewed": "视为准予延续", "pending": "等机关作出决定", "decided": "已有决定"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a rule means; `practices` are the keys of what the place settles about it."""

    rule: Rule
    group: str
    means: str
    practices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A situation in a sentence, and the engine's answer: yes, no, or that it must know more."""

    situation: str
    allowed: bool | None
    answer: str


@cache
def meanings() -> dict[str, Meaning]:
    """By rule, in the order of the rules; one that nobody has explained yet says its own reason."""
    told: dict[str, dict[str, Any]] = yaml.safe_load((DATA / "meanings.yaml").read_text(encoding="utf-8"))
    return {key: _meaning(rule, told.get(key, {})) for key, rule in rules().items()}


def _meaning(rule: Rule, told: Mapping[str, Any]) -> Meaning:
    return Meaning(rule, told.get("group", "record"), told.get("means", rule.because), tuple(told.get("practices", ())))


@cache
def _scenarios() -> tuple[Scenario, ...]:
    files = sorted((DATA / "examples").glob("*.yaml"))
    return tuple(scenario for file in files for scenario in read_scenarios(file))


def examples(rule_id: str) -> list[Example]:
    """The situations that explain this rule, answered by the engine."""
    return [_answered(one, ask) for one in _scenarios() if one.law == rule_id for ask in one.asks]


def _answered(scenario: Scenario, ask: Ask) -> Example:
    got = ask_engine(scenario, Ask(ask.kind, ask.given, {}, ask.spot)).got
    if ask.kind == "clock":
        return Example(scenario.title, not got["rule"], " ".join(_clock(ask.given)))
    allowed = got["allowed"]
    if allowed is True:
        return Example(scenario.title, True, f"可以。{OUTCOMES.get(got.get('outcome') or '', '')}")
    return Example(scenario.title, None if allowed == "unknown" else False, f"{got['because']}{got.get('cure') or ''}")


def _clock(given: Mapping[str, Any]) -> list[str]:
    rest = {key: value for key, value in given.items() if key not in ("events", "day")}
    start = clock.Given(**{"accepted": None, "promised": given["statutory"]} | rest)
    return clock.answer(clock.read(start, given.get("events", ()), given["day"]))
