"""The one door through which a row and its event are written, together or not at all."""

import datetime as dt
import hashlib

import orjson
from django.db import connection

from yuanban.law.refusal import Refusal
from yuanban.ledger.follow import tell
from yuanban.ledger.models import Event, Streamed

GENESIS = "0" * 64


def plain(value):
    """`value` as it looks after a trip through JSON, so that what is hashed is what is read back."""
    return orjson.loads(orjson.dumps(value))


def digest(stream, seq, kind, at, person, post, data, prev):
    """SHA-256 over every column of an event, in canonical JSON (sorted keys, UTF-8, UTC microseconds)."""
    moment = at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    body = orjson.dumps([stream, seq, kind, moment, person, post, data, prev], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(body).hexdigest()


def event_for(stream, seq, prev, kind, actor, data):
    event = Event(
        stream=stream,
        seq=seq,
        kind=kind,
        at=actor.at,
        person=actor.person,
        post=actor.post,
        data=plain(data),
        prev=prev or GENESIS,
    )
    event.hash = digest(stream, seq, kind, event.at, event.person, event.post, event.data, event.prev)
    return event


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


EVENT_COLUMNS = "stream, seq, kind, at, person, post, data, prev, hash"
EVENT_CASTS = "%s, %s::int, %s, %s::timestamptz, %s::bigint, %s::bigint, %s::jsonb, %s, %s"


def write(row: Streamed, kind, actor, data=None, **changes):
    """
    Change `row` and append the event that says so, in one statement.

    `changes` are model fields; they are recorded in the event under `set`, so that a row can be proven to be the fold
    of its events. Raises Refusal `changed-meanwhile` when somebody else wrote first: nothing is written then.
    """
    columns = [row._meta.get_field(name) for name in changes]
    event = event_for(
        row.stream, row.version + 1, row.head, kind, actor, {**(data or {}), "set": recorded(columns, changes)}
    )
    sets = ", ".join(f'"{field.column}" = %s' for field in columns)
    values = [field.get_db_prep_save(changes[field.name], connection) for field in columns]
    sql = (
        f'WITH changed AS (UPDATE "{row._meta.db_table}" SET version = version + 1, head = %s{", " + sets if sets else ""}'
        f" WHERE id = %s AND version = %s RETURNING id)"
        f" INSERT INTO ledger_event ({EVENT_COLUMNS}) SELECT {EVENT_CASTS} FROM changed"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [event.hash, *values, row.pk, row.version, *event_values(event)])
        if cursor.rowcount != 1:
            raise Refusal("changed-meanwhile")
    for name, value in changes.items():
        setattr(row, name, value)
    row.version, row.head = event.seq, event.hash
    tell(row, event, actor)
    return event


def recorded(columns, changes):
    """The changes as JSON: a foreign key is its id, a moment is in UTC."""
    return {field.attname: jsonable(changes[field.name]) for field in columns}


def jsonable(value):
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return getattr(value, "pk", value)


def create(row: Streamed, kind, actor, data=None, **changes):
    """Save a new row and its first event."""
    row.save(force_insert=True)
    return write(row, kind, actor, data, **changes)
