"""/desk/voice/ and /desk/ratings/: what was said, what must come of it, and when."""

from django.db.models import Q
from django.shortcuts import redirect, render

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.voice import queries
from yuanban.voice.models import REASONS, Mending, Rating, RatingAppeal

EVERYONE = ("clerk", "approver", "seconded", "helper", "auditor", "manager", "provincial")


@officials(*EVERYONE)
def ratings(request):
    listing = Listing(request, ("level", "channel", "q"))
    base = queries.ratings_for(request.actor)
    rows = chosen(base, listing).select_related(
        "item", "about__park", "visit__window", "paper", "centre__park", "mending", "appeal"
    )
    context = {
        "listing": listing,
        "ratings": listing.cut(rows.order_by("-at", "-id")),
        "channels": Rating.CHANNELS.items(),
        "excluded": base.filter(counted=False).count(),
        "REASONS": REASONS,
        **queries.distribution(base),
    }
    return render(request, "voice/desk/ratings.html", context)


def chosen(base, listing):
    if listing["level"] in map(str, Rating.LEVELS):
        base = base.filter(level=int(listing["level"]))
    if listing["channel"] in Rating.CHANNELS:
        base = base.filter(channel=listing["channel"])
    words = listing["q"]
    about = (
        Q(about__number__icontains=words)
        | Q(item__name__icontains=words)
        | Q(about__applicant_name__icontains=words)
        | Q(visit__window__name__icontains=words)
    )
    return base.filter(about | Q(text__icontains=words)) if words else base


@officials(*EVERYONE)
def home(request):
    return redirect("voice:loops")


@officials(*EVERYONE)
def loops(request):
    return queue(request, queries.mendings_for(request.actor), "voice/desk/loops.html", Mending.STATES)


@officials(*EVERYONE)
def appeals(request):
    return queue(request, queries.appeals_for(request.actor), "voice/desk/appeals.html", RatingAppeal.STATES)


def queue(request, base, template, states, **more):
    """Open rows, the nearest due day first; the lights are filters; what is closed is asked for by its state."""
    actor, listing = request.actor, Listing(request, ("light", "state", "q"))
    rows = base
    if listing["light"]:
        rows = queries.of_light(rows, listing["light"], actor.day)
    if listing["state"] in states:
        rows = rows.filter(state=listing["state"])
    elif listing["state"] != "all":
        rows = rows.filter(closed_on=None)
    context = {
        "listing": listing,
        "states": [*states.items(), ("all", "全部")],
        "lights": queries.lights(base, actor.day),
        "rows": [
            (row, queries.light(row, actor.day))
            for row in listing.cut(matching(rows, listing["q"]).order_by("due_on", "pk"))
        ],
        **more,
    }
    return render(request, template, context)


def matching(rows, words):
    if not words:
        return rows
    if hasattr(rows.model, "number"):
        return rows.filter(Q(number__icontains=words) | Q(text__icontains=words) | Q(item__name__icontains=words))
    return rows.filter(
        Q(rating__text__icontains=words)
        | Q(rating__item__name__icontains=words)
        | Q(rating__about__number__icontains=words)
    )
