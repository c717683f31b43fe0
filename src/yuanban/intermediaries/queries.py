"""Reading services, who offers them, and what a supervisor works out again; and what reports count."""

import datetime as dt

from django.db.models import Count, Q

from yuanban.accounts.acting import CHINA
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
