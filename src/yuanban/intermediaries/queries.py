"""Reading services, who offers them, and what a supervisor works out again; and what reports count."""

import datetime as dt
from collections import Counter

from django.db.models import Count, Q

from yuanban.accounts.acting import CHINA
from yuanban.intermediaries.drawing import differences
from yuanban.intermediaries.models import Draw, Intermediary, Need, Offer, Order, Service

OFFICE = ("manager", "auditor", "provincial", "admin")


def services(day):
    """Every service with how many offer it today and how many items ask for it."""
    live = Q(offers__state="listed") & (Q(offers__licence_until=None) | Q(offers__licence_until__gte=day))
    return Service.objects.annotate(
        offered=Count("offers", filter=live, distinct=True),
        asked=Count("needs", filter=Q(needs__ended_on=None), distinct=True),
    ).order_by("name")


def needs(item=None):
    rows = (
        Need.objects.filter(ended_on=None)
        .select_related("service", "item__organ")
        .order_by("service__name", "item__name")
    )
    return rows.filter(item=item) if item is not None else rows


def offers_to_check():
    rows = Offer.objects.select_related("service", "intermediary__enterprise")
    return rows.exclude(state="left").order_by("state", "pk")


def draws():
    return Draw.objects.select_related("service", "order").order_by("-at", "-pk")


def fairness(service, most=2000):
    """How often each was shown, and where, in the last so many lists with more than one: what chance would have it.

    -> (lists, wrong, [(name, times shown, times first, times first expected, mean place, mean expected, chosen)]).
    """
    lists = [one for one in Draw.objects.filter(service=service).order_by("-pk")[:most] if len(one.codes) > 1]
    times, first, expected, places, middles = Counter(), Counter(), Counter(), Counter(), Counter()
    for one in lists:
        for place, code in enumerate(one.shown, 1):
            times[code] += 1
            first[code] += place == 1
            places[code] += place
            expected[code] += 1 / len(one.shown)
            middles[code] += (len(one.shown) + 1) / 2
    taken = Counter(
        Order.objects.filter(service=service, chosen__isnull=False).values_list("chosen__enterprise__code", flat=True)
    )
    names = dict(
        Intermediary.objects.filter(enterprise__code__in=times).values_list("enterprise__code", "enterprise__name")
    )
    rows = [
        (
            names.get(code, code),
            n,
            first[code],
            round(expected[code], 1),
            round(places[code] / n, 2),
            round(middles[code] / n, 2),
            taken[code],
        )
        for code, n in sorted(times.items())
    ]
    return len(lists), [one for one in lists if differences(one)], rows


def totals(parks, first: dt.date, last: dt.date):
    """{orders, contracts, delivered} of the firms of these parks (keys) and days, both included; intermediaries is of all.

    Orders count by the day of publication, contracts by signing, delivered by delivery.
    """
    start = dt.datetime.combine(first, dt.time(), CHINA)
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), CHINA)
    rows = Order.objects.filter(enterprise__park__in=parks)
    return {
        "orders": rows.filter(at__gte=start, at__lt=end).count(),
        "contracts": rows.filter(signed_on__range=(first, last)).count(),
        "delivered": rows.filter(delivered_on__range=(first, last)).count(),
        "intermediaries": Intermediary.objects.filter(joined_on__lte=last).count(),
    }
