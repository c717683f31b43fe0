"""Totals for reports, counted from the rows: by park and by day."""

from typing import Any

from django.db.models import Count, F, Q

from yuanban.catalogue.models import Item
from yuanban.crew.models import Order, Runner, Shift


def people(parks, day):
    """{park id: {"runners", "items"}}: members of teams on this day, and how many items one of them may run.

    Somebody without a list of items runs whatever their park offers; such a park counts all items that a member names.
    """
    rows = Runner.objects.filter(team__centre__park__in=parks, from_date__lte=day).exclude(to_date__lt=day)
    found: dict[int, dict[str, Any]] = {}
    for park, items in rows.values_list("team__centre__park", "items"):
        one = found.setdefault(park, {"runners": 0, "items": set()})
        one["runners"] += 1
        one["items"] |= set(items)
    known = set(
        Item.objects.filter(pk__in=set().union(*(one["items"] for one in found.values()))).values_list("pk", flat=True)
    )
    return {park: one | {"items": len(one["items"] & known)} for park, one in found.items()}


def by_kind(parks, day):
    """{team kind: members}, over these parks."""
    rows = Runner.objects.filter(team__centre__park__in=parks, from_date__lte=day).exclude(to_date__lt=day)
    return dict(rows.order_by().values_list("team__kind").annotate(n=Count("pk")))


def orders(parks, first, last):
    """[{"park", "day", "opened", "done", "failed", "cancelled", "late"}] for the days from `first` to `last`, both counted."""
    rows = Order.objects.filter(centre__park__in=parks, day__range=(first, last)).order_by()
    counted = {state: Count("pk", filter=Q(state=state)) for state in ("done", "failed", "cancelled")}
    late = Count("pk", filter=Q(state="done", began_at__gt=F("due_at")))
    found = rows.values("day", park=F("centre__park")).annotate(opened=Count("pk"), late=late, **counted)
    return list(found.order_by("park", "day"))


def on_shift(parks, first, last):
    """[{"park", "day", "runners"}]: who was on duty."""
    rows = Shift.objects.filter(runner__team__centre__park__in=parks, day__range=(first, last)).order_by()
    found = rows.values("day", park=F("runner__team__centre__park")).annotate(runners=Count("runner", distinct=True))
    return list(found.order_by("park", "day"))


def items_run(parks, first, last):
    """How many different items orders were done for: the items that were truly run."""
    rows = Order.objects.filter(centre__park__in=parks, day__range=(first, last), state="done", item__isnull=False)
    return rows.order_by().values("item").distinct().count()
