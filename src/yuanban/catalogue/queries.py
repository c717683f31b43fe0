"""Reading the catalogue."""

from django.db.models import Q

from yuanban.catalogue.models import Bundle, ItemVersion
from yuanban.places.models import Park


def version_on(item, day):
    """The published version that binds on `day`, with its materials; None when there is none."""
    return item.versions.filter(state="published", validity__contains=day).prefetch_related("materials").first()


def versions_on(items, day):
    return {
        v.item_id: v
        for v in ItemVersion.objects.filter(item__in=items, state="published", validity__contains=day).prefetch_related(
            "materials"
        )
    }


def bundles_of(park, day):
    """一件事 offered in this park on `day`."""
    lasting = Q(to_date__isnull=True) | Q(to_date__gte=day)
    return (
        Bundle.objects.filter(lasting, parks=park, from_date__lte=day)
        .select_related("lead")
        .prefetch_related("members__item")
        .order_by("name")
    )


def parks_offering(item, day):
    """The parks that handle this item on `day`."""
    here = Park.objects.filter(arrangements__item=item, arrangements__from_date__lte=day)
    return (
        here.filter(Q(arrangements__to_date__isnull=True) | Q(arrangements__to_date__gt=day))
        .select_related("city", "centre")
        .distinct()
    )
