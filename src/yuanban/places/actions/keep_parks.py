"""登记园区: what a list of parks says is kept; a park is known by its code, or else by its name."""

from dataclasses import dataclass, field

from django.db import transaction

from yuanban.places import epoch
from yuanban.places.actions.keep_regions import take
from yuanban.places.models import Park, ParkRegion

FIELDS = ["name", "short", "kind", "level", "city", "summary", "extra"]


@dataclass
class Entry:
    code: str
    fields: dict
    extra: dict = field(default_factory=dict)
    counties: list[str] = field(default_factory=list)
    rank: str = ""


@transaction.atomic
def keep_parks(actor, entries):
    """-> the keys (code or name) of the parks that are new or changed. What a list does not say erases nothing."""
    known = standing(entries)
    parks = [(entry, known.get(entry.code) or known.get(entry.fields["name"])) for entry in entries]
    fresh = [(entry, Park(code=entry.code, level="unknown")) for entry, park in parks if park is None]
    name_codes(fresh)
    changed = {key(entry) for entry, park in parks if park and take(park, fields_of(entry, park))}
    Park.objects.bulk_update([park for entry, park in parks if park and key(entry) in changed], FIELDS, batch_size=250)
    for entry, park in fresh:
        take(park, fields_of(entry, park))
    Park.objects.bulk_create([park for _, park in fresh], batch_size=1000)
    settled = settle([(entry, park) for entry, park in parks if park] + fresh)
    touched = changed | settled | {key(entry) for entry, _ in fresh}
    if touched:
        epoch.bump()
    return touched


def key(entry):
    return entry.code or entry.fields["name"]


def standing(entries):
    """{code or name: park}; the code comes first."""
    names = Park.objects.select_for_update().filter(name__in=[e.fields["name"] for e in entries])
    codes = Park.objects.select_for_update().filter(code__in=[e.code for e in entries if e.code])
    return {park.name: park for park in names} | {park.code: park for park in codes}


def fields_of(entry, park):
    short = {"short": entry.fields["name"][:60]} if not park.short else {}
    return {**short, **entry.fields, "extra": park.extra | entry.extra}


def name_codes(fresh):
    """A park without a code is known by its name."""
    taken = set(Park.objects.values_list("code", flat=True)) | {entry.code for entry, _ in fresh}
    for entry, park in fresh:
        if not park.code:
            park.code = free("".join(char for char in entry.fields["name"] if char.isalnum())[:57], taken)
            taken.add(park.code)


def free(code, taken):
    return next(one for one in (code, *(f"{code}-{n}" for n in range(2, 1000))) if one not in taken)


def settle(pairs):
    """Counties that the list adds to those a park lies in already; the first is the principal one."""
    lies: dict[int, list[str]] = {}
    for one in ParkRegion.objects.filter(park__in=[park for _, park in pairs]):
        lies.setdefault(one.park_id, []).append(one.region_id)
    new = [
        (entry, ParkRegion(park=park, region_id=county, order=len(lies.get(park.pk, [])) + place))
        for entry, park in pairs
        for place, county in enumerate(c for c in entry.counties if c not in lies.get(park.pk, []))
    ]
    ParkRegion.objects.bulk_create([row for _, row in new], batch_size=1000)
    return {key(entry) for entry, _ in new}
