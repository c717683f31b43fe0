"""/residents/ and /my/disputes/: who sits at the centre today, and one's own disputes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from yuanban.accounts.listing import Listing
from yuanban.accounts.models import Enterprise
from yuanban.cases.applicant.door import applicants
from yuanban.catalogue.choice import chosen_park, open_parks
from yuanban.intermediaries.step import orders_for
from yuanban.law import disputes as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.recruiting.answering import seen, status_of, told, whole
from yuanban.residents import queries
from yuanban.residents.actions import handle_dispute as handle
from yuanban.residents.actions.open_dispute import open_dispute
from yuanban.residents.models import Institution
from yuanban.residents.step import disputes_for, is_claimant, require_claimant

FIELDS = ("matter", "title", "text", "other", "other_contact", "other_code", "consent", "agreement")
DO_AGAIN = ("send", "withdraw", "say")


@login_not_required
def residents(request):
    """Of the park that was asked for, else the chosen one."""
    code = request.GET.get("park", "")
    park = open_parks().filter(code=code).first() if code else chosen_park(request)
    rows = list(queries.institutions(park.centre, request.actor.day)) if park else []
    context = {
        "park": park,
        "rows": rows,
        "parks": [(one.code, one.short) for one in open_parks()],
        "day": request.actor.day,
    }
    return render(request, "residents/residents.html", context)


@login_not_required
def institution(request, pk):
    found = get_object_or_404(Institution.objects.select_related("body", "centre__park", "window"), pk=pk, left_on=None)
    context = {"one": found, "duties": list(queries.duties(found, request.actor.day)), "day": request.actor.day}
    return render(request, "residents/institution.html", context)


@applicants
def mine(request):
    listing = Listing(request, ("state",))
    rows = disputes_for(request.actor)
    rows = rows.filter(state=listing["state"]) if listing["state"] in law.STATES else rows
    context = {"listing": listing, "rows": listing.cut(rows.order_by("-at")), "states": law.STATES.items()}
    return render(request, "residents/mine.html", context)


@applicants
def new(request):
    problem = None
    if request.method == "POST":
        post = request.POST
        try:
            made = open_dispute(
                request.actor,
                whole(post.get("institution", "")),
                said(post),
                whole(post.get("enterprise", "")),
                post.get("order", ""),
            )
            messages.success(request, "已送到，等机构签收。")
            return redirect("residents:one", made.number)
        except (Refusal, Invalid) as wrong:
            problem = wrong
    typed = request.POST if request.method == "POST" else prefilled(request)
    firms = Enterprise.objects.filter(pk__in=request.actor.enterprises).order_by("pk")
    context = {
        "typed": typed,
        "groups": groups(),
        "matters": list(law.MATTERS.items()),
        "firms": [(one.pk, one.name) for one in firms],
        "KINDS": law.KINDS,
        **told(problem),
    }
    return render(request, "residents/new.html", context, status=status_of(problem))


def prefilled(request):
    """From an institution's page, or from a service order that went wrong."""
    typed = {key: request.GET.get(key, "") for key in ("institution", "order")}
    order = orders_for(request.actor).filter(number=typed["order"]).first() if typed["order"] else None
    if order is None:
        return typed | {"order": ""}
    return typed | {"matter": "contract", "title": f"{order.service.name}委托争议", "other": str(order.chosen or "")}


def said(post):
    return {key: post.get(key, "") for key in FIELDS}


def groups():
    rows = Institution.objects.filter(left_on=None).select_related("body", "centre__park").order_by("centre", "kind")
    return [(one.pk, f"{one.centre.park.short}：{one.body.name}（{one.get_kind_display()}）") for one in rows]


@applicants
def one(request, number):
    return show(request, get_object_or_404(disputes_for(request.actor), number=number))


def show(request, found, problem=None, tried=""):
    context = {
        "d": found,
        "thread": queries.thread(found),
        "claimant": is_claimant(request.actor, found),
        "over": found.state in law.OVER,
        "groups": [one for one in groups() if one[0] != found.holder_id],
        "confirm_by": law.confirm_by(found.agreed_on) if found.agreed_on else None,
        "tried": tried,
        "typed": request.POST if tried else {},
        **told(problem),
    }
    return render(request, "residents/one.html", context, status=status_of(problem))


@applicants
def act(request, number, verb):
    found = get_object_or_404(disputes_for(request.actor), number=number)
    if verb not in DO_AGAIN or request.method != "POST":
        raise Http404
    post = request.POST
    try:
        if verb == "say":
            handle.say(request.actor, number, post.get("text", ""))
        elif verb == "withdraw":
            handle.withdraw(request.actor, number, seen(request))
        else:
            require_claimant(request.actor, found)
            handle.send(request.actor, number, whole(post.get("institution", "")), said(post), seen(request))
    except (Refusal, Invalid) as problem:
        return show(request, found, problem, verb)
    messages.success(request, "已记录。")
    return redirect("residents:one", number)
