"""The measures, each defined once, and what one matter adds to each of them."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("data") / "measures.yaml"
NOW = dt.date(1, 1, 1)  # the month of what is true today


@dataclass(frozen=True)
class Measure:
    """`count`: True or the name of a mark; `days`: the name of a whole number."""

    key: str
    name: str
    unit: str
    owner: str
    grain: str
    when: str
    formula: str
    source: str
    count: bool | str = False
    days: str = ""


@cache
def measures() -> dict[str, Measure]:
    said = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {key: Measure(key, **fields) for key, fields in said.items()}


def cells_of(fact):
    """{(measure, month, value)} that this matter is counted in, once each. `fact`: see `facts.Fact`."""
    found = set()
    for one in measures().values():
        month = NOW if one.when == "now" else month_of(getattr(fact, f"{one.when}_on"))
        value = getattr(fact, one.days) if one.days else 0
        if month is not None and value is not None and (one.days or one.count is True or one.count in fact.marks):
            found.add((one.key, month, value))
    return found


def month_of(day):
    return day and day.replace(day=1)
