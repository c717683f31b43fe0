"""Every night: terms that ran out are told, days that run out are reminded of, and silence after a delivery completes it."""

from django.db import transaction

from yuanban.accounts.acting import system
from yuanban.cases.models import Case
from yuanban.law import services as law
from yuanban.law.calendar import add_workdays
from yuanban.law.voice import light
from yuanban.ledger.write import write
from yuanban.support import permits
from yuanban.support.lapses import tell_stopped
from yuanban.support.models import Admission, ServiceRequest

RUNGS = ("", "yellow", "red")


def watch(at):
    """Catches up whatever nights were missed; a second run the same day does nothing. -> what was done, counted."""
    actor = system(at)
    return {
        "lapsed": lapsed(actor),
        "permits": permits_told(actor),
        "reminded": reminded(actor),
        "completed": completed(actor),
    }


def lapsed(actor):
    rows = Admission.objects.filter(state="admitted", to_date__lt=actor.day, lapse_told=False).order_by("pk")
    return sum(lapse(actor, pk) for pk in rows.values_list("pk", flat=True))


@transaction.atomic
def lapse(actor, pk):
    row = Admission.objects.select_for_update().get(pk=pk)
    if row.state != "admitted" or row.to_date >= actor.day or row.lapse_told:
        return 0
    write(row, "admission.lapsed", actor, lapse_told=True)
    tell_stopped(actor, row, "期限届满")
    return 1


def permits_told(actor):
    """A case that was issued in the second in which somebody began to wait for it."""
    rows = Case.objects.filter(service_requests__permit="waiting").exclude(state__in=permits.PENDING).distinct()
    with transaction.atomic():
        return sum(permits.tell(case, case.outcome == "granted", actor) for case in rows.select_related("item"))


def reminded(actor):
    rows = ServiceRequest.objects.filter(closed_on=None, warn_on__lte=actor.day).exclude(reminded="red").order_by("pk")
    return sum(remind(actor, pk) for pk in rows.values_list("pk", flat=True))


@transaction.atomic
def remind(actor, pk):
    """Once when the day comes near, once when it has passed."""
    row = ServiceRequest.objects.select_for_update().get(pk=pk)
    rung = light_of(row, actor.day)
    if row.closed_on or RUNGS.index(rung) <= RUNGS.index(row.reminded):
        return 0
    write(row, "service.reminded", actor, reminded=rung)
    return 1


def light_of(row, day):
    found = light(row.due_on, row.warn_on, day)
    return found if found in RUNGS else ""


def completed(actor):
    last = add_workdays(actor.day, -law.SILENCE)
    rows = ServiceRequest.objects.filter(state="delivered", delivered_on__lt=last).order_by("pk")
    return sum(complete(actor, pk, last) for pk in rows.values_list("pk", flat=True))


@transaction.atomic
def complete(actor, pk, last):
    row = ServiceRequest.objects.select_for_update().get(pk=pk)
    if row.state != "delivered" or row.delivered_on >= last:
        return 0
    write(row, "service.closed", actor, state="closed", closed_on=actor.day, ended_by="silence")
    return 1
