"""签署: from here on the paper cannot be edited, only published, revoked, or replaced by another."""

from django.db import transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.mandates.checking import findings, require_lawful
from yuanban.mandates.contents import gaps
from yuanban.mandates.models import Instrument
from yuanban.mandates.step import load, require_manager_of, require_sheet
from yuanban.places import epoch


@transaction.atomic
def sign_instrument(actor, code, day, version=None):
    instrument = load(code, "draft", version)
    require_manager_of(actor, instrument)
    require_sheet(instrument)
    warnings = check(instrument, actor.day)
    more = {"warnings": warnings} if warnings else None
    write(instrument, "instrument.signed", actor, more, state="signed", signed_on=day)
    epoch.bump_papers()
    return instrument


def check(instrument: Instrument, day):
    """《行政许可法》第二十四条第一款: an entrustment names its legal basis and goes to another organ only. -> warnings"""
    if instrument.kind == "entrustment" and instrument.to and instrument.to.kind != "organ":
        raise Refusal("entrustee-not-organ")
    if instrument.kind == "entrustment" and not (instrument.basis or "").strip():
        raise Refusal("no-legal-basis")
    if errors := gaps(instrument, instrument.items.all()):
        raise Invalid(errors)
    return require_lawful(findings(instrument, day))
