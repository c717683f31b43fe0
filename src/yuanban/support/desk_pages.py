"""/desk/services/: the centre lets providers in, and watches over what they owe; it ranks nobody and takes part in nothing."""

import datetime as dt

from django.contrib import messages
from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.law import services as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.support import queries, words
from yuanban.support.actions.judge_admission import judge_admission
from yuanban.support.doors import problem_of, seen, status_of
from yuanban.support.models import Admission, ServiceRequest
from yuanban.support.provider_pages import narrowed
from yuanban.support.step import day_of

WATCHERS = ("clerk", "helper", "manager", "auditor", "provincial")
DECIDERS = ("manager", "auditor", "provincial")


@officials(*WATCHERS)
def requests(request):
    """Open requests, the nearest due day first; `light=stalled` is what somebody has to look after."""
    day, listing = request.actor.day, Listing(request, ("light", "state", "kind", "q"))
    base = queries.requests_for(request.actor)
    rows = queries.stalled(base, day) if listing["light"] == "stalled" else narrowed(base, listing, day)
    if listing["kind"] in law.kinds():
        rows = rows.filter(kind=listing["kind"])
    lost = set(queries.unadmitted(base, day).values_list("pk", flat=True))
    context = {
        "listing": listing,
        "lights": queries.lights(base, day),
        "stalled": queries.stalled(base, day).count(),
        "states": law.STATES.items(),
        "kinds": [(key, kind.name) for key, kind in law.kinds().items()],
        "rows": [
            (row, queries.light(row, day), row.pk in lost)
            for row in listing.cut(rows.order_by(F("due_on").asc(nulls_last=True), "-asked_at"))
        ],
        "KINDS": law.kinds(),
    }
    return render(request, "support/desk/requests.html", context)


@officials(*WATCHERS)
def admissions(request):
    """What waits for the centre first, then those whose term ends soonest."""
    day, listing = request.actor.day, Listing(request, ("show", "kind", "q"))
    base = queries.admissions_for(request.actor)
    shows = {
        "applied": ("待核准", Q(state="applied")),
        "live": ("有效", Q(state="admitted", to_date__gte=day)),
        "ending": ("三十日内到期", Q(state="admitted", to_date__range=(day, day + dt.timedelta(days=30)))),
        "lapsed": ("期限已届满", Q(state="admitted", to_date__lt=day)),
        "suspended": ("暂停", Q(state="suspended")),
        "ended": ("未核准、退出、已续期", Q(state__in=("refused", "left", "renewed"))),
    }
    rows = base.filter(shows[listing["show"]][1]) if listing["show"] in shows else base
    if listing["kind"] in law.kinds():
        rows = rows.filter(kinds__contains=[listing["kind"]])
    if listing["q"]:
        rows = rows.filter(Q(provider__name__icontains=listing["q"]) | Q(provider__credit_code__icontains=listing["q"]))
    counts = base.order_by().aggregate(**{name: Count("pk", filter=test) for name, (_, test) in shows.items()})
    context = {
        "listing": listing,
        "shows": [(name, title, counts[name]) for name, (title, _) in shows.items()],
        "total": base.count(),
        "kinds": [(key, kind.who) for key, kind in law.kinds().items()],
        "rows": [
            (row, law.standing(row.state, row.from_date, row.to_date, day))
            for row in listing.cut(rows.order_by("-state", F("to_date").asc(nulls_first=True), "pk"))
        ],
        "KINDS": law.kinds(),
    }
    return render(request, "support/desk/admissions.html", context)


@officials(*WATCHERS)
def admission(request, pk):
    return show(request, pk)


def show(request, pk, problem=None, tried=""):
    actor = request.actor
    row = get_object_or_404(queries.admissions_for(actor).prefetch_related("papers__upload"), pk=pk)
    judges = actor.role == "manager" and actor.centre == row.centre_id
    able = [verb for verb, turn in law.ADMISSION_TURNS.items() if row.state in turn.sources] if judges else []
    going = ServiceRequest.objects.filter(
        provider=row.provider, centre=row.centre, kind__in=row.kinds, closed_on=None
    ).count()
    context = {
        "row": row,
        "standing": law.standing(row.state, row.from_date, row.to_date, actor.day),
        "kinds": [law.kinds()[key].name for key in row.kinds],
        "deeds": [(verb, law.ADMISSION_TURNS[verb].name_zh) for verb in able],
        "going": going,
        "others": row.provider.admissions.exclude(pk=row.pk).select_related("centre__park").order_by("-pk"),
        "story": words.story(row),
        "tried": tried,
        "typed": request.POST if tried else {},
        **problem_of(problem),
    }
    return render(request, "support/desk/admission.html", context, status=status_of(problem))


@require_POST
@officials("manager")
def judge(request, pk, verb):
    row = get_object_or_404(queries.admissions_for(request.actor), pk=pk)
    if verb not in law.ADMISSION_TURNS:
        return redirect("support:admission", pk)
    post = request.POST
    try:
        judge_admission(request.actor, row.pk, verb, post.get("reason", ""), post.get("to_date", ""), seen(request))
    except (Refusal, Invalid) as problem:
        return show(request, pk, problem, verb)
    messages.success(request, f"已{law.ADMISSION_TURNS[verb].name_zh}。")
    return redirect("support:admission", pk)


@officials(*WATCHERS)
def figures(request):
    """From the rows of these days, each number a list that can be opened."""
    actor, errors = request.actor, {}
    first, last = dt.date(actor.day.year, 1, 1), actor.day
    try:
        first = day_of(request.GET.get("first"), "first", required=False) or first
        last = day_of(request.GET.get("last"), "last", required=False) or last
    except Invalid as problem:
        errors = problem.errors
    base = queries.requests_for(actor)
    admitted = Admission.objects.filter(
        pk__in=queries.admissions_for(actor).values("pk"), state="admitted", to_date__gte=actor.day
    )
    context = {
        "first": first,
        "last": last,
        "errors": errors,
        "rows": queries.figures(base, first, last),
        "providers": admitted.values("provider").distinct().count(),
        "lights": queries.lights(base, actor.day),
        "stalled": queries.stalled(base, actor.day).count(),
    }
    return render(request, "support/desk/figures.html", context)
