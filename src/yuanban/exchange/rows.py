"""From what was opened to rows whose columns are known."""

from dataclasses import dataclass, field

from yuanban.exchange import cells
from yuanban.exchange.headers import Header, flatten, numbered


class Rejected(Exception):
    """This row cannot be kept; the message says why and what to do."""


@dataclass
class Row:
    """One row of the input: its place, what was in it, what it became."""

    sheet: str
    number: int
    cells: dict[str, object]
    values: dict[str, object] = field(default_factory=dict)
    extra: dict[str, object] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    reason: str = ""
    targets: list = field(default_factory=list)

    def text(self, name):
        return cells.text(self.values.get(name))

    def line(self, name, limit=None):
        told = cells.line(self.values.get(name))
        if limit and len(told) > limit:
            raise Rejected(f"“{told[:20]}……”有{len(told)}字，最多{limit}字。请缩短后再导入。")
        return told

    def short(self, name, limit):
        """A cell that may be left out when it is too long for its column: it stays whole in `extra`."""
        told = self.line(name)
        if len(told) <= limit:
            return told
        self.keep(name)
        self.warn(f"“{told[:20]}……”超过{limit}字，全文保留在其他信息中")
        return ""

    def keep(self, name, header=None):
        """Keep a known column as it came, because its column cannot say all of it."""
        if told := self.text(name):
            self.extra[header or self.header(name)] = told

    def header(self, name):
        return next((header for header, key in self.known.items() if key == name), name)

    def warn(self, message):
        if message not in self.warnings:
            self.warnings.append(message)


def table_rows(sheet, header):
    for number, values in enumerate(sheet.rows[header.line :], start=header.line + 1):
        told = [cells.text(cell) for cell in values]
        if not any(told) or numbered([cells.line(cell) for cell in told]) == header.names:
            continue
        others = header.others | {
            at: f"第{at + 1}列" for at in range(len(told)) if not (at < len(header.names) and header.names[at])
        }
        row = Row(
            sheet.name,
            number,
            {name_of(header, at): cell for at, cell in enumerate(values) if told[at] or at < len(header.names)},
        )
        row.values = {key: values[at] for at, key in header.fields.items() if at < len(told) and told[at]}
        row.known = {header.names[at]: key for at, key in header.fields.items()}
        row.extra = {name: told[at] for at, name in others.items() if at < len(told) and told[at]}
        yield row


def name_of(header, at):
    return (header.names[at] if at < len(header.names) else "") or f"第{at + 1}列"


def record_rows(kind, sheet):
    return [record_row(kind, sheet.name, number, record) for number, record in enumerate(sheet.records, start=1)]


def record_row(kind, sheet, number, record):
    if not isinstance(record, dict):
        return Row(sheet, number, {"内容": cells.text(record)}, reason="这一条不是对象，无法辨认。")
    flat = flatten(record)
    header = Header(kind, list(flat))
    row = Row(sheet, number, flat)
    told = list(flat.values())
    row.values = {key: told[at] for at, key in header.fields.items() if told[at] not in (None, "", [], {})}
    row.known = {header.names[at]: key for at, key in header.fields.items()}
    row.extra = {name: safe(flat[name]) for name in header.others.values() if flat[name] not in (None, "", [], {})}
    return row


def safe(value):
    """JSON as it came, without the characters that no database takes."""
    if isinstance(value, dict):
        return {cells.text(name): safe(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [safe(inner) for inner in value]
    return value if isinstance(value, (bool, int)) or value is None else cells.text(value)
