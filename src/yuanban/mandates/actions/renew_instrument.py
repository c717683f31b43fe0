"""续期: a paper of the same content that takes over on the day after the last day. A draft, to be signed like any other."""

import datetime as dt

from django.db import transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.actions.draft_instrument import put_draft
from yuanban.mandates.step import load, require_manager
from yuanban.mandates.succeeding import require_replaceable, successor


@transaction.atomic
def renew_instrument(actor, code, to_date=None, number="", version=None):
    """`to_date` None: without an end."""
    old = load(code, ("signed", "published"), version)
    require_manager(actor, old.to)
    if old.to_date is None:
        raise Refusal(
            "wrong-state", because=f"《{old.title}》没有截止日期，不必续期。", cure="内容要改的，请办理变更。"
        )
    require_replaceable(old, actor.day)
    first = old.to_date + dt.timedelta(days=1)
    if to_date and to_date < first:
        raise Invalid({"to_date": f"续期从{first}起，截止日期不能早于这一天。"})
    made = successor(old, "renewal", from_date=first, to_date=to_date, number=number.strip())
    return put_draft(actor, made, list(old.items.all()), list(old.staff.all()), {"replaces": old.code})
