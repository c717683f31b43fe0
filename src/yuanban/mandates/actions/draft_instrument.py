"""起草授权文书. A draft may be incomplete; what is wrong with it is said when it is signed."""

from django.db import transaction

from yuanban.ledger.write import create
from yuanban.mandates.contents import check_draft, told
from yuanban.mandates.models import Instrument
from yuanban.mandates.step import require_manager


@transaction.atomic
def draft_instrument(actor, items=(), staff=(), **fields):
    """`fields` are the model's; `items` are Items, `staff` the named persons of a secondment. Raises Invalid."""
    if actor.role != "system":  # a list is imported from the command line, as drafts for a manager to sign
        require_manager(actor)
    return put_draft(actor, Instrument(**fields), items, staff)


def put_draft(actor, instrument, items, staff=(), more=None):
    check_draft(instrument, items)
    create(instrument, "instrument.drafted", actor, told(instrument, items, staff) | (more or {}))
    instrument.items.set(items)
    instrument.staff.set(staff)
    return instrument
