"""修改草稿. Only a draft can be edited; what was signed is changed by a new paper that takes its place."""

from django.db import transaction

from yuanban.ledger.write import write
from yuanban.mandates.contents import check_draft
from yuanban.mandates.step import load, require_manager_of


@transaction.atomic
def edit_instrument(actor, code, items, staff=(), version=None, **fields):
    """`fields` are the model's columns to be said anew. -> the paper, unchanged when nothing was."""
    instrument = load(code, "draft", version)
    require_manager_of(actor, instrument)
    changed = {name: value for name, value in fields.items() if getattr(instrument, name) != value}
    for name, value in changed.items():
        setattr(instrument, name, value)
    require_manager_of(actor, instrument)
    check_draft(instrument, items)
    listed = {"items": sorted(i.code for i in items), "staff": sorted(p.pk for p in staff)}
    if changed or listed != lists_of(instrument):
        write(instrument, "instrument.edited", actor, listed, **changed)
        instrument.items.set(items)
        instrument.staff.set(staff)
    return instrument


def lists_of(instrument):
    return {
        "items": sorted(instrument.items.values_list("code", flat=True)),
        "staff": sorted(instrument.staff.values_list("pk", flat=True)),
    }
