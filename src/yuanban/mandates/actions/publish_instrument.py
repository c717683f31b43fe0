"""公告: an entrustment works only from the day it is announced (许可法第二十四条第一款)."""

from django.db import transaction

from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.mandates.step import load, require_manager
from yuanban.places import epoch


@transaction.atomic
def publish_instrument(actor, code, day, where, version=None):
    instrument = load(code, "signed", version)
    require_manager(actor, instrument.to)
    if not where.strip():
        raise Invalid({"where": "请填写公告的地方，例如市人民政府网站。"})
    if instrument.signed_on and day < instrument.signed_on:
        raise Invalid({"day": f"公告日期不能早于签署日期（{instrument.signed_on}）。"})
    write(instrument, "instrument.published", actor, state="published", published_on=day, published_at=where.strip())
    epoch.bump()
    return instrument
