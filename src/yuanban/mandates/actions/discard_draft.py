"""作废草稿: a draft that will not be signed. It stays readable, and gives nothing to anyone."""

from django.db import transaction

from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.mandates.step import load, require_manager_of


@transaction.atomic
def discard_draft(actor, code, reason, version=None):
    instrument = load(code, "draft", version)
    require_manager_of(actor, instrument)
    if not reason.strip():
        raise Invalid({"reason": "请写明作废的理由。"})
    write(instrument, "instrument.discarded", actor, {"reason": reason.strip()}, state="discarded")
    return instrument
