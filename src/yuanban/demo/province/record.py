"""What a play has written: every new row of every table, and every event, as they stand after each step."""

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import connection

from yuanban.demo.province.model import sequences
from yuanban.ledger.hashing import canonical
from yuanban.ledger.models import Event, Streamed

BY_TRIGGER = ("insight_pending",)  # the database writes it again
JSON_APART = {"papers_paper": "content"}  # is hashed: kept as the text that its digest is of


@dataclass(frozen=True)
class Row:
    """One row: its table, its number, the columns as PostgreSQL copies them out; `by_clock` when no person wrote it."""

    table: str
    pk: int
    cells: tuple[str, ...]
    by_clock: bool


@dataclass(frozen=True)
class Said:
    """One event."""

    stream: str
    seq: int
    kind: str
    at: object
    person: int | None
    post: int | None
    data: bytes
    prev: str
    hash: str
    by_clock: bool


@cache
def tables():
    """{table: (columns, whether its rows have streams)} of everything with a number of its own."""
    return {
        model._meta.db_table: ([f.column for f in model._meta.concrete_fields], issubclass(model, Streamed))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table not in BY_TRIGGER
        and model._meta.managed
        and not model._meta.proxy
        and getattr(model._meta.pk, "column", "") == "id"
    }


class Recorder:
    def __init__(self):
        self.before = self.latest = self.numbers()
        self.clocked = set()  # (table, number of the row) that the clock wrote
        self.steps = []  # (at, by_clock, rows, events)

    def numbers(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()"
                " AND last_value >= 8000000000"
            )
            return dict(cursor.fetchall())

    def grown(self, now):
        return {
            name.removesuffix("_id_seq"): self.before[name]
            for name, last in now.items()
            if last > self.before.get(name, 0) and name.removesuffix("_id_seq") in tables()
        }

    def look(self):
        """To be called before the clock acts, so that what it writes is told from what people write."""
        self.latest = self.numbers()

    def note(self, play, at, by_clock, whole=True):
        """Remember this step; its rows when `whole`."""
        now = self.numbers() if by_clock or whole else {}
        if by_clock:
            for name, last in now.items():
                table = name.removesuffix("_id_seq")
                self.clocked |= {(table, pk) for pk in range(self.latest.get(name, last) + 1, last + 1)}
        rows = self.rows(now) if whole else None
        events = self.events(play, rows, by_clock) if whole else None
        self.steps.append((at, by_clock, rows, events))

    def rows(self, now):
        found = []
        for table, mark in sorted(self.grown(now).items()):
            names = tables()[table][0]
            columns, key = ", ".join(f'"{name}"' for name in names), names.index("id")
            for cells in copied(f'SELECT {columns} FROM "{table}" WHERE id > {mark} ORDER BY id'):
                pk = int(cells[key])
                found.append(Row(table, pk, cells, (table, pk) in self.clocked))
        return found

    def events(self, play, rows, by_clock):
        streams = {f"case:{play.number}"}
        for row in rows:
            if tables()[row.table][1]:
                streams.add(f"{labels()[row.table]}:{row.pk}")
        held = Event.objects.filter(stream__in=streams).order_by("at", "stream", "seq")
        return [self.said(event, by_clock) for event in held]

    def said(self, event, by_clock):
        late = event.person is None
        return Said(
            event.stream, event.seq, event.kind, event.at, event.person, event.post, canonical(event.data), event.prev,
            event.hash, late,
        )  # fmt: skip


@cache
def labels():
    return {model._meta.db_table: model._meta.label_lower for model in apps.get_models()}


def copied(query):
    """The rows of a query, each as the cells of COPY's text form."""
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
        text = b"".join(copy).decode()
    return [tuple(line.split("\t")) for line in text.splitlines()]


__all__ = ["JSON_APART", "Recorder", "Row", "Said", "sequences", "tables"]
