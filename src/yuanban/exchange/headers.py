"""Which row is the header, and which of our fields each column is."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from yuanban.catalogue.words import plain
from yuanban.exchange.cells import line

DEEPEST = 30
IGNORED = {"序号", "退回原因", "工作表", "原表行号"}


@lru_cache(maxsize=1)
def tables():
    return yaml.safe_load((Path(__file__).parent / "data" / "columns.yaml").read_text())


@lru_cache(maxsize=8)
def aliases(kind):
    """{header: (field, whether the header is general)}"""
    table = tables()[kind]
    found = {plain(name): (key, True) for key, names in table.get("general", {}).items() for name in names}
    return found | {plain(name): (key, False) for key, names in table["fields"].items() for name in names}


def heading(header):
    """Without a remark in brackets, unless the bracket is all there is: 事项名称（必填） → 事项名称."""
    return re.sub(r"[（(\[【].*?[）)\]】]", "", header).strip(" *：:") or header


@dataclass
class Header:
    """The columns of one table: `fields` {position: field}, `others` {position: header}."""

    kind: str
    names: list[str]
    line: int = 0
    fields: dict[int, str] = field(default_factory=dict)
    general: set[str] = field(default_factory=set)

    def __post_init__(self):
        for place, name in enumerate(self.names):
            known = aliases(self.kind).get(plain(name)) or aliases(self.kind).get(plain(heading(name)))
            if known and self.better(known):
                self.fields = {at: key for at, key in self.fields.items() if key != known[0]} | {place: known[0]}
                (self.general.add if known[1] else self.general.discard)(known[0])

    def better(self, known):
        """The first column with a name wins, but a specific header over a general one."""
        return known[0] not in self.fields.values() or (known[0] in self.general and not known[1])

    @property
    def found(self):
        return set(self.fields.values())

    @property
    def others(self):
        taken = set(self.fields)
        return {
            at: name for at, name in enumerate(self.names) if at not in taken and name and plain(name) not in IGNORED
        }

    def complete(self):
        return all(self.found & set(group) for group in tables()[self.kind]["needs"])

    def tells(self, names=()):
        """Whether the headers, or else the names in the column, show that this is a table of this kind."""
        specific = self.found - self.general
        telling = set(tables()[self.kind]["telling"])
        if {group[0] for group in tables()[self.kind]["needs"]} & specific or telling & specific:
            return True
        looks = re.compile(tables()[self.kind].get("names", "(?!)"))
        return bool(names) and sum(bool(looks.search(name)) for name in names) * 2 >= len(names)

    def name_at(self):
        return next((at for at, key in self.fields.items() if key in ("name", "title")), None)


def header_of(kind, sheet):
    """The header of a sheet, the best row near the top, or the attributes of its records; None if it is another table."""
    if sheet.records is not None:
        found = [record_header(kind, sheet.records)]
    else:
        found = [(header, names_below(header, sheet.rows)) for header in candidates(kind, sheet.rows)]
    return max(
        (header for header, names in found if header.complete() and header.tells(names)),
        key=lambda header: len(header.found),
        default=None,
    )


def record_header(kind, records):
    flat = [flatten(record) for record in records[:100] if isinstance(record, dict)]
    header = Header(kind, list(dict.fromkeys(name for record in flat for name in record)))
    at = header.name_at()
    names = [line(record.get(header.names[at])) for record in flat] if at is not None else []
    return header, [name for name in names if name]


def flatten(record):
    """Attributes that a source keeps in a box of their own (`fields`) belong to the record."""
    inner = record.get("fields")
    return {
        **{name: value for name, value in record.items() if name != "fields"},
        **(inner if isinstance(inner, dict) else {}),
    }


def candidates(kind, rows):
    for number, row in enumerate(rows[:DEEPEST], start=1):
        names = [line(cell) if isinstance(cell, str) else "" for cell in row]
        if any(names):
            yield Header(kind, numbered(names), number)


def names_below(header, rows):
    at = header.name_at()
    below = [line(row[at]) for row in rows[header.line : header.line + 50] if at is not None and at < len(row)]
    return [name for name in below if name]


def numbered(names):
    """Two columns of one name stay apart."""
    seen: dict[str, int] = {}
    told = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        told.append(name if seen[name] == 1 or not name else f"{name}_{seen[name]}")
    return told
