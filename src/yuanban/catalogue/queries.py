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
    """一件事 offered in this park on `day`: the version that binds, where it names the park or a region the park lies in."""
    lasting = Q(to_date__isnull=True) | Q(to_date__gte=day)
    here = Q(pk__in=Bundle.parks.through.objects.filter(park=park).values("bundle")) | Q(regions__overlap=around(park))
    return (
        Bundle.objects.filter(lasting, here, state="published", from_date__lte=day)
        .select_related("lead")
        .prefetch_related("members__item")
        .order_by("name", "code")
    )


def around(park):
    """The regions that the park lies in, up to the province."""
    codes = [region.region_id for region in park.parkregion_set.all()]
    return sorted({wider for code in codes for wider in (code, f"{code[:4]}00", f"{code[:2]}0000")})


def parks_of(bundle):
    """The parks, each with its centre, in which this version holds or would hold."""
    parks = Park.objects.filter(centre__isnull=False).prefetch_related("parkregion_set").order_by("code")
    named = {park.pk for park in bundle.parks.all()}
    return [park for park in parks if park.pk in named or set(bundle.regions) & set(around(park))]


def not_handled(bundle, day):
    """[(park, the members whose items it does not handle on `day`)]: an application there goes without them."""
    members = [m for m in bundle.members.all() if m.item_id]
    open_in = {m.pk: {park.pk for park in parks_offering(m.item, day)} for m in members}
    found = [(park, [m for m in members if park.pk not in open_in[m.pk]]) for park in parks_of(bundle)]
    return [(park, lacking) for park, lacking in found if lacking]


def parks_offering(item, day):
    """The parks that handle this item on `day`."""
    here = Park.objects.filter(arrangements__item=item, arrangements__from_date__lte=day)
    return (
        here.filter(Q(arrangements__to_date__isnull=True) | Q(arrangements__to_date__gt=day))
        .select_related("city", "centre")
        .distinct()
    )
