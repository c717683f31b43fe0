"""How a paper can fail, in the order of the tests: the later the rule, the nearer the miss."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from yuanban.law.world import Instrument, World

ORDER = (
    "no-instrument",
    "power-not-granted",
    "not-published",
    "not-in-force",
    "no-legal-basis",
    "entrustee-not-organ",
    "re-entrustment",
    "outside-territory",
    "power-not-held",
    "facts-missing",
    "outside-condition",
    "seal-not-registered",
)
REACH = {rule_id: reach for reach, rule_id in enumerate(ORDER)}


class Question(NamedTuple):
    """One step in one matter."""

    world: World
    power: str
    item: str
    place: str
    day: date
    facts: Mapping[str, Any]


class Fault(NamedTuple):
    """A paper that fails, and the rule it fails by; `cause` is why the grantor holds nothing."""

    rule: str
    instrument: Instrument
    missing: tuple[str, ...] = ()
    cause: "Fault | None" = None

    def reach(self) -> int:
        return REACH[self.rule]
