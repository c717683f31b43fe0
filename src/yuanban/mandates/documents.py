"""/desk/documents/: one decision with many rows, who takes up which, and the moves of the whole."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.mandates.actions.take_up import take_up_many
from yuanban.mandates.document_moves import DO, DONE
from yuanban.mandates.drafting import MOVERS, status_of
from yuanban.mandates.life import LIVES, life
from yuanban.mandates.models import STATES, Document, Instrument
from yuanban.mandates.pages import prefixed
from yuanban.mandates.reading import day_of
from yuanban.mandates.step import own_bodies
from yuanban.places.models import Body

EVERYWHERE = ("provincial", "admin")
ANSWERS = {**Instrument.TAKE_UPS, "": "待答复"}
MOVES = {"draft": ("sign",), "signed": ("publish", "revoke"), "published": ("revoke",)}
NAMES = {"sign": "签署", "publish": "公布", "revoke": "撤销"}
EVENTS = {
    "document.drafted": "起草",
    "document.edited": "修改",
    "document.extended": "添加行",
    "document.attached": "添加附件",
    "document.detached": "取下附件",
    "document.signed": "签署",
    "document.published": "公布",
    "document.revoked": "撤销",
}
ROWS = 50


@officials()
def documents(request):
    listing = Listing(request, ("q", "state"))
    found = Document.objects.select_related("issuer").order_by("-id")
    if words := listing["q"]:
        found = found.filter(Q(title__icontains=words) | Q(number__icontains=words) | Q(issuer__name__icontains=words))
    if listing["state"] in STATES:
        found = found.filter(state=listing["state"])
    rows = listing.cut(found)
    context = {
        "listing": listing,
        "rows": [(document, answers_of(document)) for document in rows],
        "STATES": Document.STATES,
        "may_draft": request.actor.role in EVERYWHERE,
    }
    return render(request, "mandates/documents.html", context)


def answers_of(document):
    """{answer: how many rows}, and all of them under `all`."""
    rows = document.rows.exclude(state="discarded").order_by()
    counts = dict(rows.values_list("take_up").annotate(n=Count("id")))
    return {**{answer: counts.get(answer, 0) for answer in ANSWERS}, "all": sum(counts.values())}


@officials()
def document(request, code):
    return show(request, code)


def show(request, code, tried="", problem=None, results=()):
    found = get_object_or_404(Document.objects.select_related("issuer"), code=code)
    actor, listing = request.actor, Listing(request, ("q", "to", "answer"), ROWS)
    listing.path = reverse("mandates:document", args=[code])
    rows, day = listing.cut(chosen(found, listing)), actor.day
    context = {
        "document": found,
        "listing": listing,
        "rows": [(row, life(row, day)) for row in rows],
        "LIVES": LIVES,
        "STATES": Document.STATES,
        "ANSWERS": ANSWERS,
        "counts": answers_of(found),
        "receivers": Body.objects.filter(held__document=found).distinct().order_by("name"),
        "mine": mine(actor, found, rows),
        "attachments": found.attachments.select_related("by"),
        "events": [(e, EVENTS.get(e.kind, e.kind)) for e in Event.objects.filter(stream=found.stream).order_by("seq")],
        "moves": MOVES.get(found.state, ()) if actor.role in EVERYWHERE else (),
        "NAMES": NAMES,
        "may_edit": actor.role in EVERYWHERE and found.state == "draft",
        "may_attach": actor.role in EVERYWHERE,
        "day": day,
        "tried": tried,
        "results": results,
        "typed": request.POST if tried else QueryDict(),
        "errors": prefixed(tried, problem) if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
    }
    return render(request, "mandates/document.html", context, status=status_of(problem))


def chosen(document, listing):
    rows = document.rows.exclude(state="discarded").select_related("to", "grantor", "document")
    if words := listing["q"]:
        named = Instrument.objects.filter(document=document, items__name__icontains=words).values("pk")
        rows = rows.filter(Q(pk__in=named) | Q(to__name__icontains=words) | Q(grantor__name__icontains=words))
    if listing["to"]:
        rows = rows.filter(to__code=listing["to"])
    if listing["answer"]:
        rows = rows.filter(take_up="" if listing["answer"] == "none" else listing["answer"])
    return rows.prefetch_related("items__organ").order_by("row")


def mine(actor, document, rows):
    """The rows on this page that this person may answer for."""
    if actor.role not in MOVERS or document.state not in ("signed", "published"):
        return set()
    own = own_bodies(actor) if actor.role == "manager" else None
    waiting = (row for row in rows if row.take_up != "accepted" and row.to and row.state in ("signed", "published"))
    return {row.code for row in waiting if own is None or row.to.code in own}


@require_POST
@officials(*EVERYWHERE)
def move(request, code, verb):
    if verb not in DO:
        raise Http404
    try:
        DO[verb](request.actor, code, request)
    except Document.DoesNotExist:
        raise Http404 from None
    except (Refusal, Invalid) as problem:
        return show(request, code, verb, problem)
    messages.success(request, DONE[verb])
    return redirect("mandates:document", code)


@officials(*MOVERS)
def answer(request, code):
    """The park's answer for every row that was ticked; the filters of the list stand in the address."""
    here = f"{reverse('mandates:document', args=[code])}?{request.GET.urlencode()}"
    if request.method != "POST":
        return redirect(here)
    try:
        results = answered(request.actor, code, request.POST)
    except (Refusal, Invalid) as problem:
        return show(request, code, "take-up", problem)
    if any(why for _, why in results):
        return show(request, code, "take-up", results=results)
    messages.success(request, f"已答复{len(results)}行。")
    return redirect(here)


def answered(actor, code, post):
    rows = Instrument.objects.filter(document__code=code, code__in=post.getlist("row")).order_by("row")
    codes = list(rows.values_list("code", flat=True))
    if not codes:
        raise Invalid({"row": "请先勾选要答复的行。"})
    day, reason = day_of(post.get("take-up-day"), "day"), post.get("take-up-reason", "")[:300]
    return take_up_many(actor, codes, post.get("take-up-choice", ""), day, reason)
