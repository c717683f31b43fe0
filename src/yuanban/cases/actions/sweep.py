"""The clock's own hand: deemed acceptance and lights, found by an index, one short transaction for each case."""

import logging

from django.db import transaction

from yuanban.accounts.acting import system
from yuanban.cases import clocking
from yuanban.cases.actions.recount import recount
from yuanban.cases.models import Case
from yuanban.cases.step import move
from yuanban.law.refusal import Refusal
from yuanban.places import days, epoch

log = logging.getLogger(__name__)


def sweep(at):
    """Bring every case whose `alert_on` has come up to date. -> {"deemed": n, "lights": n}."""
    actor = system(at)
    days.follow(epoch.current())
    recount(actor)
    due = Case.objects.filter(alert_on__lte=actor.day).order_by("alert_on").values_list("pk", flat=True)
    done = [touch(actor, pk) for pk in list(due)]
    return {what: done.count(what) for what in ("deemed", "lights")}


def touch(actor, pk):
    """Somebody who wrote in the same moment wins: what was begun here is undone, and the next sweep looks again."""
    try:
        return bring_up_to_date(actor, pk)
    except Refusal:
        return "moved"
    except Exception:
        log.exception("办件（%s）没有巡检成功，下一次再试", pk)
        return "failed"


@transaction.atomic
def bring_up_to_date(actor, pk):
    case = Case.objects.select_related("item", "item_version", "centre", "bundle_case__bundle").get(pk=pk)
    if case.accepted_on is None and case.state in ("applied", "received"):
        return deem(actor, case)
    return relight(actor, case)


def deem(actor, case):
    """No notice by the end of the fifth working day: accepted as of the day of receipt (许可法第三十二条第一款第四项)."""
    read = clocking.reading(case, actor.day)
    if not read.accepted_on:
        return "waiting"
    move(
        case,
        "case.deemed-accepted",
        actor,
        {"article": "deemed-accepted"},
        state="accepted",
        accepted_on=read.accepted_on,
        deemed=True,
    )
    return "deemed"


def relight(actor, case):
    fresh = clocking.fields(case, actor.day)
    changed = {name: value for name, value in fresh.items() if value != getattr(case, name)}
    if changed:
        move(case, "case.lit", actor, **changed)
    return "lights"
