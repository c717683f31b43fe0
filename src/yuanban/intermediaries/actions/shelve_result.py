"""放入材料库: what was delivered, by the applicant, to be used in the next application."""

from django.db import transaction

from yuanban.catalogue.material_kinds import kind_for
from yuanban.intermediaries.step import lock, require_own
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write
from yuanban.shelf.actions.put import Handed, put
from yuanban.shelf.holders import holder_of


@transaction.atomic
def shelve_result(actor, number):
    """-> the document of the shelf; the same file is there once."""
    order = lock(number)
    require_own(actor, order)
    if order.file is None:
        raise Refusal("wrong-state", "没有交付文件，不能放入材料库。", "请向机构索取文件。")
    holder = holder_of(order.enterprise, order.by)
    handed = Handed(kind_for(order.service.name, ""), order.service.name, order.file)
    document = put(actor, holder, handed, "ahead")
    write(order, "commission.shelved", actor, {"document": document.pk})
    return document
