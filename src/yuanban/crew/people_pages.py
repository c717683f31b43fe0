"""/desk/crew/people/: teams, who can do what and where, and who works when."""

import datetime as dt
from typing import Any

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.crew import reading
from yuanban.crew.actions.keep_shift import set_shift
from yuanban.crew.actions.keep_team import (
    add_runner,
    change_runner,
    end_runner,
    form_team,
    helpers_of,
    keep_spot,
    name_leader,
)
from yuanban.crew.doing import attempt, problem_in
from yuanban.crew.models import ORDER_KINDS, Area, Runner, Shift, Spot, Team
from yuanban.crew.order_pages import offered
from yuanban.crew.queries import runners_of, shifts_on
from yuanban.crew.step import DESK, leads
from yuanban.voice.answering import status_of


@officials(*DESK)
def people(request):
    return show(request)


def show(request, problem=None, tried=""):
    actor = request.actor
    teams: dict[int, tuple[Team, list[Any]]] = {
        team.pk: (team, []) for team in Team.objects.filter(centre=actor.centre).select_related("leader")
    }
    shifts = {shift.runner_id: shift for shift in shifts_on(actor.centre, actor.day)}
    for runner in runners_of(actor.centre, actor.day):
        teams[runner.team_id][1].append((runner, shifts.get(runner.pk)))
    context = {
        "teams": list(teams.values()),
        "TEAMS": list(Team.KINDS.items()),
        "KINDS": ORDER_KINDS,
        "helpers": [(one.pk, one.name) for one in helpers_of(actor)],
        "spots": [(spot.pk, spot.name) for spot in Spot.objects.filter(centre=actor.centre)],
        "manages": actor.role == "manager",
        "leads": leads(actor),
        "tried": tried,
        **problem_in(request, problem),
    }
    return render(request, "crew/people.html", context, status=status_of(problem))


@require_POST
@officials(*DESK)
def team(request):
    post = request.POST

    def doing():
        if pk := reading.whole(post.get("team")):
            return name_leader(request.actor, pk, reading.whole(post.get("leader")))
        return form_team(request.actor, post.get("name", ""), post.get("kind", ""), reading.whole(post.get("leader")))

    tried = "leader" if post.get("team") else "team"
    return attempt(request, doing, "已保存。", reverse("crew:people"), lambda problem: show(request, problem, tried))


@require_POST
@officials(*DESK)
def join(request):
    post = request.POST

    def doing():
        team, person, base = (reading.whole(post.get(key)) for key in ("team", "person", "base"))
        return add_runner(request.actor, team, person, base)

    return attempt(
        request, doing, "已入队。请写明会办什么、负责哪里，再排班。", lambda runner: reverse("crew:runner", args=[runner.pk]),
        lambda problem: show(request, problem, "join"),
    )  # fmt: skip


@officials(*DESK)
def runner(request, pk):
    post = request.POST
    if request.method != "POST":
        return one(request, pk)
    do = {"skills": skills, "shift": shift, "end": leave}.get(post.get("do", ""), skills)
    return attempt(
        request, lambda: do(request.actor, pk, post), "已保存。", reverse("crew:runner", args=[pk]),
        lambda problem: one(request, pk, problem, post.get("do", "")),
    )  # fmt: skip


def skills(actor, pk, post):
    return change_runner(
        actor, pk, reading.whole(post.get("base")), reading.wholes(post.getlist("items")), post.getlist("kinds"),
        reading.wholes(post.getlist("areas")), reading.whole(post.get("most")) or 0,
    )  # fmt: skip


def shift(actor, pk, post):
    day = reading.day(post.get("day")) or actor.day
    begins, ends = reading.time(post.get("begins")), reading.time(post.get("ends"))
    return set_shift(actor, pk, day, begins, ends, reading.day(post.get("until")))


def leave(actor, pk, post):
    return end_runner(actor, pk, reading.day(post.get("day")) or actor.day)


def one(request, pk, problem=None, tried=""):
    actor = request.actor
    found = get_object_or_404(Runner.objects.select_related("team", "person", "base"), pk=pk, team__centre=actor.centre)
    today = Shift.objects.filter(runner=found, day__gte=actor.day).order_by("day")
    context = {
        "runner": found,
        "shifts": list(today[:31]),
        "items": offered(actor),
        "areas": list(Area.objects.filter(centre=actor.centre)),
        "spots": [(spot.pk, spot.name) for spot in Spot.objects.filter(centre=actor.centre)],
        "KINDS": ORDER_KINDS,
        "leads": leads(actor),
        "week": actor.day + dt.timedelta(days=6),
        "tried": tried,
        **problem_in(request, problem),
    }
    return render(request, "crew/runner.html", context, status=status_of(problem))


@officials(*DESK)
def spots(request):
    post = request.POST
    if request.method != "POST":
        return places(request)

    def doing():
        return keep_spot(
            request.actor, post.get("name", ""), reading.decimal(post.get("east")), reading.decimal(post.get("north")),
            post.get("address", ""), post.get("area", ""), reading.whole(post.get("pk")),
        )  # fmt: skip

    return attempt(request, doing, "已保存。", reverse("crew:spots"), lambda problem: places(request, problem))


def places(request, problem=None):
    rows = Spot.objects.filter(centre=request.actor.centre).select_related("area")
    context = {"spots": list(rows), "leads": leads(request.actor), **problem_in(request, problem)}
    if not problem and (pk := reading.whole(request.GET.get("spot"))):
        chosen = next((one for one in context["spots"] if one.pk == pk), None)
        context["typed"] = filled(chosen) if chosen else {}
    return render(request, "crew/spots.html", context, status=status_of(problem))


def filled(spot):
    return {
        "pk": spot.pk, "name": spot.name, "address": spot.address, "east": spot.east, "north": spot.north,
        "area": spot.area.name if spot.area else "",
    }  # fmt: skip
