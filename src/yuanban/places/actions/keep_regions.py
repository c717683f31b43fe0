"""登记区划: what a list of divisions says is kept; the law reads them, so every change raises the epoch."""

from dataclasses import dataclass, field

from django.db import transaction

from yuanban.places import epoch
from yuanban.places.models import Region


@dataclass
class Entry:
    code: str
    fields: dict
    extra: dict = field(default_factory=dict)
    parent: str = ""


@transaction.atomic
def keep_regions(actor, entries):
    """-> the codes of the regions that are new or changed."""
    known = Region.objects.select_for_update().in_bulk([entry.code for entry in entries])
    fresh = [entry for entry in entries if entry.code not in known]
    Region.objects.bulk_create(
        [Region(code=e.code, **e.fields) for e in sorted(fresh, key=lambda e: e.code)], batch_size=1000
    )
    changed = [known[e.code] for e in entries if e.code in known and take(known[e.code], e.fields)]
    Region.objects.bulk_update(changed, ["name", "level", "parent"], batch_size=500)
    touched = {entry.code for entry in fresh} | {region.code for region in changed}
    if touched:
        epoch.bump()
    return touched


def take(row, fields):
    """Set what differs; whether anything did."""
    names = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in names:
        setattr(row, name, fields[name])
    return bool(names)
