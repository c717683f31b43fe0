"""作废清单草稿: nothing was ever published from it; its number is not used again."""

from django.db import transaction

from yuanban.catalogue.lists_step import lock, require_provincial
from yuanban.ledger.write import write


@transaction.atomic
def discard_reference(actor, reference, seen=None):
    require_provincial(actor)
    draft = lock(reference, seen)
    write(draft, "reference.discarded", actor, state="discarded")
    return draft
