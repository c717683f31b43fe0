"""Closed cases and their files, as this person may see them."""

from django.db.models import Sum

from yuanban.archive.models import ArchiveFile, Export
from yuanban.cases.queries import listed, search, visible_to
from yuanban.places.models import Park

ORDERS = ("closed_on", "-closed_on")
READERS = ("manager", "auditor", "provincial", "approver", "seconded")


def closed(actor):
    return visible_to(actor).filter(closed_on__isnull=False)


def chosen(actor, listing):
    """By park, year of closing, words, and whether the file is there."""
    cases = closed(actor)
    if listing["park"]:
        cases = cases.filter(park__code=listing["park"])
    if listing["year"].isdecimal():
        cases = cases.filter(closed_on__year=int(listing["year"]))
    if listing["filed"]:
        cases = cases.filter(archived__isnull=listing["filed"] == "no")
    return search(listed(cases), listing["q"]).select_related("archived").order_by("-closed_on", "-id")


def parks_of(actor):
    """Read from the parks, not from the cases."""
    parks = Park.objects.filter(centre__isnull=False).order_by("name")
    return parks.filter(centre=actor.centre) if actor.role == "manager" else parks


def years_of(actor):
    """From the first case closed to the last."""
    first, last = (closed(actor).order_by(order).values_list("closed_on", flat=True).first() for order in ORDERS)
    return list(range(last.year, first.year - 1, -1)) if first else []


def totals(actor):
    """How many closed cases have their file, how many not, and how much that is."""
    cases = closed(actor)
    filed = ArchiveFile.objects.filter(case__in=cases)
    count = filed.count()
    return {"filed": count, "open": cases.count() - count, "size": filed.aggregate(n=Sum("size"))["n"] or 0}


def exports_of(actor):
    exports = Export.objects.select_related("park")
    return exports if actor.role in ("auditor", "provincial") else exports.filter(person=actor.person)
