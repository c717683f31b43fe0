"""A new calendar notice moves due days: every case whose limits run through the changed days is counted anew.

Each case by itself, so that whoever works on one of them meanwhile is not disturbed; what is left the sweep finds again.
"""

import logging

from django.db import transaction
from django.db.models import Q

from yuanban.cases import clocking
from yuanban.cases.models import Case
from yuanban.cases.step import move
from yuanban.law import calendar
from yuanban.law.refusal import Refusal
from yuanban.places import days
from yuanban.places.actions.keep_calendar import counted
from yuanban.places.models import CalendarYear

log = logging.getLogger(__name__)
DUES = ("statutory_due", "promised_due", "deliver_by", "due_on")


def recount(actor):
    """-> how many cases have other due days now. Safe to run again at any time."""
    years = list(CalendarYear.objects.filter(counted=False))
    if not years:
        return 0
    days.reload()
    done = [touch(actor, pk) for pk in reached(min(year.moved_from for year in years))]
    if "again" not in done:
        for year in years:
            counted(actor, year)
    return done.count("moved")


def reached(first):
    """Open cases, and those whose due days lie beyond the first changed day: a closed case must still prove right."""
    later = Q(statutory_due__gte=first) | Q(promised_due__gte=first) | Q(deliver_by__gte=first)
    running = Q(closed_on__isnull=True, received_on__isnull=False)
    return list(Case.objects.filter(running | later).order_by("pk").values_list("pk", flat=True))


def touch(actor, pk):
    try:
        return count_again(actor, pk)
    except Refusal:
        return "again"
    except Exception:
        log.exception("办件（%s）的期限没有按新日历算成，下一次再试", pk)
        return "again"


@transaction.atomic
def count_again(actor, pk):
    case = Case.objects.select_related("item", "item_version", "centre", "bundle_case__bundle").get(pk=pk)
    fresh = clocking.fields(case, actor.day)
    changed = {name: value for name, value in fresh.items() if value != getattr(case, name)}
    if not changed:
        return "same"
    before = {name: str(getattr(case, name)) for name in DUES if name in changed and getattr(case, name)}
    move(case, "case.recounted", actor, {"calendar": calendar.version(), "before": before}, **changed)
    return "moved"
