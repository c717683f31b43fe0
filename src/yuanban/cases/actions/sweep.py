"""The clock's own hand: deemed acceptance and lights, found by an index, one short transaction for each case."""

import logging

from django.db import transaction

from yuanban.accounts.acting import system
from yuanban.cases import clocking, promised, runs
from yuanban.cases.actions.lapse_hearing import lapse_hearing, lapsing
from yuanban.cases.actions.lapse_promise import lapse_promise
from yuanban.cases.actions.lapse_supplement import lapse_supplement
from yuanban.cases.actions.recount import recount
from yuanban.cases.actions.renew_by_silence import renew_by_silence, silent
from yuanban.cases.models import BundleCase, Case
from yuanban.cases.permit import accepted_as, plan_of
from yuanban.cases.step import move
from yuanban.law.refusal import Refusal
from yuanban.places import days, epoch

log = logging.getLogger(__name__)


def sweep(at):
    """Bring every case whose `alert_on` has come up to date. -> {"deemed": n, "lights": n, "lapsed": n}."""
    actor = system(at)
    days.follow(epoch.current())
    recount(actor)
    due = Case.objects.filter(alert_on__lte=actor.day).order_by("alert_on").values_list("pk", flat=True)
    done = [touch(actor, pk) for pk in list(due)]
    lapse_hearings(actor)
    renew_silent(actor)
    relight_runs(actor)
    return {what: done.count(what) for what in ("deemed", "lights", "lapsed")}


def lapse_hearings(actor):
    """Nobody asked to be heard in time: nothing holds up the decision any more (许可法第四十七条)."""
    for pk in lapsing(actor.day):
        safely(lapse_hearing, actor, pk)


def renew_silent(actor):
    """No decision by the end of the term: renewed (许可法第五十条第二款)."""
    for pk in silent(actor.day):
        safely(renew_by_silence, actor, pk)


def relight_runs(actor):
    """The joint clocks of 一件事 (许可法第四十二条第二款)."""
    due = BundleCase.objects.filter(alert_on__lte=actor.day).order_by("alert_on").values_list("pk", flat=True)
    for pk in list(due):
        safely(transaction.atomic(runs.touch), actor, pk)


def touch(actor, pk):
    return safely(bring_up_to_date, actor, pk)


def safely(doing, actor, pk):
    """Somebody who wrote in the same moment wins: what was begun here is undone, and the next sweep looks again."""
    try:
        return doing(actor, pk)
    except Refusal:
        return "moved"
    except Exception:
        log.exception("%s（%s）没有巡检成功，下一次再试", doing.__name__, pk)
        return "failed"


@transaction.atomic
def bring_up_to_date(actor, pk):
    case = Case.objects.select_related("item", "item_version", "centre", "bundle_case__bundle").get(pk=pk)
    if case.accepted_on is None and case.state in ("applied", "received"):
        return deem(actor, case)
    if case.state == "supplementing":
        return lapse_supplement(actor, case)
    if promise_is_over(case, actor.day) and lapse_promise(actor, case) == "lapsed":
        return "lapsed"
    return relight(actor, case)


def deem(actor, case):
    """No notice by the end of the fifth working day: accepted as of the day of receipt (许可法第三十二条第一款第四项)."""
    read = clocking.reading(case, actor.day)
    if not read.accepted_on:
        return "waiting"
    said, changes = promised.at_acceptance(case, actor.day, silent=True)
    move(
        case,
        "case.deemed-accepted",
        actor,
        {"article": "deemed-accepted", **said},
        **changes,
        state=accepted_as(plan_of(case)),
        accepted_on=read.accepted_on,
        deemed=True,
    )
    return "deemed"


def promise_is_over(case, day):
    return promised.light(case, day) == "breach"


def relight(actor, case):
    fresh = clocking.fields(case, actor.day)
    changed = {name: value for name, value in fresh.items() if value != getattr(case, name)}
    if changed:
        move(case, "case.lit", actor, **changed)
    return "lights"
