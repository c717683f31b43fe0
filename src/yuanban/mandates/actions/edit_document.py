"""修改文件草稿. The days of the document are those of its rows that say the same; a row with days of its own keeps them."""

from django.db import transaction

from yuanban.ledger.bulk import write_many
from yuanban.ledger.write import write
from yuanban.mandates.actions.draft_document import check
from yuanban.mandates.rows import locked
from yuanban.mandates.step import load_document, require_province

SHARED = ("title", "number", "from_date", "to_date")


@transaction.atomic
def edit_document(actor, code, version=None, **fields):
    if actor.role != "system":
        require_province(actor)
    document = load_document(code, "draft", version)
    before = {name: getattr(document, name) for name in SHARED}
    changed = {name: value for name, value in fields.items() if getattr(document, name) != value}
    for name, value in changed.items():
        setattr(document, name, value)
    check(document)
    if changed:
        write(document, "document.edited", actor, **changed)
        carry(actor, document, before, {name: changed[name] for name in SHARED if name in changed})
    return document


def carry(actor, document, before, changed):
    """Column by column, into the rows that said the same as the document."""
    named = {row: [name for name in changed if getattr(row, name) == before[name]] for row in locked(document, "draft")}
    rows = [row for row, names in named.items() if names]
    for row in rows:
        for name in named[row]:
            setattr(row, name, changed[name])
    write_many(rows, [named[row] for row in rows], [], "instrument.edited", actor, [{}] * len(rows))
