"""/desk/crew/cadres/: which cadre is attached to which enterprise, until when."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases.models import OPEN, Case
from yuanban.crew import reading
from yuanban.crew.actions.attach_cadre import attach_cadre, end_cadre
from yuanban.crew.actions.keep_team import helpers_of
from yuanban.crew.doing import attempt, problem_in
from yuanban.crew.order_pages import READERS
from yuanban.crew.queries import cadres_for
from yuanban.crew.step import DESK
from yuanban.voice.answering import status_of


@officials(*READERS)
def cadres(request):
    return show(request)


def show(request, problem=None):
    actor, listing = request.actor, Listing(request, ("show", "q"))
    rows = cadres_for(actor)
    if listing["show"] != "all":
        rows = rows.exclude(to_date__lt=actor.day)
    if listing["q"]:
        rows = rows.filter(enterprise__name__icontains=listing["q"]) | rows.filter(person__name__icontains=listing["q"])
    found = listing.cut(rows.order_by("enterprise__name", "-from_date"))
    context = {
        "listing": listing,
        "rows": [(one, going(one)) for one in found],
        "helpers": [(one.pk, one.name) for one in helpers_of(actor)],
        "manages": actor.role == "manager",
        **problem_in(request, problem),
    }
    if not problem:
        context["typed"] = {"from_date": str(actor.day)}
    return render(request, "crew/cadres.html", context, status=status_of(problem))


def going(cadre):
    return Case.objects.filter(enterprise=cadre.enterprise_id, state__in=OPEN).count()


@require_POST
@officials(*DESK)
def attach(request):
    post = request.POST

    def doing():
        days = reading.day(post.get("from_date")), reading.day(post.get("to_date"))
        return attach_cadre(request.actor, post.get("enterprise", ""), reading.whole(post.get("person")), *days)

    return attempt(request, doing, "已登记挂帮。", reverse("crew:cadres"), lambda problem: show(request, problem))


@require_POST
@officials(*DESK)
def end(request, pk):
    post = request.POST
    doing = lambda: end_cadre(request.actor, pk, reading.day(post.get("day")), post.get("why", ""))  # noqa: E731
    return attempt(request, doing, "已结束挂帮。", reverse("crew:cadres"), lambda problem: show(request, problem))
