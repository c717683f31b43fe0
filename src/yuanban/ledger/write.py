"""The one door through which a row and its event are written, together or not at all."""

import datetime as dt
import re
from decimal import Decimal
from functools import cache

import orjson
from django.db import connection

from yuanban.law.refusal import Refusal
from yuanban.ledger.follow import tell
from yuanban.ledger.hashing import GENESIS, digest
from yuanban.ledger.models import Event, Streamed
from yuanban.ledger.rows import insert

KEPT = ("id", "version", "head")  # the ledger's own columns


def plain(value):
    """`value` as it looks after a trip through JSON, so that what is hashed is what is read back."""
    return orjson.loads(orjson.dumps(value))


def draft(stream, seq, prev, kind, actor, data):
    """An event not yet sealed by its hash."""
    return Event(
        stream=stream, seq=seq, kind=kind, at=actor.at, person=actor.person, post=actor.post, data=plain(data),
        prev=prev or GENESIS,
    )  # fmt: skip


def sealed(event):
    event.hash = digest(event.stream, event.seq, event.kind, event.at, event.person, event.post, event.data, event.prev)
    return event


def event_for(stream, seq, prev, kind, actor, data):
    return sealed(draft(stream, seq, prev, kind, actor, data))


def event_values(event):
    return [
        event.stream,
        event.seq,
        event.kind,
        event.at,
        event.person,
        event.post,
        orjson.dumps(event.data).decode(),
        event.prev,
        event.hash,
    ]


LENGTH = re.compile(r"\(\d+\)")  # a cast to varchar(8) would cut; the column itself refuses

EVENT_COLUMNS = "stream, seq, kind, at, person, post, data, prev, hash"
EVENT_CASTS = "%s, %s::int, %s, %s::timestamptz, %s::bigint, %s::bigint, %s::jsonb, %s, %s"


def write(row: Streamed, kind, actor, data=None, /, beside=(), **changes):
    """
    Change `row` and append the event that says so, in one statement.

    `changes` are model fields; they are recorded in the event under `set`, so that a row can be proven to be the fold
    of its events. `beside` are new rows for the same statement, each a model and its columns as {field name: value};
    followers may bring more of them, and add to the event. Raises Refusal `changed-meanwhile` when somebody else wrote
    first; the caller's transaction is then undone, followers and all.
    """
    columns = [row._meta.get_field(name) for name in changes]
    saying = {**(data or {}), "set": recorded(columns, changes)}
    event = draft(row.stream, row.version + 1, row.head, kind, actor, saying)
    for name, value in changes.items():
        setattr(row, name, value)
    said, rows = tell(row, event, actor)
    event.data |= plain(said)
    put(row, columns, sealed(event), [*beside, *rows])
    row.version, row.head = event.seq, event.hash
    return event


def put(row, columns, event, beside):
    sets = "".join(f', "{field.column}" = %s' for field in columns)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in columns]
    more, said = alongside(beside)
    sql = (
        f'WITH changed AS (UPDATE "{row._meta.db_table}" SET version = version + 1, head = %s{sets}'
        f" WHERE id = %s AND version = %s RETURNING id){more}"
        f" INSERT INTO ledger_event ({EVENT_COLUMNS}) SELECT {EVENT_CASTS} FROM changed"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            sql,
            [event.hash, *values, row.pk, row.version, *said, *event_values(event)],
        )
        if cursor.rowcount != 1:
            raise Refusal("changed-meanwhile")


def alongside(rows):
    """More rows, inserted when and only when the change is made. -> their part of the statement, their values."""
    text, values = "", []
    for number, (model, told) in enumerate(by_model(rows)):
        fields, columns, casts = inserting(model, tuple(told[0]))
        each = " UNION ALL ".join([f"SELECT {casts} FROM changed"] * len(told))
        text += f', beside{number} AS (INSERT INTO "{model._meta.db_table}" ({columns}) {each})'
        values += [f.get_db_prep_save(one[f.name], connection) for one in told for f in fields]
    return text, values


def by_model(rows):
    """Rows of one model go in together, so that their ids keep their order."""
    models = dict.fromkeys(model for model, _ in rows)
    return [(model, [told for other, told in rows if other is model]) for model in models]


@cache
def inserting(model, names):
    fields = [model._meta.get_field(name) for name in names]
    kinds = [LENGTH.sub("", field.db_type(connection)) for field in fields]
    return fields, ", ".join(f'"{field.column}"' for field in fields), ", ".join(f"%s::{kind}" for kind in kinds)


def recorded(columns, changes):
    """The changes as JSON: a foreign key is its id, a moment is in UTC, a decimal number its digits."""
    return {field.attname: jsonable(changes[field.name]) for field in columns}


def jsonable(value):
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, Decimal):
        return str(value)
    return getattr(value, "pk", value)


def follow_up(row, event, actor):
    """What followers bring to an event already written."""
    for model, values in tell(row, event, actor)[1]:
        insert(model, **values)


def create(row: Streamed, kind, actor, data=None):
    """Save a new row and its first event, which says every column but the derived ones."""
    row.save(force_insert=True)
    columns = [f for f in row._meta.concrete_fields if f.name not in (*KEPT, *row.derived)]
    said = recorded(columns, {f.name: getattr(row, f.attname) for f in columns})
    event = event_for(row.stream, 1, "", kind, actor, {**(data or {}), "set": said})
    row.version, row.head = event.seq, event.hash
    row.save(update_fields=["version", "head"])
    event.save(force_insert=True)
    follow_up(row, event, actor)
    return event
