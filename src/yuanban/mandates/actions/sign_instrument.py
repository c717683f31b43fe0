"""签署: from here on the paper cannot be edited, only published or revoked."""

from django.db import transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.mandates.models import Instrument
from yuanban.mandates.step import load, require_manager
from yuanban.places import epoch


@transaction.atomic
def sign_instrument(actor, code, day, version=None):
    instrument = load(code, "draft", version)
    require_manager(actor, instrument.to)
    check(instrument)
    write(instrument, "instrument.signed", actor, state="signed", signed_on=day)
    epoch.bump()
    return instrument


def check(instrument: Instrument):
    """《行政许可法》第二十四条第一款: an entrustment names its legal basis and goes to another organ only."""
    if instrument.kind == "entrustment" and instrument.to.kind != "organ":
        raise Refusal("entrustee-not-organ")
    if instrument.kind == "entrustment" and not (instrument.basis or "").strip():
        raise Refusal("no-legal-basis")
    errors = {}
    if not instrument.items.exists():
        errors["items"] = "请选择文书涉及的事项。"
    if not instrument.powers:
        errors["powers"] = "请选择授予的权限。"
    if not instrument.territory:
        errors["territory"] = "请填写地域范围。"
    if errors:
        raise Invalid(errors)
