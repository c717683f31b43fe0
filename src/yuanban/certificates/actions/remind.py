"""到期提醒: twice before the end, found by an index; an event that whoever sends messages can follow."""

import datetime as dt
import logging

from django.db import transaction
from django.db.models import Q

from yuanban.accounts.acting import system
from yuanban.certificates.models import Certificate
from yuanban.certificates.queries import ask_by, open_renewals
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write
from yuanban.places.practices import settled

log = logging.getLogger(__name__)
FURTHEST = 250  # the longest that a place may settle on
TIMES = 2


def remind(at):
    """-> how many were reminded. A reminder that nobody was there to give is given late; none is given twice."""
    actor = system(at)
    ending = Certificate.objects.filter(
        Q(state__in=("valid", "suspended"), replaced_on=None, reminders__lt=TIMES),
        to_date__gte=actor.day, to_date__lte=actor.day + dt.timedelta(days=FURTHEST),
    )  # fmt: skip
    return sum(safely(actor, pk) for pk in list(ending.order_by("to_date").values_list("pk", flat=True)))


def safely(actor, pk):
    try:
        return remind_one(actor, pk)
    except Refusal:
        return False
    except Exception:
        log.exception("证照（%s）没有提醒成功，下一次再试", pk)
        return False


@transaction.atomic
def remind_one(actor, pk):
    certificate = Certificate.objects.select_related("item").get(pk=pk)
    left = (certificate.to_date - actor.day).days
    turn = due(left, settled("certificate-remind-days", certificate.place, actor.day))
    if turn <= certificate.reminders or open_renewals(certificate):
        return False
    last = ask_by(certificate)
    data = {"left": left, "to_date": str(certificate.to_date), "ask_by": str(last) if last else None}
    write(certificate, "certificate.reminded", actor, data, reminders=turn)
    return True


def due(left, days):
    """How many reminders should have been given with so many days left."""
    return 2 if left <= days // 2 else 1 if left <= days else 0
