"""/desk/: what waits for this person, nearest due day first."""

from django.db.models import Count, Q
from django.shortcuts import redirect, render

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases.desk.rows import lights_of, open_total, rows
from yuanban.cases.figures import PERIOD
from yuanban.cases.models import OPEN, Case
from yuanban.cases.panels import HOME
from yuanban.cases.queries import counts, hearings_waiting, listed, queue, search, visible_to
from yuanban.law.procedure import STATES
from yuanban.mandates.queries import ending
from yuanban.places.models import Park

OWN_QUEUE = ("clerk", "approver", "seconded", "helper")
EVERYWHERE = ("auditor", "provincial")
NO_LIGHT = "none"
HOMES = {"admin": "accounts:people", "resident": "residents:workplace"}  # those who handle no cases


@officials()
def home(request):
    actor = request.actor
    if actor.role in HOMES:
        return redirect(HOMES[actor.role])
    listing = Listing(request, ("scope", "light", "state", "item", "park", "q"))
    base = scope_of(actor, listing["scope"])
    found = counts(base)
    cases = listing.cut(ordered(chosen(base, listing, actor.day), listing))
    context = {
        "listing": listing,
        "panels": [] if listing.filtered else HOME.drawn(request, None),
        "rows": rows(cases, actor.day),
        "scopes": scopes(actor),
        "lights": lights_of(found),
        "total": open_total(found),
        "states": [(state, f"{name}（{found['states'].get(state, 0)}）") for state, name in STATES.items()]
        + [("closed", "全部已办结"), ("year", "一年内作出决定")],
        "items": items_in(base),
        "parks": Park.objects.filter(centre__isnull=False).order_by("name") if actor.role in EVERYWHERE else [],
        "sealing": sealing(actor),
        "just_done": just_done(request),
        "ending": ending(actor),
        "hearings": hearings_waiting(actor).count() if actor.role in ("approver", "seconded") else 0,
    }
    return render(request, "cases/desk/home.html", context)


def scopes(actor):
    return [("", "待我单位办理"), ("all", "全部可见")] if actor.role in OWN_QUEUE else []


def scope_of(actor, scope):
    if actor.role in OWN_QUEUE and scope != "all":
        return mine(actor)
    return visible_to(actor)


def mine(actor):
    """What waits for this body; for a helper also every open case the applicants have given into these hands."""
    if actor.role != "helper":
        return queue(actor)
    return Case.objects.filter(
        Q(holder=actor.body, centre=actor.centre) | Q(agent=actor.person), closed_on__isnull=True
    )


def chosen(base, listing, day):
    wanted = base.filter(of_state(listing["state"], day))
    if listing["light"]:
        wanted = wanted.filter(light="" if listing["light"] == NO_LIGHT else listing["light"], state__in=OPEN)
    if listing["item"].isdigit():
        wanted = wanted.filter(item=int(listing["item"]))
    if listing["park"]:
        wanted = wanted.filter(park__code=listing["park"])
    return search(wanted, listing["q"])


def of_state(state, day):
    """One state; or all open ones; or `closed`; or `year`, what was decided within the year that the parks' figures cover."""
    if state in STATES:
        return Q(state=state)
    return {"closed": ~Q(state__in=OPEN), "year": Q(decided_on__gt=day - PERIOD, accepted_on__isnull=False)}.get(
        state, Q(state__in=OPEN)
    )


def ordered(cases, listing):
    closed = listing["state"] and listing["state"] not in OPEN
    return listed(cases).order_by("-applied_at") if closed else listed(cases).order_by("due_on", "id")


def items_in(base):
    """The items that occur in this list, most frequent first."""
    found = base.order_by().values_list("item", "item__name").annotate(n=Count("id")).order_by("-n", "item__name")
    return list(found[:80])


def sealing(actor):
    """How many papers wait for this organ's seal."""
    if "seal" not in actor.powers:
        return 0
    return Case.objects.filter(holder=actor.body, state__in=("decided", "sealed"), closed_on__isnull=True).count()


def just_done(request):
    number = request.GET.get("done", "")
    if not number:
        return None
    return listed(visible_to(request.actor)).prefetch_related("papers").filter(number=number).first()
