"""One import, from file to rows, in one transaction. A dry run does the same and takes it back."""

import csv
import hashlib
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from yuanban.exchange import cells
from yuanban.exchange.known import Known
from yuanban.exchange.models import Import
from yuanban.exchange.read import read
from yuanban.exchange.recognise import rows_of
from yuanban.exchange.rows import Rejected, Row

KINDS = ("items", "parks", "regions", "bodies", "instruments", "calendar", "bundles", "support")
LOCK = 7_221_001
MERGED = "合并的行"


@dataclass
class Report:
    """What became of the rows: each is accepted, warned or rejected; `unchanged` counts those kept rows that changed nothing."""

    kind: str
    rows: list[Row]
    unchanged: int = 0
    notes: list[str] = field(default_factory=list)
    rejects: Path | None = None

    @property
    def rejected(self):
        return [row for row in self.rows if row.reason]

    @property
    def warned(self):
        return [row for row in self.rows if row.warnings and not row.reason]

    def counts(self):
        rejected, warned = len(self.rejected), len(self.warned)
        return {
            "accepted": len(self.rows) - rejected - warned,
            "warned": warned,
            "rejected": rejected,
            "unchanged": self.unchanged,
        }

    def messages(self):
        """The file first (`row` null), then its rows."""
        for text in self.notes:
            yield {"sheet": "", "row": None, "level": "note", "text": text}
        for row in self.rows:
            for text in [row.reason] if row.reason else row.warnings:
                yield {
                    "sheet": row.sheet,
                    "row": row.number,
                    "level": "rejected" if row.reason else "warned",
                    "text": text,
                }

    def as_dict(self):
        return {
            **self.counts(),
            "messages": list(self.messages()),
            "rejects": str(self.rejects) if self.rejects else None,
        }


def run(kind, path, actor, dry_run=False, track=iter):
    """-> Report. Raises Unreadable when the file is no table of this kind. `track` wraps the rows, for a progress bar."""
    path = Path(path)
    rows, notes = rows_of(kind, read(path), path.name)
    module = import_module(f"yuanban.exchange.kinds.{kind}")
    with transaction.atomic():
        one_at_a_time()
        report = keep(module, kind, rows, Known(notes), actor, path, track)
        if dry_run:
            transaction.set_rollback(True)
        elif report.unchanged < len(rows) - len(report.rejected):
            record(report, path)
    if report.rejected and not dry_run:
        report.rejects = write_rejects(report.rejected, path)
    return report


def one_at_a_time():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def keep(module, kind, rows, known, actor, path, track):
    for row in track(rows):
        understand(module, row, known, path)
    changed = module.keep(actor, merged(module, rows), known)
    unchanged = [row for row in rows if not row.reason and not changed & {module.key(entry) for entry in row.targets}]
    return Report(kind, rows, len(unchanged), known.told())


def understand(module, row, known, path):
    if row.reason:
        return
    try:
        row.targets = list(module.targets(row, known))
    except Rejected as problem:
        row.reason = str(problem)
    for entry in row.targets:
        if hasattr(entry, "source"):
            entry.source = {"file": path.name, "row": row.number}


def merged(module, rows):
    """One entry per key. The later row speaks, unless an earlier one is of a later year."""
    entries: dict = {}
    first: dict[str, Row] = {}
    for row in rows:
        for entry in row.targets:
            key = module.key(entry)
            if key in entries and not same(entries[key], entry):
                row.reason = f"编码“{key}”与第{first[key].number}行相同，名称却不同。请核对后改正其中一行。"
            elif key in entries:
                entries[key] = join(module, entries[key], first[key], entry, row)
            else:
                entries[key], first[key] = entry, row
    return list(entries.values())


def same(one, other):
    return one.fields.get("name") == other.fields.get("name")


def join(module, older, first, newer, row):
    if hasattr(module, "combine"):
        return module.combine(older, newer)
    if getattr(newer, "rank", "") < getattr(older, "rank", ""):
        older, newer = newer, older
    lost = {name: told for name, told in older.extra.items() if name != MERGED and newer.extra.get(name, told) != told}
    now = "；".join(f"{name}以“{cells.line(newer.extra[name])[:30]}”为准" for name in lost if name in row.known)
    row.warn(f"与第{first.number}行重复，已合并为一条" + (f"：{now}" if now else ""))
    newer.fields = older.fields | {name: value for name, value in newer.fields.items() if value not in ("", None)}
    newer.extra = older.extra | newer.extra | ({MERGED: [*older.extra.get(MERGED, []), lost]} if lost else {})
    return newer


def record(report, path):
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    Import.objects.create(kind=report.kind, name=path.name[:200], sha256=digest, counts=report.counts())


def write_rejects(rows, path):
    """Beside the input, or under `var/imports` when that folder cannot be written to. Opens in a spreadsheet as it is."""
    for folder in (path.absolute().parent, settings.VAR / "imports"):
        target = folder / f"{path.stem}.rejected.csv"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if read_only(folder):
                continue
            with target.open("w", newline="", encoding="utf-8-sig") as file:
                write_table(csv.writer(file), rows)
            return target
        except OSError:
            continue
    return None


def read_only(folder):
    """Closed to everyone by its mode: root, whom the system would let in, keeps out too."""
    return not folder.stat().st_mode & 0o222


def write_table(writer, rows):
    names = list(dict.fromkeys(name for row in rows for name in row.cells))
    writer.writerow(["退回原因", "工作表", "原表行号", *names])
    for row in rows:
        writer.writerow([row.reason, row.sheet, row.number, *(escaped(row.cells.get(name)) for name in names)])


def escaped(value):
    """A cell that begins like a formula must not become one."""
    told = cells.text(value)
    return f"'{told}" if told.startswith(cells.FORMULA) else told
