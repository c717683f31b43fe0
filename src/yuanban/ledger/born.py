"""A new row that begins together with the change of another row: to be written beside it, in the same statement."""

from yuanban.ledger.bulk import next_ids
from yuanban.ledger.follow import tell
from yuanban.ledger.models import Event
from yuanban.ledger.write import KEPT, draft, plain, recorded, sealed


def born(row, kind, actor, data=None):
    """The rows for `beside`: this one and its first event, which says every column but the derived ones; and what followers bring."""
    row.pk = row.pk or next_ids(type(row), 1)[0]
    columns = [f for f in row._meta.concrete_fields if f.name not in (*KEPT, *row.derived)]
    said = recorded(columns, {f.name: getattr(row, f.attname) for f in columns})
    event = draft(row.stream, 1, "", kind, actor, {**(data or {}), "set": said})
    more, beside = tell(row, event, actor)
    event.data |= plain(more)
    sealed(event)
    row.version, row.head = event.seq, event.hash
    return [(type(row), values_of(row)), (Event, values_of(event)), *beside]


def values_of(row):
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
