"""撤销: from its day on the paper carries nothing. What was done under it before stays as it was."""

from django.db import transaction

from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.mandates.step import load, require_manager
from yuanban.places import epoch


@transaction.atomic
def revoke_instrument(actor, code, day, reason, version=None, void=False):
    """`void`: the paper never was lawful, so that no case may be finished under it (许可法第六十九条)."""
    instrument = load(code, ("signed", "published"), version)
    require_manager(actor, instrument.to)
    check(actor, day, reason)
    said = {"revoked_on": day, "revoke_reason": reason.strip(), "void": void}
    write(instrument, "instrument.revoked", actor, state="revoked", **said)
    epoch.bump_papers()
    return instrument


def check(actor, day, reason):
    if not reason.strip():
        raise Invalid({"reason": "请写明撤销的理由。"})
    if day < actor.day:
        raise Invalid({"day": "撤销不溯及既往，撤销日期不能早于今天。"})
