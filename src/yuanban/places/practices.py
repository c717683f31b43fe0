"""What holds at a place on a day where the law leaves room: the nearest region that has said something, else the default."""

from django.db.models import Q

from yuanban.law.practices import practice
from yuanban.places.models import LocalPractice


def settled(key, place, day):
    """The value of practice `key` at `place` (region code) on `day`: a whole number or the id of a choice."""
    found = local(key, place, day)
    return found.value if found else practice(key).default


def local(key, place, day):
    """The local rule behind it, or None when the default holds. The county goes before its prefecture and province."""
    rows = LocalPractice.objects.filter(key=key, region_id__in=upwards(place), from_date__lte=day)
    live = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    return max(live, key=lambda row: (reach(row.region_id), row.from_date), default=None)


def upwards(place):
    """The region itself and those it lies in, by its GB/T 2260 code."""
    code = place[:6]
    return [place, code, f"{code[:4]}00", f"{code[:2]}0000"]


def reach(code):
    return len(code.rstrip("0"))
