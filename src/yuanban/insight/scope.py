"""Whose rungs somebody may see: a manager its park's, an organ what it could hand down, the province all."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, Sum

from yuanban.mandates.coverage_models import CoverageCount
from yuanban.mandates.coverage_steps import READERS
from yuanban.places.models import Body, Park

ALL = ("provincial", "auditor", "admin")
ORGANS = ("approver", "seconded")
ROLES = READERS
FEW = 1000  # items, of several parks together
MAY_DRAFT = ("manager", "provincial", "admin")


@dataclass(frozen=True)
class Scope:
    """`parks` are those looked at; `organ` is the one whose papers count, empty for everybody's."""

    parks: tuple[Park, ...]
    organ: str = ""
    everywhere: bool = False

    @property
    def park(self):
        return self.parks[0] if len(self.parks) == 1 and not self.everywhere else None

    @cached_property
    def many(self):
        """Too many items in several parks to look at each of them while somebody waits."""
        held = CoverageCount.objects.filter(park__in=self.parks)
        return self.park is None and (held.aggregate(n=Sum("cells"))["n"] or 0) > FEW

    @cached_property
    def organ_name(self):
        return Body.objects.filter(code=self.organ).values_list("name", flat=True).first() or ""


def parks_of(actor):
    """The parks whose rungs this person may see. An organ looks at every park: any of them could be given something."""
    parks = Park.objects.filter(centre__isnull=False).select_related("centre", "committee").order_by("centre__number")
    if actor.role == "manager":
        return parks.filter(centre=actor.centre)
    return parks if actor.role in (*ALL, *ORGANS) else parks.none()


def scope_of(actor, park="", organ=""):
    """What is looked at; None for a park that is not this person's to see."""
    parks = parks_of(actor)
    if park:
        parks = parks.filter(code=park)
    if actor.role in ORGANS:
        own = parks.filter(Q(committee__code=actor.body))
        organ = "" if own.exists() and (park or not gives(actor.body)) else actor.body
        parks = own if not organ else parks
    found = tuple(parks)
    return Scope(found, organ, everywhere=not park and len(found) > 1) if found else None


def gives(body):
    """Whether this body has items of its own to hand down."""
    return Body.objects.filter(code=body, items__isnull=False).exists()
