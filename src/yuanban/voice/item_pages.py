"""/desk/voice/items/: what people say of each item, for the organ it belongs to and whoever keeps its guide."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.catalogue.models import Item
from yuanban.catalogue.step import MANAGERS
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.voice import queries
from yuanban.voice.actions.hear_feedback import KINDS, hear_feedback, owns
from yuanban.voice.answering import seen, status_of
from yuanban.voice.masking import masked
from yuanban.voice.models import Feedback, Rating

OWNERS = ("approver", "seconded", "auditor", "manager", "provincial")
DONE = {"see": "已标明阅过。", "answer": "答复已记录。", "change": "已答应修改。"}


@officials(*OWNERS)
def items(request):
    """Items that something was said of; those with unread words first."""
    listing, feedback = Listing(request, ("q",)), queries.feedback_for(request.actor)
    found = feedback.filter(item__name__icontains=listing["q"]) if listing["q"] else feedback
    rows = found.values("item_id", "item__name", "item__organ_name", "item__organ__name").annotate(
        said=Count("pk"),
        unread=Count("pk", filter=Q(state="new")),
        asked=Count("pk", filter=Q(wanted=True)),
    )
    found_items = listing.cut(rows.order_by("-unread", "-said", "item__name", "item_id"))
    context = {"listing": listing, "items": found_items}
    return render(request, "voice/desk/items.html", context)


@officials(*OWNERS)
def item(request, pk):
    return show(request, pk)


def show(request, pk, tried=None, problem=None):
    actor, listing = request.actor, Listing(request, ("state",), size=15)
    base = queries.feedback_for(actor).filter(item=pk)
    found = get_object_or_404(Item.objects.select_related("organ"), pk=pk)
    if not base.exists() and not owns(actor, found):
        raise Http404
    rows = base.filter(state=listing["state"]) if listing["state"] in Feedback.STATES else base
    rows = rows.select_related("rating__by", "rating__about", "concern", "seen_by", "version_promised").order_by(
        "-at", "-pk"
    )
    counts = dict(base.order_by().values_list("state").annotate(n=Count("pk")))
    ratings = Rating.objects.filter(item=pk)
    context = {
        "item": found,
        "listing": listing,
        "rows": [(row, said(row)) for row in listing.cut(rows)],
        "states": [(state, name, counts.get(state, 0)) for state, name in Feedback.STATES.items()],
        "all": sum(counts.values()),
        "owner": owns(actor, found),
        "keeps_guide": actor.role in MANAGERS,
        "tried": tried,
        "typed": request.POST if tried else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        **queries.distribution(ratings if actor.role != "manager" else ratings.filter(centre=actor.centre)),
    }
    return render(request, "voice/desk/item.html", context, status=status_of(problem))


def said(row):
    """What was said, without who said it."""
    if row.concern:
        return masked(row.concern.text, [row.concern.name])
    names = [row.rating.name, row.rating.by.name if row.rating.by else ""]
    return masked(row.rating.text, names)


@require_POST
@officials(*OWNERS)
def hear(request, pk, verb):
    row = get_object_or_404(queries.feedback_for(request.actor), pk=pk)
    if verb not in KINDS:
        raise Http404
    try:
        hear_feedback(request.actor, pk, verb, request.POST.get("answer", ""), seen(request))
    except (Refusal, Invalid) as problem:
        return show(request, row.item_id, row.pk, problem)
    messages.success(request, DONE[verb])
    return redirect("voice:item", row.item_id)
