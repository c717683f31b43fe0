"""公布文件: once for all its rows. From then on each park says which of them it takes up."""

from django.db import transaction

from yuanban.ledger.write import write
from yuanban.mandates.actions.publish_instrument import check
from yuanban.mandates.rows import locked, move_rows
from yuanban.mandates.step import load_document, require_province
from yuanban.places import epoch


@transaction.atomic
def publish_document(actor, code, day, where, version=None):
    document = load_document(code, "signed", version)
    require_province(actor)
    check(document, day, where)
    said = {"state": "published", "published_on": day, "published_at": where.strip()}
    write(document, "document.published", actor, **said)
    rows = locked(document, "signed")
    move_rows(rows, "instrument.published", actor, [{"document": code}] * len(rows), **said)
    epoch.bump()
    return document
