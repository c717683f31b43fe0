"""The pages of certificates for everyone, and for their holders."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from yuanban.certificates import queries, showing
from yuanban.certificates.actions.hear_holder import hear_holder
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.reading import version_of

PER_PAGE = 12
SHOWS = {"": "在用", "ended": "已失效", "all": "全部"}
USED = ("valid", "expiring", "suspended", "coming", "expired")


@login_not_required
@never_cache
@require_GET
def one(request, number):
    """How it stands today, for anybody who holds the number or the code."""
    certificate = queries.find(number)
    if certificate is None:
        return render(request, "certificates/none.html", {"number": number}, status=404)
    context = {
        "c": certificate,
        "shown": showing.shown(certificate, request.actor.day),
        "holder": showing.masked(certificate),
        "day": request.actor.day,
        "successor": getattr(certificate, "replaced_by", None),
        "lines": showing.story_lines(certificate, inward=False),
        "code": showing.code(certificate),
    }
    return render(request, "certificates/one.html", context)


def holders(view):
    """An official is led to the desk."""

    @wraps(view)
    def guarded(request, number=None):
        if request.actor.official:
            return redirect("certificates:file", number) if number else redirect("certificates:desk")
        return view(request, number) if number else view(request)

    return guarded


@holders
def mine(request):
    day, show = request.actor.day, request.GET.get("show", "")
    if show not in SHOWS:
        raise Http404
    held = queries.visible_to(request.actor).select_related("item", "organ", "enterprise", "park")
    page = Paginator(held.filter(wanted(show, day)).order_by("to_date", "-issued_on"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "cards": [card(c, day) for c in page],
        "show": show,
        "shows": SHOWS,
        "any": held.exists(),
    }
    return render(request, "certificates/mine.html", context)


def wanted(show, day):
    found = queries.stands(day)
    return queries.either(found[key] for key in found if show == "all" or (key in USED) == (show == ""))


def card(certificate, day):
    return {
        "shown": showing.shown(certificate, day),
        "code": showing.code(certificate),
        "ways": showing.ways(certificate, day),
        "open": certificate.cases.filter(closed_on=None).order_by("id").first(),
    }


@holders
def mine_one(request, number):
    certificate = queries.held(request.actor, number)
    errors, refusal, typed = {}, None, request.POST
    if request.method == "POST":
        try:
            said, waived = request.POST.get("said", ""), request.POST.get("do") == "waive"
            hear_holder(request.actor, certificate.number, said, waived, version_of(request.POST))
        except Invalid as problem:
            errors = problem.errors
        except Refusal as problem:
            refusal = problem
        else:
            messages.success(request, "您的意见已经记录，机关在作出决定时应当听取。")
            return redirect("certificates:mine-one", certificate.number)
    context = {
        **card(certificate, request.actor.day),
        "c": certificate,
        "errors": errors,
        "refusal": refusal,
        "typed": typed,
        "successor": getattr(certificate, "replaced_by", None),
        "lines": showing.story_lines(certificate),
        "cases": certificate.cases.order_by("-applied_at")[:20],
    }
    return render(request, "certificates/mine_one.html", context, status=422 if errors else 409 if refusal else 200)
