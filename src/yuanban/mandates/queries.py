"""Reading what parks offer and what papers there are."""

from django.db.models import Q

from yuanban.catalogue.models import Item
from yuanban.mandates.models import Arrangement


def open_on(day):
    return Q(from_date__lte=day) & (Q(to_date__isnull=True) | Q(to_date__gt=day))


def offered(park, item, day):
    return Arrangement.objects.filter(open_on(day), park=park, item=item).exists()


def items_of(park, day):
    """The items handled in this park on `day`."""
    return Item.objects.filter(
        pk__in=Arrangement.objects.filter(open_on(day), park=park).values("item")
    ).select_related("organ")
