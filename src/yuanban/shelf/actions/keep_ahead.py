"""提前上传: the holder puts a document on the shelf before any case asks for it."""

import datetime as dt

from django.db import transaction

from yuanban.catalogue.material_kinds import kind_for, kinds
from yuanban.ledger.intake.door import take
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.shelf.actions.put import Handed, put
from yuanban.shelf.holders import holders_of

LONGEST = 100


@transaction.atomic
def keep_ahead(actor, holder, name, file_name, data, from_date=None, to_date=None, kind=""):
    """`kind` is one of the known kinds, or "" for one of its own name. Raises Invalid."""
    name = name.strip() or (kinds()[kind].name if kind in kinds() else "")
    errors = dict(wrong(name, kind, from_date, to_date, actor.day))
    if holder not in holders_of(actor):
        errors["holder"] = "只能放入本人或者本企业的材料库。"
    if errors:
        raise Invalid(errors)
    handed = Handed(kind_for(name, kind), name, take(file_name, data))
    days = {"from_date": from_date, "to_date": to_date}
    return told_anew(actor, put(actor, holder, handed, "ahead", **days), days)


def told_anew(actor, document, days):
    """The same file handed in once more, to be used again or with other days."""
    wanted = {"state": "usable", **{name: day for name, day in days.items() if day}}
    changes = {name: value for name, value in wanted.items() if getattr(document, name) != value}
    if changes:
        write(document, "shelf.kept", actor, **changes)
    return document


def wrong(name, kind, from_date, to_date, day: dt.date):
    if kind and kind not in kinds():
        yield "kind", "请从列表中选择种类。"
    if not name or len(name) > LONGEST:
        yield "name", f"请填写材料名称，最多{LONGEST}字。"
    elif not kind_for(name, kind):
        yield "name", "申请书、登记表、承诺书等每次办事重新填写，不用放入材料库。"
    if from_date and to_date and to_date < from_date:
        yield "to_date", "截止日早于起始日。"
    elif to_date and to_date < day:
        yield "to_date", "这份材料已经过期，请换一份有效的。"
