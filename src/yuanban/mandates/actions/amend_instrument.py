"""变更: a paper that replaces another from a day on; the old one ends the day before, once the new one is published."""

from django.db import transaction

from yuanban.ledger.invalid import Invalid
from yuanban.mandates.actions.draft_instrument import put_draft
from yuanban.mandates.step import load, require_manager
from yuanban.mandates.succeeding import require_replaceable, successor


@transaction.atomic
def amend_instrument(actor, code, day, version=None):
    """-> a draft of the same content from `day` on, to be edited and signed."""
    old = load(code, ("signed", "published"), version)
    require_manager(actor, old.to)
    require_replaceable(old, actor.day)
    check_day(actor, old, day)
    made = successor(old, "amendment", from_date=day, to_date=old.to_date)
    return put_draft(actor, made, list(old.items.all()), list(old.staff.all()), {"replaces": old.code})


def check_day(actor, old, day):
    if day <= actor.day:
        raise Invalid({"day": "变更从以后的日子起，请填写今天之后的日期。"})
    if old.from_date and day <= old.from_date:
        raise Invalid({"day": f"原文书自{old.from_date}起有效，变更应当在这一天之后。"})
    if old.to_date and day > old.to_date:
        raise Invalid({"day": f"原文书到{old.to_date}为止，这一天之后请办理续期。"})
