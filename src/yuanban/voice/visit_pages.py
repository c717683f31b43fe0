"""/desk/voice/visits/: visits opened at the window, and the codes to print for it."""

from django.contrib import messages
from django.shortcuts import redirect, render

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Window
from yuanban.voice.actions.open_visit import SERVING, open_visit
from yuanban.voice.answering import status_of
from yuanban.voice.codes import address, picture
from yuanban.voice.models import Visit


@officials(*SERVING)
def visits(request):
    problem = None
    if request.method == "POST":
        post = request.POST
        try:
            made = open_visit(
                request.actor, *(post.get(key, "") for key in ("window", "purpose", "case", "enterprise"))
            )
            messages.success(request, "已登记。请把评价器转向来办事的人，或者让他扫下面的码。")
            return redirect(f"{request.path}?opened={made.token}")
        except (Refusal, Invalid) as found:
            problem = found
    return show(request, problem)


def show(request, problem):
    actor, listing = request.actor, Listing(request, ("window",))
    rows = (
        Visit.objects.filter(centre=actor.centre)
        .select_related("window", "clerk", "enterprise", "item", "rating")
        .order_by("-at")
    )
    rows = rows.filter(window__code=listing["window"]) if listing["window"] else rows
    opened = (
        Visit.objects.filter(token=request.GET.get("opened", ""), centre=actor.centre, rating=None)
        .select_related("window")
        .first()
    )
    context = {
        "listing": listing,
        "visits": listing.cut(rows),
        "windows": own_first(actor),
        "opened": opened,
        "picture": picture(address("voice:visit", opened.token)) if opened else "",
        "typed": request.POST,
        "refusal": problem if isinstance(problem, Refusal) else None,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
    }
    return render(request, "voice/desk/visits.html", context, status=status_of(problem))


def own_first(actor):
    """The windows of the centre, the one this person sits at first."""
    windows = Window.objects.filter(centre=actor.centre).select_related("body").order_by("name")
    return sorted(windows, key=lambda one: one.body.code != actor.body)


@officials(*SERVING)
def codes(request):
    """One code for each window, to be printed and put up."""
    found = [
        (one, picture(address("voice:window", one.code)), address("voice:window", one.code))
        for one in own_first(request.actor)
    ]
    return render(request, "voice/desk/codes.html", {"codes": found})
