"""/desk/crew/orders/: all orders, making one from a case, a call or a walk-in, and one order with its story."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.queries import visible_to
from yuanban.crew import reading
from yuanban.crew.actions.assign_order import assign_order, cancel_order, free_order, move_order
from yuanban.crew.actions.open_order import Errand, open_order
from yuanban.crew.doing import attempt, problem_in
from yuanban.crew.models import Order, Spot
from yuanban.crew.queries import orders_for, search_orders, shifts_on
from yuanban.crew.step import DESK, leads
from yuanban.ledger.models import Event
from yuanban.mandates.queries import items_of
from yuanban.places.models import Park
from yuanban.voice.answering import seen, status_of

READERS = (*DESK, "auditor", "provincial")
STORY = {
    "order.opened": "开单",
    "order.assigned": "派单",
    "order.released": "收回，等待重新排单",
    "order.moved": "改到今天",
    "order.begun": "出发",
    "order.done": "办成",
    "order.failed": "没有办成",
    "order.cancelled": "取消",
}


@officials(*READERS)
def orders(request):
    listing = Listing(request, ("state", "kind", "q"))
    rows = search_orders(orders_for(request.actor), listing["q"])
    if listing["state"] in Order.STATES:
        rows = rows.filter(state=listing["state"])
    if listing["kind"] in Order.KINDS:
        rows = rows.filter(kind=listing["kind"])
    context = {
        "listing": listing,
        "orders": listing.cut(rows.order_by("-day", "-id")),
        "STATES": list(Order.STATES.items()),
        "KINDS": list(Order.KINDS.items()),
        "at_desk": request.actor.role in DESK,
    }
    return render(request, "crew/orders.html", context)


@officials(*DESK)
def new(request):
    if request.method == "POST":
        return attempt(
            request, lambda: open_order(request.actor, asked(request)), lambda order: f"已开单{order.number}，等待排单。",
            lambda order: reverse("crew:order", args=[order.number]), lambda problem: form(request, problem),
        )  # fmt: skip
    return form(request)


def asked(request):
    post, actor = request.POST, request.actor
    items = {item.pk: item for item in offered(actor)}
    return Errand(
        kind=post.get("kind", ""),
        source=post.get("source", ""),
        what=post.get("what", ""),
        start=reading.whole(post.get("start")),
        end=reading.whole(post.get("end")),
        day=reading.day(post.get("day")),
        due=reading.time(post.get("due")),
        minutes=reading.whole(post.get("minutes")) or 0,
        case=post.get("case", ""),
        item=items.get(reading.whole(post.get("item"))),
        enterprise=Enterprise.objects.filter(code=post.get("enterprise", "").strip()).first(),
        applicant_name=post.get("applicant_name", ""),
        contact=post.get("contact", ""),
        scope=post.get("scope", ""),
        originals=reading.lines(post.get("originals")),
    )


def offered(actor):
    park = Park.objects.filter(centre=actor.centre).first()
    return list(items_of(park, actor.day).order_by("name")) if park else []


def form(request, problem=None):
    actor, number = request.actor, request.GET.get("case", "")
    case = visible_to(actor).filter(number=number).select_related("item").first() if number else None
    first = {"source": "case" if case else "call", "day": str(actor.day), "minutes": "15", "kind": "carry"}
    if case:
        first |= {"case": case.number, "scope": case.agent_scope, "what": f"{case.item.name}：递送申请材料"}
    spots = [(spot.pk, spot.name) for spot in Spot.objects.filter(centre=actor.centre)]
    context = {
        "case": case,
        "spots": spots,
        "items": [(item.pk, item.name) for item in offered(actor)],
        "SOURCES": list(Order.SOURCES.items()),
        "KINDS": list(Order.KINDS.items()),
        **problem_in(request, problem),
    }
    context["typed"] = request.POST if problem else first
    return render(request, "crew/order_new.html", context, status=status_of(problem))


@officials(*READERS)
def order(request, number):
    return show(request, number)


def show(request, number, problem=None, tried=""):
    actor = request.actor
    found = get_object_or_404(orders_for(actor), number=number)
    context = {
        "order": found,
        "papers": list(found.originals.select_related("person")),
        "story": story(found),
        "deeds": list(found.deeds.select_related("person")[:30]),
        "leads": leads(actor) and actor.centre == found.centre_id,
        "at_desk": actor.role in DESK and actor.centre == found.centre_id,
        "on_duty": on_duty(found),
        "tried": tried,
        **problem_in(request, problem),
    }
    return render(request, "crew/order.html", context, status=status_of(problem))


def on_duty(order):
    shifts = shifts_on(order.centre_id, order.day)
    return [
        (one.runner_id, f"{one.runner.person.name}（{one.runner.team.name}）") for one in shifts if one.left_at is None
    ]


def story(order):
    """What happened, newest first."""
    events = list(Event.objects.filter(stream=order.stream).order_by("-seq"))
    people = Person.objects.in_bulk({event.person for event in events if event.person})
    return [
        {
            "at": event.at,
            "title": STORY.get(event.kind, event.kind),
            "who": people[event.person].name if event.person in people else "排单",
            "text": event.data["set"].get("why") or event.data["set"].get("result") or "",
        }
        for event in events
    ]


@require_POST
@officials(*DESK)
def act(request, number, verb):
    if verb not in DO:
        raise Http404
    said, doing = DO[verb]
    return attempt(
        request, lambda: doing(request, number), said, reverse("crew:order", args=[number]),
        lambda problem: show(request, number, problem, verb),
    )  # fmt: skip


def by_hand(request, number):
    post = request.POST
    return assign_order(request.actor, number, reading.whole(post.get("runner")), post.get("why", ""), seen(request))


DO = {
    "assign": ("已指定，以后的排单不改。", by_hand),
    "free": ("已收回，等待重新排单。", lambda request, number: free_order(request.actor, number, seen(request))),
    "move": ("已改到今天，等待排单。", lambda request, number: move_order(request.actor, number, seen(request))),
    "cancel": (
        "已取消。",
        lambda request, number: cancel_order(request.actor, number, request.POST.get("why", ""), seen(request)),
    ),
}
