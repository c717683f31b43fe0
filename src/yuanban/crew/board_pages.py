"""/desk/crew/: today's orders and runners of one centre, the plan and why it is so."""

from typing import Any

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.crew import reading
from yuanban.crew.actions.plan_day import ask_plan
from yuanban.crew.doing import attempt, problem_in
from yuanban.crew.models import Order, PlanRun
from yuanban.crew.queries import counts, orders_for, shifts_on, unsettled
from yuanban.crew.step import DESK, leads
from yuanban.voice.answering import status_of


@officials(*DESK)
def board(request):
    return show(request)


def show(request, problem=None):
    actor, listing = request.actor, Listing(request, ("day", "state"))
    day = reading.day(listing["day"]) or actor.day
    orders = orders_for(actor).filter(day=day, centre=actor.centre)
    shown = (
        orders.filter(state=listing["state"]) if listing["state"] in Order.STATES else orders.exclude(state="cancelled")
    )
    shown = list(shown.order_by("place", "due_at", "id"))
    context = {
        "day": day,
        "listing": listing,
        "counts": counts(orders),
        "open": [one for one in shown if one.runner_id is None],
        "routes": routes(list(shifts_on(actor.centre, day)), shown),
        "late": [one for one in shown if one.late and not one.closed],
        "run": PlanRun.objects.filter(centre=actor.centre, day=day).first(),
        "past": list(unended(actor)),
        "unsettled": list(unsettled(actor.centre)[:20]),
        "leads": leads(actor),
        "STATES": Order.STATES,
        **problem_in(request, problem),
    }
    return render(request, "crew/board.html", context, status=status_of(problem))


def unended(actor):
    """Orders of days gone by that nobody has ended."""
    rows = orders_for(actor).filter(centre=actor.centre, day__lt=actor.day, state__in=("open", "assigned", "underway"))
    return rows.order_by("day", "id")[:30]


def routes(shifts, orders):
    """[(runner, shift or None, their orders)]: everyone on duty, and who else has orders."""
    found: dict[int, tuple[Any, Any, list[Any]]] = {shift.runner_id: (shift.runner, shift, []) for shift in shifts}
    for order in orders:
        if order.runner_id:
            found.setdefault(order.runner_id, (order.runner, None, []))[2].append(order)
    return sorted(found.values(), key=lambda one: (one[1] is None or one[1].left_at is not None, not one[2], one[0].pk))


@require_POST
@officials(*DESK)
def plan(request):
    day = reading.day(request.POST.get("day")) or request.actor.day
    why = request.POST.get("why", "").strip() or "组长要求"
    back = f"/desk/crew/?day={day}"
    return attempt(
        request, lambda: ask_plan(request.actor, request.actor.centre, day, why), "已开始排单。", back,
        lambda problem: show(request, problem),
    )  # fmt: skip


@officials(*DESK)
def progress(request, pk):
    """The bar while a plan is made; when it is done the page is drawn anew."""
    run = get_object_or_404(PlanRun, pk=pk, centre=request.actor.centre)
    answer = render(request, "crew/progress.html", {"run": run})
    if run.state in ("done", "failed"):
        answer.headers["HX-Refresh"] = "true"
    return answer
