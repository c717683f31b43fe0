"""届满提醒: fifteen working days before a paper ends, once for each last day it is given."""

import datetime as dt
import logging

from django.db import transaction
from django.db.models import F, Q

from yuanban.accounts.acting import system
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write
from yuanban.mandates.life import ends_soon
from yuanban.mandates.models import Instrument

log = logging.getLogger(__name__)
AHEAD = dt.timedelta(days=70)  # fifteen working days never take longer


def remind_terms(at):
    """A query that catches up, however long nobody was there to run it. -> how many were written"""
    actor = system(at)
    return sum(touch(actor, pk) for pk in due(actor.day))


def due(day):
    papers = Instrument.objects.filter(state="published", to_date__gte=day, revoked_on__isnull=True)
    new = papers.filter(Q(reminded_for__isnull=True) | ~Q(reminded_for=F("to_date"))).order_by("to_date", "pk")
    return [one.pk for one in new.filter(to_date__lte=day + AHEAD) if ends_soon(one, day)]


def touch(actor, pk):
    """Somebody who wrote in the same moment wins: the next run looks again."""
    try:
        return remind(actor, pk)
    except Refusal:
        return False
    except Exception:
        log.exception("文书（%s）没有提醒成功，下一次再试", pk)
        return False


@transaction.atomic
def remind(actor, pk):
    paper = Instrument.objects.select_related("grantor", "to").get(pk=pk)
    if not ends_soon(paper, actor.day) or paper.reminded_for == paper.to_date:
        return False
    write(paper, "instrument.reminded", actor, {"ends": paper.to_date}, reminded_for=paper.to_date)
    return True
