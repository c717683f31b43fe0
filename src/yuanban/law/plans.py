"""A plan: what the engine proves for one matter on one day, step by step. Frozen onto the case as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from yuanban.law.world import POWERS

STEPS = {"receive": "收件", "accept": "受理", "first-review": "初审"} | POWERS  # what the steps of a plan are called


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `actor` acts at the premises of body `at`; `limit` is in working days; `seal` is the id of a seal."""

    power: str
    actor: str
    at: str
    in_name_of: str
    respondent: str | None
    chain: tuple[str, ...]
    seal: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The lawful way through. `trips_outside`: visits the applicant must make outside the park; `days`: promised
    working days; `rests_on`: the papers it stands or falls with; `passed_over`: (mode, rule, because) of the wished
    mode and of higher ones that the papers do not carry."""

    mode: str
    park: str
    item: str
    place: str
    day: date
    steps: tuple[Step, ...]
    trips_outside: int
    days: int
    handovers: int
    rests_on: tuple[str, ...]
    passed_over: tuple[tuple[str, str, str], ...] = ()
    joint: bool = False
    seal_on_sight: int | None = None

    def step(self, power: str) -> Step:
        return next(step for step in self.steps if step.power == power)

    @property
    def decides(self) -> str:
        return self.step("decide").actor

    @property
    def in_name_of(self) -> str:
        return self.step("decide").in_name_of

    @property
    def respondent(self) -> str | None:
        return self.step("decide").respondent


def to_json(plan: Plan) -> dict[str, Any]:
    """The plan as plain JSON values; `from_json` gives back an equal plan."""
    return _fields(plan) | {
        "day": plan.day.isoformat(),
        "steps": [_fields(step) | {"chain": list(step.chain)} for step in plan.steps],
        "rests_on": list(plan.rests_on),
        "passed_over": [list(passed) for passed in plan.passed_over],
    }


def _fields(value: Plan | Step) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def from_json(data: Mapping[str, Any]) -> Plan:
    """The plan that `to_json` wrote."""
    changed = {
        "day": date.fromisoformat(data["day"]),
        "steps": tuple(Step(**step | {"chain": tuple(step["chain"])}) for step in data["steps"]),
        "rests_on": tuple(data["rests_on"]),
        "passed_over": tuple((mode, rule, because) for mode, rule, because in data["passed_over"]),
    }
    return Plan(**dict(data) | changed)
