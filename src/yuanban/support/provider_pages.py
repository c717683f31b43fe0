"""/provider/: the workplace of a provider's own people: what waits and until when, who belongs to it, what it has achieved."""

from django.contrib import messages
from django.db.models import F, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.listing import Listing
from yuanban.law import services as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.support import queries
from yuanban.support.actions.judge_admission import judge_admission
from yuanban.support.actions.keep_member import add_member, end_member
from yuanban.support.doors import CHOSEN, problem_of, providers_only, seen, status_of
from yuanban.support.models import Connection, ServiceRating
from yuanban.support.step import members_on


@providers_only
def queue(request):
    """Open requests, the nearest due day first; what waits for the firm comes after what is owed."""
    day, listing = request.actor.day, Listing(request, ("light", "state", "q"))
    base = queries.requests_for(request.actor).filter(provider=request.provider)
    rows = narrowed(base, listing, day)
    context = {
        "listing": listing,
        "lights": queries.lights(base, day),
        "states": law.STATES.items(),
        "rows": [
            (row, queries.light(row, day))
            for row in listing.cut(rows.order_by(F("due_on").asc(nulls_last=True), "-asked_at"))
        ],
        "visits": Connection.objects.filter(legs__provider=request.provider, legs__closed_on=None, visit__in=("none", "proposed", "fixed"))
        .select_related("enterprise").distinct().order_by(F("visit_on").asc(nulls_first=True), "pk")[:8],
        "KINDS": law.kinds(),
    }  # fmt: skip
    return render(request, "support/provider/queue.html", context)


def narrowed(rows, listing, day):
    if listing["light"] in queries.LIGHTS:
        rows = rows.filter(queries.LIGHTS[listing["light"]](day), closed_on=None)
    if listing["state"] in law.STATES:
        rows = rows.filter(state=listing["state"])
    elif listing["state"] != "all":
        rows = rows.filter(closed_on=None)
    words = listing["q"]
    if words:
        rows = rows.filter(
            Q(number__icontains=words) | Q(enterprise__name__icontains=words) | Q(product__name__icontains=words)
        )
    return rows


@require_POST
@providers_only
def switch(request):
    """Somebody who works for several chooses whose desk this is."""
    chosen = next((one for one in request.providers if one.number == request.POST.get("provider")), None)
    if chosen:
        request.session[CHOSEN] = chosen.pk
    return redirect("support:queue")


@providers_only
def team(request):
    return show_team(request)


def show_team(request, problem=None, tried=""):
    provider, day = request.provider, request.actor.day
    members = members_on(day).filter(provider=provider).select_related("person").order_by("-lead", "pk")
    admissions = provider.admissions.select_related("centre__park").prefetch_related("papers__upload").order_by("-pk")
    context = {
        "provider": provider,
        "members": members,
        "lead": any(one.person_id == request.actor.person and one.lead for one in members),
        "admissions": [(one, law.standing(one.state, one.from_date, one.to_date, day)) for one in admissions],
        "KINDS": law.kinds(),
        "tried": tried,
        "typed": request.POST if tried else {},
        **problem_of(problem),
    }
    return render(request, "support/provider/team.html", context, status=status_of(problem))


@require_POST
@providers_only
def act(request, verb):
    actor, provider, post = request.actor, request.provider, request.POST
    deeds = {
        "add": (lambda: add_member(actor, provider, post.get("username", ""), "lead" in post), "人员已经增加。"),
        "end": (lambda: end_member(actor, provider, key(post.get("member"))), "已经不是本机构人员。"),
        "leave": (
            lambda: judge_admission(
                actor, key(post.get("admission")), "leave", post.get("reason", ""), version=seen(request)
            ),
            "已经退出；办理中的企业都已告知。",
        ),
    }
    if verb not in deeds:
        raise Http404
    do, said = deeds[verb]
    try:
        do()
    except (Refusal, Invalid) as problem:
        return show_team(request, problem, verb)
    messages.success(request, said)
    return redirect("support:team")


def key(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 15 else 0


@providers_only
def results(request):
    """Its own figures, from its own rows."""
    rows = queries.requests_for(request.actor).filter(provider=request.provider)
    done = rows.filter(state__in=("delivered", "closed")).order_by("-delivered_on", "-pk")
    ended = {name: rows.filter(state=name).count() for name in ("unfit", "withdrawn")}
    listing = Listing(request, ())
    context = {
        "listing": listing,
        "totals": [(law.kinds()[kind], n, total) for kind, n, total in queries.summed(done)],
        "rows": listing.cut(done),
        "ended": ended,
        "going": rows.filter(closed_on=None).count(),
        "rated": queries.rated([request.provider.pk]).get(request.provider.pk),
        "ratings": ServiceRating.objects.filter(provider=request.provider)
        .select_related("request")
        .order_by("-at")[:10],
        "KINDS": law.kinds(),
    }
    return render(request, "support/provider/results.html", context)
