"""Many rows of one table and their events at once: what `write` is to one row, for imports."""

from django.db import connection

from yuanban.ledger.models import Event
from yuanban.ledger.write import event_for, follow_up, jsonable

BATCH = 1000


def create_many(rows, fields, kind, actor, data):
    """Save new rows, each with its first event. `data` says more about each row; `fields` are recorded under `set`."""
    if not rows:
        return
    for row, pk in zip(rows, next_ids(model_of(rows), len(rows)), strict=True):
        row.pk = pk
    events = [
        event_for(row.stream, 1, "", kind, actor, {**more, "set": said(row, fields)})
        for row, more in zip(rows, data, strict=True)
    ]
    stamp(rows, events)
    model_of(rows).objects.bulk_create(rows, batch_size=BATCH)
    keep(rows, events, actor)


def write_many(rows, fields, silent, kind, actor, data):
    """
    Save rows that were changed in memory, each with the event that says so.

    `fields` holds the changed field names of each row; `silent` are derived columns, saved and not recorded.
    The caller has read the rows `FOR UPDATE` in this transaction.
    """
    if not rows:
        return
    events = [
        event_for(row.stream, row.version + 1, row.head, kind, actor, {**more, "set": said(row, names)})
        for row, names, more in zip(rows, fields, data, strict=True)
    ]
    stamp(rows, events)
    changed = {name for names in fields for name in names}
    model_of(rows).objects.bulk_update(rows, [*changed, *silent, "version", "head"], batch_size=BATCH // 4)
    keep(rows, events, actor)


def model_of(rows):
    return type(rows[0])


def said(row, names):
    """Like `recorded`, from the row itself: a foreign key is its id."""
    columns = [row._meta.get_field(name) for name in names]
    return {field.attname: jsonable(getattr(row, field.attname)) for field in columns}


def stamp(rows, events):
    for row, event in zip(rows, events, strict=True):
        row.version, row.head = event.seq, event.hash


def keep(rows, events, actor):
    Event.objects.bulk_create(events, batch_size=BATCH)
    for row, event in zip(rows, events, strict=True):
        follow_up(row, event, actor)


def next_ids(model, count):
    """Primary keys, drawn before the rows are saved, because the stream's name holds one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, count],
        )
        return [row[0] for row in cursor.fetchall()]
