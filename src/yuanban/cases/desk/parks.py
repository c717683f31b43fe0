"""/desk/parks/: each park's cases in figures, every figure opening to the cases behind it."""

from django.db.models import Q
from django.shortcuts import render

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases.desk.rows import LIGHT_ORDER
from yuanban.cases.figures import visible_figures
from yuanban.cases.models import Case
from yuanban.places.models import Park


@officials("manager", "provincial", "auditor")
def parks(request):
    actor, listing = request.actor, Listing(request, ("q", "kind"))
    found = listing.cut(chosen(actor, listing).order_by("centre__number"))
    figures = visible_figures(found, actor)
    context = {
        "listing": listing,
        "parks": [(park, figures[park.pk]) for park in found],
        "lights": [(light, Case.LIGHTS[light]) for light in LIGHT_ORDER],
        "kinds": Park.KINDS,
    }
    return render(request, "cases/desk/parks.html", context)


def chosen(actor, listing):
    parks = Park.objects.filter(centre__isnull=False).select_related("centre", "city", "committee")
    if actor.role == "manager":
        parks = parks.filter(centre=actor.centre)
    if listing["kind"]:
        parks = parks.filter(kind=listing["kind"])
    return parks.filter(Q(name__icontains=listing["q"]) | Q(short__icontains=listing["q"])) if listing["q"] else parks
