"""/programme/: the years, the notice with its ranking, and how far the province is, for everyone."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from yuanban.programme import queries, standings
from yuanban.programme.actions.publish_ranking import intact
from yuanban.programme.models import Call, Ranking, SupportItem


@login_not_required
def home(request):
    day = request.actor.day
    context = {
        "calls": queries.calls(),
        "stands": standings.totals(day),
        "coverage": queries.coverage(day),
        "ways": standings.by_way(day),
        "support": SupportItem.objects.count(),
        "done": SupportItem.objects.filter(state="done").count(),
        "day": day,
    }
    return render(request, "programme/home.html", context)


@login_not_required
def year(request, year):
    call = get_object_or_404(Call.objects.exclude(state="draft").select_related("criteria"), year=year)
    context = {
        "call": call,
        "quotas": list(call.quotas.select_related("city").order_by("city")),
        "ranking": queries.standing_ranking(call),
        "rankings": list(call.rankings.all()),
        "projects": call.applications.filter(state__in=("selected", "accepted", "downgraded")).select_related("park__city").order_by("park__city", "park__name"),
        "day": request.actor.day,
    }  # fmt: skip
    return render(request, "programme/year.html", context)


@login_not_required
def ranking(request, year, number):
    """One publication as it was published, whatever came after."""
    rows = Ranking.objects.select_related("call__criteria", "published_by")
    found = get_object_or_404(rows, call__year=year, number=number)
    criteria = sorted(found.call.criteria.rows, key=lambda one: -float(one["weight"]))
    context = {
        "ranking": found,
        "call": found.call,
        "criteria": criteria,
        "intact": intact(found),
        "flags": queries.named_scores(queries.questions(found), found.call.criteria),
        "latest": found.call.rankings.first(),
        "day": request.actor.day,
    }
    return render(request, "programme/ranking.html", context)
