"""/desk/crew/originals/: where every paper is now, and who held it when."""

import re

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.crew.actions.hand_on import hand_on
from yuanban.crew.doing import attempt, problem_in
from yuanban.crew.models import Original
from yuanban.crew.order_pages import READERS
from yuanban.crew.queries import chain_of, originals_for, search_originals
from yuanban.crew.step import DESK
from yuanban.voice.answering import seen, status_of

DRAWN = re.compile(r"^M[\d.,\sML]{8,20000}$")


@officials(*READERS)
def originals(request):
    listing = Listing(request, ("hands", "q"))
    rows = search_originals(originals_for(request.actor), listing["q"])
    tally = {key: rows.filter(hands=key).count() for key in Original.HANDS}
    if listing["hands"] in Original.HANDS:
        rows = rows.filter(hands=listing["hands"])
    context = {
        "listing": listing,
        "papers": listing.cut(rows.order_by("-since", "-id")),
        "tally": tally,
        "HANDS": Original.HANDS,
    }
    return render(request, "crew/originals.html", context)


@officials(*READERS)
def original(request, number):
    if request.method != "POST":
        return show(request, number)
    post = request.POST
    drawn = post.get("drawn", "").strip()

    def doing():
        signed = drawn if DRAWN.match(drawn) else post.get("signed", "")
        own = request.actor.name
        gives = post.get("giver", "") == own
        sides = {"giver_signed": own if gives else signed, "taker_signed": signed if gives else own}
        return hand_on(
            request.actor, [number], post.get("giver", ""), post.get("taker", "").strip(), hands=post.get("hands", ""),
            where=post.get("where", ""), seen={number: seen(request)}, **sides,
        )  # fmt: skip

    return attempt(
        request,
        doing,
        "已登记交接。",
        reverse("crew:original", args=[number]),
        lambda problem: show(request, number, problem),
    )


def show(request, number, problem=None):
    found = get_object_or_404(originals_for(request.actor), number=number)
    context = {
        "paper": found,
        "chain": list(chain_of(found)),
        "HANDS": list(Original.HANDS.items()),
        "mine": found.person_id == request.actor.person,
        "may_hand": request.actor.role in DESK and request.actor.centre == found.centre_id,
        "drawn": DRAWN.match,
        **problem_in(request, problem),
    }
    return render(request, "crew/original.html", context, status=status_of(problem))
