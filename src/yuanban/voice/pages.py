"""Rating, by everyone: the case by who applied, a window, a visit or a paper by whoever holds its code."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from yuanban.cases.applicant.door import own_case
from yuanban.cases.applicant.tracking import version_of
from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.papers.models import Paper
from yuanban.places.models import Window
from yuanban.voice import giving
from yuanban.voice.actions.rate import CHANNELS, rate
from yuanban.voice.actions.rate_paper import rate_paper, require_rateable
from yuanban.voice.actions.rate_visit import rate_visit, rate_window
from yuanban.voice.concerned import clerks_of
from yuanban.voice.models import REASONS, Rating, Visit
from yuanban.voice.places import admit

FRESH = dt.timedelta(hours=2)  # a visit opened longer ago is somebody else's


@own_case
def rating(request, case):
    if request.method != "POST":
        return page(request, case, refusal=not_now(case))
    level, text, via = (request.POST.get(name, "") for name in ("level", "text", "via"))
    channel = via if via in CHANNELS else "online"
    try:
        rate(
            request.actor,
            case.number,
            level if level.isdecimal() else 0,
            text,
            channel,
            version_of(request),
            request.POST.getlist("reasons"),
        )
    except Invalid as problem:
        return page(request, case, errors=problem.errors)
    except Refusal as refusal:
        return page(request, case, refusal=refusal)
    messages.success(request, "谢谢您的评价。")
    return redirect("cases:track", case.number)


def not_now(case):
    try:
        procedure.check(case.state, "rate")
        procedure.guard_rate_once(Rating.objects.filter(case=case).exists())
    except Refusal as refusal:
        return refusal
    return None


def page(request, case, errors=None, refusal=None):
    context = {"case": case, "via": request.GET.get("via", ""), **form(request, errors, refusal)}
    return render(request, "voice/rate.html", context, status=status(errors, refusal))


def form(request, errors=None, refusal=None):
    """What the faces, ticks and words of every rating page are drawn from; nothing typed is lost."""
    return {
        "levels": Rating.LEVELS,
        "reasons": REASONS,
        "ticked": request.POST.getlist("reasons"),
        "typed": request.POST,
        "errors": errors or {},
        "refusal": refusal,
    }


def status(errors, refusal):
    if refusal:
        return 429 if refusal.rule == "too-often" else 409
    return 422 if errors else 200


def said(request):
    post = request.POST
    return giving.read(
        post.get("level", ""),
        post.get("text", ""),
        post.getlist("reasons"),
        post.get("name", ""),
        post.get("contact", ""),
    )


def give(request, what, act, template, context, refusal=None):
    """Draw the page, or take what was given and say thank you; what stands in the way is said beside it."""
    errors = None
    if request.method == "POST" and not refusal:
        try:
            admit(request, what)
            return thanks(request, act(said(request)), context)
        except Invalid as problem:
            errors = problem.errors
        except Refusal as found:
            refusal = found
    return render(request, template, context | form(request, errors, refusal), status=status(errors, refusal))


def thanks(request, rating, context):
    return render(request, "voice/thanks.html", {"rating": rating, "again": context.get("window")})


@login_not_required
@never_cache
def window(request, code):
    """The tablet at a window, and where the code on it leads. The visit that the clerk opened last, or a new one."""
    found = Window.objects.select_related("centre__park").filter(code=code).first()
    if found is None:
        return render(request, "voice/no_window.html", {"code": code}, status=404)
    visit, clerks = waiting(found, request.actor), list(clerks_of(found, request.actor.day))
    tablet = "tablet" in request.GET
    channel = "window" if tablet else "code"

    def act(told):
        if visit:
            return rate_visit(request.actor, visit, told, channel)
        return rate_window(request.actor, found, told, channel, chosen(request, clerks))

    return give(
        request,
        "window",
        act,
        "voice/window.html",
        {"window": found, "visit": visit, "clerks": clerks, "tablet": tablet},
    )


def waiting(window, actor):
    """The visit at this window that waits to be rated."""
    return (
        window.visits.filter(way="desk", rating=None, at__gte=actor.at - FRESH, at__lte=actor.at)
        .select_related("clerk")
        .order_by("-at")
        .first()
    )


def chosen(request, clerks):
    """Whom the visitor says served; the only one there is, when there is only one."""
    wanted = next((post.person for post in clerks if str(post.person_id) == request.POST.get("clerk")), None)
    return wanted or (clerks[0].person if len(clerks) == 1 else None)


@login_not_required
@never_cache
def visit(request, token):
    found = get_object_or_404(Visit.objects.select_related("window__centre__park", "clerk"), token=token)
    once = Refusal("rate-once") if Rating.objects.filter(visit=found).exists() else None
    return give(
        request,
        "visit",
        lambda told: rate_visit(request.actor, found, told, "code"),
        "voice/visit.html",
        {"visit": found},
        once,
    )


@login_not_required
@never_cache
def paper(request, token):
    """What a paper's code leads to: the step that gave it. Who applied is not told to whoever holds the paper."""
    found = Paper.objects.select_related("case__item", "case__centre").defer("file").filter(token=token).first()
    if found is None:
        raise Http404
    channel = "helper" if request.GET.get("via") == "helper" else "paper"
    return give(
        request,
        "paper",
        lambda told: rate_paper(request.actor, token, told, channel),
        "voice/paper.html",
        {"paper": found},
        no_more(found),
    )


def no_more(paper):
    try:
        require_rateable(paper)
        procedure.guard_rate_once(Rating.objects.filter(paper=paper).exists())
    except Refusal as refusal:
        return refusal
    return None
