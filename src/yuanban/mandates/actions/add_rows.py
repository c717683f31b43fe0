"""添加行: more items to more bodies, while the document is a draft."""

from django.db import transaction

from yuanban.ledger.write import write
from yuanban.mandates.rows import put_rows
from yuanban.mandates.step import load_document, require_province


@transaction.atomic
def add_rows(actor, code, items, holders, grant, version=None):
    """-> how many were added"""
    document = load_document(code, "draft", version)
    require_province(actor)
    write(
        document, "document.extended", actor, {"rows": len(items) * len(holders)}
    )  # first, so that two do not number at once
    return put_rows(actor, document, items, holders, grant)
