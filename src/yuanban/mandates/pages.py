"""/desk/instruments/: the papers that give power, their life, and the moves of it."""

import datetime as dt

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.law.refusal import Refusal
from yuanban.law.world import POWERS
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.revoke_instrument import revoke_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.mandates.life import LIVES, ends_soon, life, living
from yuanban.mandates.models import Instrument
from yuanban.places.models import Region

MOVERS = ("manager", "provincial", "admin")
MOVES = {"draft": ("sign",), "signed": ("publish", "revoke"), "published": ("revoke",), "revoked": ()}
EVENTS = {
    "instrument.drafted": "起草",
    "instrument.signed": "签署",
    "instrument.published": "公布",
    "instrument.revoked": "撤销",
}


@officials()
def instruments(request):
    day, listing = request.actor.day, Listing(request, ("q", "kind", "life"))
    base = with_words(Instrument.objects.all(), listing)
    found = base.filter(living(listing["life"], day)) if listing["life"] in LIVES else base
    rows = listing.cut(found.select_related("grantor", "to").prefetch_related("items").order_by("-id"))
    context = {
        "listing": listing,
        "rows": [(paper, life(paper, day), ends_soon(paper, day)) for paper in rows],
        "lives": [(key, name, base.filter(living(key, day)).count()) for key, name in LIVES.items()],
        "total": base.count(),
        "kinds": Instrument.KINDS,
        "LIVES": LIVES,
        "may_move": request.actor.role in MOVERS,
    }
    return render(request, "mandates/instruments.html", context)


def with_words(papers, listing):
    if listing["kind"] in Instrument.KINDS:
        papers = papers.filter(kind=listing["kind"])
    words = listing["q"]
    if not words:
        return papers
    named = (
        Q(title__icontains=words)
        | Q(number__icontains=words)
        | Q(grantor__name__icontains=words)
        | Q(to__name__icontains=words)
    )
    return papers.filter(named | Q(pk__in=Instrument.objects.filter(items__name__icontains=words).values("pk")))


@officials()
def instrument(request, code):
    return show(request, code)


def show(request, code, tried="", problem=None):
    paper = get_object_or_404(Instrument.objects.select_related("grantor", "to"), code=code)
    day, may_move = request.actor.day, request.actor.role in MOVERS
    context = {
        "paper": paper,
        "life": life(paper, day),
        "soon": ends_soon(paper, day),
        "LIVES": LIVES,
        "items": paper.items.select_related("organ").order_by("name"),
        "staff": paper.staff.order_by("name"),
        "card": card(paper),
        "places": "、".join(Region.objects.filter(code__in=paper.territory).values_list("name", flat=True)),
        "powers": "、".join(POWERS[power] for power in paper.powers) or "—",
        "events": [
            (event, EVENTS.get(event.kind, event.kind))
            for event in Event.objects.filter(stream=paper.stream).order_by("seq")
        ],
        "moves": MOVES[paper.state] if may_move else (),
        "day": day,
        "tried": tried,
        "typed": request.POST if tried else {},
        "errors": {f"{tried}-{key}": text for key, text in problem.errors.items()}
        if isinstance(problem, Invalid)
        else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
    }
    status = 200 if problem is None else 422 if isinstance(problem, Invalid) else 409
    return render(request, "mandates/instrument.html", context, status=status)


def card(paper):
    return {
        "title": paper.title,
        "kind": Instrument.KINDS[paper.kind],
        "from": paper.grantor.name if paper.grantor else "",
        "to": paper.to.name,
        "number": paper.number,
        "basis": paper.basis or "",
        "days": f"{paper.from_date or '公布之日'}至{paper.to_date or '长期'}",
    }


@require_POST
@officials(*MOVERS)
def move(request, code, verb):
    if verb not in DO:
        raise Http404
    try:
        DO[verb](request.actor, code, request.POST)
    except Instrument.DoesNotExist:
        raise Http404 from None
    except (Refusal, Invalid) as problem:
        return show(request, code, verb, problem)
    messages.success(request, {"sign": "已签署。", "publish": "已公布。", "revoke": "已撤销。"}[verb])
    return redirect("mandates:instrument", code)


def sign(actor, code, post):
    return sign_instrument(actor, code, day_of(post.get("sign-day"), "day"), version_of(post))


def publish(actor, code, post):
    return publish_instrument(
        actor, code, day_of(post.get("publish-day"), "day"), post.get("publish-where", ""), version_of(post)
    )


def revoke(actor, code, post):
    return revoke_instrument(
        actor, code, day_of(post.get("revoke-day"), "day"), post.get("revoke-reason", ""), version_of(post)
    )


DO = {"sign": sign, "publish": publish, "revoke": revoke}


def day_of(text, key):
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        raise Invalid({key: "请填写日期，例如 2026-03-05。"}) from None


def version_of(post):
    text = post.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
