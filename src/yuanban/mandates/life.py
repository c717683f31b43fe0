"""The life of an instrument on a day: draft → signed → published → in force → expired or revoked. Read from its days, never stored."""

import datetime as dt

from django.db.models import Q

from yuanban.law.world import DEVOLUTION_NOTICE
from yuanban.mandates.models import Instrument
from yuanban.mandates.world import law_instrument

LIVES = {
    "draft": "草稿",
    "signed": "已签署未公布",
    "waiting": "已公布未生效",
    "force": "有效",
    "expired": "已届满",
    "revoked": "已撤销",
}
SOON = dt.timedelta(days=60)


def life(instrument, day):
    if instrument.state in ("draft", "signed"):
        return instrument.state
    if instrument.revoked_on and instrument.revoked_on <= day:
        return "revoked"
    if instrument.to_date and instrument.to_date < day:
        return "expired"
    return "force" if law_instrument(instrument).starts <= day else "waiting"


def ends_soon(instrument, day):
    return life(instrument, day) == "force" and instrument.to_date is not None and instrument.to_date - day <= SOON


def living(name, day):
    """The condition that `life` is `name` on `day`, for the database."""
    standing = Q(state__in=("published", "revoked")) & (Q(revoked_on__isnull=True) | Q(revoked_on__gt=day))
    expired = standing & Q(to_date__lt=day)
    late = Q(from_date__isnull=True, kind="devolution", published_on__gt=day - DEVOLUTION_NOTICE) | Q(
        from_date__isnull=True, published_on__gt=day
    )
    waiting = standing & ~Q(to_date__lt=day) & (Q(from_date__gt=day) | late)
    return {
        "draft": Q(state="draft"),
        "signed": Q(state="signed"),
        "revoked": Q(state="revoked", revoked_on__lte=day),
        "expired": expired,
        "waiting": waiting,
        "force": standing & ~Q(pk__in=Instrument.objects.filter(expired | waiting).values("pk")),
    }[name]
