"""/gatherings/: fairs and activities for everyone; the ticket of one who comes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from yuanban.accounts.listing import Listing
from yuanban.accounts.models import Enterprise
from yuanban.cases.applicant.door import applicants
from yuanban.law.refusal import Refusal
from yuanban.law.voice import LEVELS
from yuanban.ledger.invalid import Invalid
from yuanban.recruiting import queries
from yuanban.recruiting.actions.feed_back import feed_back
from yuanban.recruiting.actions.sign_up import cancel_sign_up, sign_up, take_stall
from yuanban.recruiting.answering import seen, status_of, told, whole
from yuanban.recruiting.job_pages import parks
from yuanban.recruiting.models import Gathering, SignUp
from yuanban.voice.codes import address, picture
from yuanban.voice.places import admit


@login_not_required
def gatherings(request):
    listing = Listing(request, ("kind", "park", "past"))
    rows = queries.past if listing["past"] else queries.coming
    context = {
        "listing": listing,
        "rows": listing.cut(rows(request.actor.at, listing["kind"], listing["park"])),
        "kinds": Gathering.KINDS.items(),
        "parks": parks(),
        "at": request.actor.at,
    }
    return render(request, "recruiting/gatherings.html", context)


@login_not_required
@never_cache
def gathering(request, pk):
    found, problem, twice = get_object_or_404(queries.gatherings(), pk=pk), None, False
    if request.method == "POST":
        try:
            row, fresh = come(request, found)
            if fresh or (row.person_id and row.person_id == request.actor.person):
                return redirect("recruiting:ticket", row.token)
            twice = True
        except (Refusal, Invalid) as wrong:
            problem = wrong
    return render(
        request, "recruiting/gathering.html", drawn(request, found, problem, twice), status=status_of(problem)
    )


def come(request, found):
    firm = whole(request.POST.get("enterprise", ""))
    if firm:
        return take_stall(request.actor, found.pk, firm)
    admit(request, "signup")
    return sign_up(request.actor, found.pk, request.POST.get("name", ""), request.POST.get("phone", ""))


def drawn(request, found, problem, twice):
    actor, stalls = request.actor, SignUp.objects.filter(gathering=found, pool="stall", state__in=("seated", "here"))
    firms = stalls.select_related("enterprise").order_by("serial")
    return {
        "g": found,
        "at": actor.at,
        "open": found.state == "open" and found.close_at > actor.at,
        "over": found.ends_at <= actor.at,
        "mine": list(queries.sign_ups_of(actor).filter(gathering=found).exclude(state="cancelled")),
        "firms": [one.enterprise for one in firms],
        "jobs": list(queries.open_vacancies(actor.day).filter(enterprise__stalls__in=firms).distinct()[:30])
        if firms
        else [],
        "own": [(one.pk, one.name) for one in Enterprise.objects.filter(pk__in=actor.enterprises)]
        if found.stalls
        else [],
        "free": max(0, found.seats - found.seats_taken),
        "waiting": waiting(found) if found.seats_taken >= found.seats else 0,
        "count": queries.attendance(found) if found.ends_at <= actor.at else None,
        "hired": queries.results(found) if found.kind == "fair" else 0,
        "twice": twice,
        "typed": request.POST,
        **told(problem),
    }


def waiting(found):
    return SignUp.objects.filter(gathering=found, pool="seat", state="waiting").count()


@login_not_required
@never_cache
def ticket(request, token):
    """Whoever has the address has the ticket: it was shown to the one who signed up."""
    row = get_object_or_404(SignUp.objects.select_related("gathering__centre__park", "enterprise"), token=token)
    problem = None
    if request.method == "POST":
        try:
            return answer(request, row)
        except (Refusal, Invalid) as wrong:
            problem = wrong
            row.refresh_from_db()
    door = f"{address('recruiting:door', row.gathering_id)}?code={row.code}"
    context = {
        "t": row,
        "g": row.gathering,
        "picture": picture(door) if row.state == "seated" else "",
        "before": SignUp.objects.filter(
            gathering=row.gathering, pool=row.pool, state="waiting", serial__lt=row.serial
        ).count(),
        "levels": LEVELS,
        "typed": request.POST,
        **told(problem),
    }
    return render(request, "recruiting/ticket.html", context, status=status_of(problem))


def answer(request, row):
    if request.POST.get("do") == "cancel":
        cancel_sign_up(request.actor, row.pk, seen(request))
        messages.success(request, "已取消，名额让给下一位。")
    elif request.POST.get("do") == "rate":
        feed_back(request.actor, row.pk, whole(request.POST.get("level", "")), request.POST.get("said", ""))
        messages.success(request, "谢谢您的评价。")
    else:
        raise Http404
    return redirect(reverse("recruiting:ticket", args=[row.token]))


@applicants
def mine(request):
    listing = Listing(request, ())
    rows = queries.sign_ups_of(request.actor).exclude(state="cancelled").order_by("-gathering__starts_at")
    return render(
        request,
        "recruiting/my_gatherings.html",
        {"listing": listing, "rows": listing.cut(rows), "at": request.actor.at},
    )
