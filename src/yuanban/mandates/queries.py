"""Reading what parks offer and what papers there are."""

from django.db.models import F, Q

from yuanban.catalogue.models import Item
from yuanban.mandates.life import ends_soon, living
from yuanban.mandates.models import Arrangement, Instrument
from yuanban.mandates.step import own_bodies


def open_on(day):
    return Q(from_date__lte=day) & (Q(to_date__isnull=True) | Q(to_date__gt=day))


def offered(park, item, day):
    return Arrangement.objects.filter(open_on(day), park=park, item=item).exists()


def items_of(park, day):
    """The items handled in this park on `day`."""
    return Item.objects.filter(
        pk__in=Arrangement.objects.filter(open_on(day), park=park).values("item")
    ).select_related("organ")


def ending(actor):
    """The papers in force whose end has been spoken of and that nothing follows yet: of the manager's park, or all."""
    found = Instrument.objects.filter(living("force", actor.day), reminded_for=F("to_date"))
    if actor.role == "manager":
        found = found.filter(to__code__in=own_bodies(actor))
    elif actor.role not in ("provincial", "admin"):
        return []
    followed = Instrument.objects.filter(succession="renewal").exclude(state__in=("draft", "discarded", "revoked"))
    rows = found.exclude(pk__in=followed.values("replaces")).select_related("grantor", "to").order_by("to_date", "pk")
    return [paper for paper in rows if ends_soon(paper, actor.day)]
