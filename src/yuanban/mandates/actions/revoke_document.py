"""撤销文件: all its rows from one day on. A single row is revoked by itself."""

from django.db import transaction

from yuanban.ledger.write import write
from yuanban.mandates.actions.revoke_instrument import check
from yuanban.mandates.rows import locked, move_rows
from yuanban.mandates.step import load_document, require_province
from yuanban.places import epoch


@transaction.atomic
def revoke_document(actor, code, day, reason, version=None, void=False):
    document = load_document(code, ("signed", "published"), version)
    require_province(actor)
    check(actor, day, reason)
    said = {"state": "revoked", "revoked_on": day, "revoke_reason": reason.strip()}
    write(document, "document.revoked", actor, {"void": void}, **said)
    rows = locked(document, "signed", "published")
    move_rows(rows, "instrument.revoked", actor, [{"document": code}] * len(rows), **said, void=void)
    epoch.bump()
    return document
