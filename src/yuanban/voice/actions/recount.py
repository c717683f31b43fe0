"""重算期限: a new calendar notice moves the due days of what is open here too, each row by itself."""

import logging
from typing import Any

from django.db import transaction

from yuanban.accounts.acting import system
from yuanban.law import voice as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write
from yuanban.voice.models import Concern, Mending, RatingAppeal

log = logging.getLogger(__name__)
KINDS: dict[Any, str] = {Mending: "mending.recounted", Concern: "concern.recounted", RatingAppeal: "rating.recounted"}


def recount(at):
    """-> how many rows have other due days now. Safe to run again at any time."""
    actor = system(at)
    open_rows = [
        (model, pk) for model in KINDS for pk in model.objects.filter(closed_on=None).values_list("pk", flat=True)
    ]
    return sum(touch(actor, model, pk) for model, pk in open_rows)


def touch(actor, model, pk):
    """Somebody who wrote in the same moment wins: the next run looks again."""
    try:
        return count_again(actor, model, pk)
    except Refusal:
        return False
    except Exception:
        log.exception("%s（%s）的期限没有重算成功，下一次再试", model.__name__, pk)
        return False


@transaction.atomic
def count_again(actor, model, pk):
    row = model.objects.get(pk=pk)
    right = dues_of(row)
    before = {name: getattr(row, name) for name, day in right.items() if getattr(row, name) != day}
    if not before:
        return False
    write(row, KINDS[model], actor, {"before": before}, **{name: right[name] for name in before})
    return True


def dues_of(row):
    whole = law.dues(row.opened_on, row.days)
    if not isinstance(row, Mending):
        return {"due_on": whole.due_on, "warn_on": whole.warn_on}
    first = row.state == "check"
    now = law.dues(row.opened_on, row.contact_days) if first else whole
    found = {"due_on": now.due_on, "warn_on": now.warn_on, "mend_due": whole.due_on}
    return found | ({"contact_due": now.due_on} if first else {})
