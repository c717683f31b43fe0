"""A form as a page draws it: sections, questions, rows, what is asked now, what is wrong, how far one has come."""

import dataclasses
import re
from dataclasses import dataclass
from typing import Any

from yuanban.catalogue.form_posting import SEEN
from yuanban.catalogue.form_reading import read_form, row_limits, scoped
from yuanban.catalogue.form_rules import turns_on
from yuanban.places.models import Region

REST = "填写情况"


@dataclass
class Ask:
    """One question: `name` in the page, `asked` whether it is asked now, `live` whether others turn on it."""

    field: dict
    name: str
    value: Any = ""
    error: str = ""
    asked: bool = True
    conditional: bool = False
    live: bool = False
    rows: list = dataclasses.field(default_factory=list)
    more: bool = False
    fewer: bool = False

    @property
    def type(self):
        return self.field["type"]

    @property
    def id(self):
        return "ask-" + re.sub(r"[^A-Za-z0-9_-]", "-", self.name)


@dataclass
class Section:
    title: str
    number: int
    asks: list = dataclasses.field(default_factory=list)
    must: int = 0
    done: int = 0

    @property
    def asked(self):
        return any(ask.asked for ask in self.asks)

    @property
    def complete(self):
        return self.done >= self.must


@dataclass
class Drawn:
    sections: list
    seen: str = SEEN

    @property
    def shown(self):
        return [one for one in self.sections if one.asked]

    @property
    def asks(self):
        """Every question, those of rows included."""
        top = [ask for one in self.sections for ask in one.asks]
        return [one for ask in top for one in (ask, *(inner for row in ask.rows for inner in row))]

    def ask(self, name):
        return next((ask for ask in self.asks if ask.name == name), None)


def drawn(fields, raw, errors=None):
    """Never fails and never hangs on what is stored: a condition that cannot be read, or that goes in a circle, hides nothing."""
    filled, errors = read_form(fields, raw), errors or {}
    moving = {name for one in fields for name in turns_on(one)}
    inner = {name for one in fields for f in one.get("fields") or [] for name in turns_on(f)}
    regions = region_options() if any(has_region(one) for one in fields) else []
    sections: dict[str, Section] = {}
    for one in fields:
        ask = ask_of(one, one["key"], raw.get(one["key"]), errors, filled, regions)
        ask.live = one["key"] in moving or bool({f["key"] for f in one.get("fields") or []} & inner)
        section = sections.setdefault(one.get("section") or "", Section(one.get("section") or REST, len(sections) + 1))
        section.asks.append(ask)
        count(section, ask, filled)
    return Drawn(list(sections.values()))


def count(section, ask, filled):
    must = row_limits(ask.field)[0] > 0 if ask.type == "group" else ask.field.get("required")
    if ask.asked and must:
        section.must += 1
        section.done += ask.name in filled.clean and not any(
            name == ask.name or name.startswith(f"{ask.name}.") for name in filled.errors
        )


def ask_of(one, name, value, errors, filled, regions):
    ask = Ask(one, name, value, errors.get(name, ""), name in filled.asked, bool(one.get("when")))
    if one["type"] == "group":
        least, most = row_limits(one)
        given = value if isinstance(value, list) and value else [{}] * max(1, least)
        ask.rows = [row_of(one, name, n, row, errors, filled, regions) for n, row in enumerate(given)]
        ask.more, ask.fewer = len(given) < most, len(given) > max(1, least)
    if one["type"] == "region":
        ask.field = {**one, "type": "choice", "options": regions}
    return ask


def row_of(group, name, n, row, errors, filled, regions):
    """An empty row shows what would be asked first of all."""
    row = row if isinstance(row, dict) else {}
    asks = [ask_of(f, f"{name}.{n}.{f['key']}", row.get(f["key"]), errors, filled, regions) for f in group["fields"]]
    if not any(ask.asked for ask in asks):
        inner = read_form([scoped({**f, "required": False}, group) for f in group["fields"]], {})
        for ask in asks:
            ask.asked = ask.field["key"] in inner.asked
    return asks


def has_region(one):
    return one["type"] == "region" or any(f["type"] == "region" for f in one.get("fields") or [])


def region_options():
    """Counties with their city, by GB/T 2260 code."""
    found = Region.objects.filter(level="county").select_related("parent").order_by("code")
    return [(region.code, f"{region.parent.name if region.parent else ''}{region.name}") for region in found]


def flipped(before, now):
    """The questions that have come or gone: `before` are the names that stood on the page."""
    return [ask for ask in now.asks if ask.conditional and ask.asked != (ask.name in before)]
