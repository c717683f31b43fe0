"""逾期不答复: where the place has settled what silence means, the sweep writes it down, once; a later answer still counts."""

import logging

from django.db import transaction

from yuanban.accounts.acting import system
from yuanban.cases.step import move
from yuanban.joint import step
from yuanban.joint.models import Consultation
from yuanban.law import consulting
from yuanban.law.practices import practice
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write

log = logging.getLogger(__name__)


def lapse_all(at):
    """Every consultation whose day has passed in silence. A query that catches up. -> how many."""
    actor = system(at)
    return sum(safely(actor, pk) for pk in lapsing(actor.day))


def lapsing(day):
    waiting = Consultation.objects.filter(state="asked", due_on__lt=day, case__state__in=step.UNDER_WAY)
    return list(waiting.exclude(silence="waiting").order_by("due_on", "pk").values_list("pk", flat=True))


def safely(actor, pk):
    """One that cannot be done stops no other."""
    try:
        return lapse_consultation(actor, pk)
    except Refusal:
        return False
    except Exception:
        log.exception("征求意见（%s）逾期没有记下，下一次再试", pk)
        return False


@transaction.atomic
def lapse_consultation(actor, pk):
    """-> whether it was written down: whoever answered in the same moment was first, or comes after."""
    consultation, case = step.held(pk)
    end = consulting.silent(consultation.due_on, actor.day, consultation.silence)
    if end is None or consultation.state != "asked" or case.state not in step.UNDER_WAY:
        return False
    said = {
        "number": consultation.number,
        "to": consultation.to.code,
        "name": consultation.to.name,
        "due": consultation.due_on.isoformat(),
        "end": practice("consult-silence").say(end),
        "source": consultation.source,
    }
    move(case, "case.opinion-lapsed", actor, said)
    write(consultation, "consult.lapsed", actor, None, state="lapsed")
    return True
