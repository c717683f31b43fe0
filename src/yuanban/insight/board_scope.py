"""Whose boards somebody may see: a centre its park's, a prefecture its own, the province and the auditor all."""

from yuanban.insight.scope import parks_of
from yuanban.places.models import Park
from yuanban.programme.step import cities_of

EVERYWHERE = ("provincial", "auditor")
READERS = (*EVERYWHERE, "city", "manager")


def board_parks(actor):
    """The parks whose figures this person may see."""
    if actor.role == "city":
        own = {f"{code}00" for code in cities_of(actor)}
        return Park.objects.filter(centre__isnull=False, city__in=own).select_related("city").order_by("centre__number")
    return parks_of(actor).select_related("city") if actor.role in READERS else Park.objects.none()


def may_see_city(actor, code):
    return actor.role in EVERYWHERE or (actor.role == "city" and code[:4] in cities_of(actor))


def may_see_province(actor):
    return actor.role in EVERYWHERE
