"""公告: an entrustment works only from the day it is announced (许可法第二十四条第一款)."""

import datetime as dt

from django.db import transaction

from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.mandates.step import load, require_manager, require_sheet
from yuanban.places import epoch


@transaction.atomic
def publish_instrument(actor, code, day, where, version=None):
    instrument = load(code, "signed", version)
    require_manager(actor, instrument.to)
    require_sheet(instrument)
    check(instrument, day, where)
    write(instrument, "instrument.published", actor, state="published", published_on=day, published_at=where.strip())
    if instrument.succession == "amendment":
        end_before(actor, instrument)
    epoch.bump_papers()
    return instrument


def check(one, day, where):
    if not where.strip():
        raise Invalid({"where": "请填写公告的地方，例如市人民政府网站。"})
    if one.signed_on and day < one.signed_on:
        raise Invalid({"day": f"公告日期不能早于签署日期（{one.signed_on}）。"})


def end_before(actor, amended):
    """The paper that is replaced ends the day before the new one begins, not before the new one is announced."""
    old = amended.replaces
    last = max(amended.from_date, amended.published_on) - dt.timedelta(days=1)
    if old.to_date is None or last < old.to_date:
        write(old, "instrument.replaced", actor, {"by": amended.code}, to_date=last)
