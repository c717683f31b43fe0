"""使用: a document of the shelf goes into a case."""

from yuanban.ledger.write import write
from yuanban.shelf.models import Document


def use(actor, pks, case_number, item):
    """Inside the transaction that hands in the case. Locked in one order, whoever else uses them now."""
    for document in Document.objects.select_for_update().filter(pk__in=pks).order_by("pk"):
        write(document, "shelf.used", actor, {"case": case_number, "item": item})
