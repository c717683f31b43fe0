"""/desk/instruments/: the papers that give power, their life, and the moves of it."""

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
from yuanban.mandates.checking import findings
from yuanban.mandates.contents import gaps
from yuanban.mandates.drafting import MOVERS, status_of
from yuanban.mandates.facts import condition_words
from yuanban.mandates.life import LIVES, ends_soon, life, living
from yuanban.mandates.models import Instrument
from yuanban.mandates.moving import DO, DONE, NAMES, moves_of
from yuanban.mandates.queries import ending
from yuanban.mandates.reading import day_of
from yuanban.places.models import Region

__all__ = ["MOVERS", "day_of", "instrument", "instruments", "move"]
EVENTS = {
    "instrument.drafted": "起草",
    "instrument.edited": "修改草稿",
    "instrument.discarded": "作废草稿",
    "instrument.signed": "签署",
    "instrument.published": "公布",
    "instrument.taken-up": "园区答复",
    "instrument.attached": "添加附件",
    "instrument.detached": "取下附件",
    "instrument.reminded": "届满提醒",
    "instrument.replaced": "被变更文书取代",
    "instrument.revoked": "撤销",
}
SOON = "soon"


@officials()
def instruments(request):
    actor, listing = request.actor, Listing(request, ("q", "kind", "life"))
    base = with_words(Instrument.objects.all(), listing)
    soon = ending(actor)
    rows = listing.cut(
        of_life(base, listing["life"], actor)
        .select_related("grantor", "to", "document")
        .prefetch_related("items")
        .order_by("-id")
    )
    context = {
        "listing": listing,
        "rows": [(paper, life(paper, actor.day), ends_soon(paper, actor.day)) for paper in rows],
        "lives": [(key, name, base.filter(living(key, actor.day)).count()) for key, name in LIVES.items()],
        "soon": soon[:8],
        "soon_count": len(soon),
        "total": base.count(),
        "kinds": Instrument.KINDS,
        "LIVES": LIVES,
        "may_move": actor.role in MOVERS,
        "day": actor.day,
    }
    return render(request, "mandates/instruments.html", context)


def of_life(base, wanted, actor):
    if wanted == SOON:
        return base.filter(pk__in=[paper.pk for paper in ending(actor)])
    return base.filter(living(wanted, actor.day)) if wanted in LIVES else base


def with_words(papers, listing):
    if listing["kind"] in Instrument.KINDS:
        papers = papers.filter(kind=listing["kind"])
    words = listing["q"]
    if not words:
        return papers
    named = Q(pk__in=Instrument.objects.filter(items__name__icontains=words).values("pk"))
    for column in ("title", "number", "grantor__name", "to__name", "grantor_name", "to_name"):
        named |= Q(**{f"{column}__icontains": words})
    return papers.filter(named)


@officials()
def instrument(request, code):
    return show(request, code)


def show(request, code, tried="", problem=None):
    paper = get_object_or_404(Instrument.objects.select_related("grantor", "to", "document", "replaces"), code=code)
    may_move = request.actor.role in MOVERS and not rows_of_others(request.actor, paper)
    day, items = request.actor.day, list(paper.items.select_related("organ").order_by("name"))
    context = {
        "paper": paper,
        "life": life(paper, day),
        "soon": ends_soon(paper, day),
        "LIVES": LIVES,
        "items": items,
        "staff": paper.staff.order_by("name"),
        "card": card(paper),
        "places": list(Region.objects.filter(code__in=paper.territory).values_list("name", "code")),
        "powers": "、".join(POWERS[power] for power in paper.powers) or "—",
        "condition": condition_words(paper.condition, items) if paper.condition else "",
        "successors": paper.successors.order_by("pk"),
        "attachments": paper.attachments.select_related("by"),
        "gaps": gaps(paper, items) if paper.state == "draft" else {},
        "findings": findings(paper, day) if paper.state == "draft" else [],
        "events": events_of(paper),
        "moves": moves_of(paper) if may_move else (),
        "NAMES": NAMES,
        "may_edit": may_move and paper.state == "draft",
        "may_attach": may_move and (paper.document_id is None or request.actor.role != "manager"),
        "day": day,
        "tried": tried,
        "typed": request.POST if tried else {},
        "errors": prefixed(tried, problem) if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
    }
    return render(request, "mandates/instrument.html", context, status=status_of(problem))


def rows_of_others(actor, paper):
    """A row that is still a draft is the province's, like its document."""
    return paper.document_id is not None and paper.state == "draft" and actor.role == "manager"


def prefixed(verb, problem):
    return {f"{verb}-{key}": text for key, text in problem.errors.items()}


def events_of(paper):
    events = Event.objects.filter(stream=paper.stream).order_by("seq")
    return [(event, EVENTS.get(event.kind, event.kind)) for event in events]


def card(paper):
    return {
        "title": paper.title,
        "kind": Instrument.KINDS.get(paper.kind, "方式未定"),
        "from": paper.grantor.name if paper.grantor else paper.grantor_name,
        "to": paper.to.name if paper.to else paper.to_name or "承接主体未定",
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
        made = DO[verb](request.actor, code, request)
    except Instrument.DoesNotExist:
        raise Http404 from None
    except (Refusal, Invalid) as problem:
        return show(request, code, verb, problem)
    messages.success(request, DONE[verb])
    if verb in ("renew", "amend"):
        return redirect("mandates:instrument-edit", made.code)
    return redirect("mandates:instrument", code)
