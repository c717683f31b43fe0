"""排单、重新排单: asked for on the board or by a drop-out, computed in the background, written in one transaction."""

import logging

from django.db import IntegrityError, transaction
from django.utils import timezone

from yuanban.accounts.acting import system
from yuanban.crew import planning
from yuanban.crew.daybook import Day, moment
from yuanban.crew.models import Order, PlanRun, Runner
from yuanban.crew.reasons import reasons
from yuanban.crew.step import require_lead
from yuanban.ledger.bulk import write_many

log = logging.getLogger(__name__)
FIELDS = ["state", "runner", "place", "arrives_at", "late", "why", "by_hand"]


def ask_plan(actor, centre, day, why="组长要求"):
    """The run that is waiting or under way already, or a new one. The caller has checked who asks."""
    require_lead(actor, centre)
    return start(actor, centre, day, why)


def start(actor, centre, day, why):
    try:
        with transaction.atomic():
            run = PlanRun.objects.create(
                centre_id=centre, day=day, why=why[:200], by_id=actor.person, asked_at=actor.at
            )
    except IntegrityError:
        return PlanRun.objects.get(centre=centre, day=day, state__in=("waiting", "running"))
    from yuanban.crew.jobs import plan_soon

    plan_soon(run)
    return run


def run_plan(pk, at=None, seconds=planning.SECONDS):
    """-> the run, done. Orders that somebody changed meanwhile stay as they are."""
    run, at = PlanRun.objects.get(pk=pk), at or timezone.now()
    if run.state not in ("waiting", "running"):
        return run
    note(run, state="running", share=5)
    day = Day(run.centre_id, run.day, at)
    first = planning.baseline(day.errands, day.runners)
    found = planning.plan(day.errands, day.runners, seconds, lambda done, all: note(run, share=5 + 85 * done // all))
    changed = keep(run, day, found, at)
    note(
        run, state="done", share=100, orders=len(day.errands), changed=changed, left=len(found.left),
        late=len(found.late), km=round(found.km, 1), km_first_come=round(first.km, 1), ended_at=at,
    )  # fmt: skip
    return run


def note(run, **changes):
    for name, value in changes.items():
        setattr(run, name, value)
    run.save(update_fields=list(changes))


@transaction.atomic
def keep(run, day, found, at):
    """-> how many orders were changed."""
    told = reasons(found, day.errands, day.runners, day.before)
    now = Order.objects.select_for_update().filter(pk__in=list(day.orders)).order_by("pk")
    rows = {row.pk: row for row in now if row.version == day.orders[row.pk].version}
    runners = {one.pk: one for one in Runner.objects.filter(pk__in=list(day.shifts))}
    wanted = {}
    for key, route in found.routes.items():
        for n, visit in enumerate(route):
            wanted[visit.errand] = {
                "state": "assigned", "runner": runners[key], "place": day.before[key] + n + 1,
                "arrives_at": moment(visit.arrives, run.day), "late": visit.late, "why": told[visit.errand],
            }  # fmt: skip
    for key in found.left:
        wanted[key] = {
            "state": "open", "runner": None, "place": None, "arrives_at": None, "late": 0, "why": told[key],
        }  # fmt: skip
    changed = [(rows[key], changes) for key, changes in wanted.items() if key in rows and differs(rows[key], changes)]
    apply(changed, run, at)
    return len(changed)


def differs(row, changes):
    changes["by_hand"] = row.by_hand and changes["runner"] is not None and changes["runner"].pk == row.runner_id
    if changes["by_hand"]:  # the leader's own reason stays
        late = f"预计晚到{changes['late']}分钟。" if changes["late"] and "晚到" not in row.why else ""
        changes["why"] = (row.why + late)[:300]
    return any(getattr(row, name) != value for name, value in changes.items())


def apply(changed, run, at):
    for kind, some in (("order.assigned", "assigned"), ("order.released", "open")):
        mine = [(row, changes) for row, changes in changed if changes["state"] == some]
        for row, changes in mine:
            for name, value in changes.items():
                setattr(row, name, value)
        data = [{"plan": run.pk, "name": row.runner.person.name if row.runner else ""} for row, _ in mine]
        write_many([row for row, _ in mine], [FIELDS] * len(mine), (), kind, system(at), data)
