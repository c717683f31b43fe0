"""The life of an instrument on a day: draft → signed → published → in force → expired or revoked. Read from its days, never stored."""

import datetime as dt

from django.db.models import Q

from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.law.world import DEVOLUTION_NOTICE
from yuanban.mandates.models import Instrument
from yuanban.mandates.world import law_instrument

LIVES = {
    "draft": "草稿",
    "discarded": "已作废",
    "signed": "已签署未公布",
    "offered": "待承接",
    "deferred": "暂缓承接",
    "declined": "不承接",
    "waiting": "已公布未生效",
    "force": "有效",
    "expired": "已届满",
    "revoked": "已撤销",
}
NOTICE = 15  # working days before the last day
UNTAKEN = Q(document__isnull=False) & ~Q(take_up="accepted")


def life(instrument, day):
    if instrument.state in ("draft", "discarded", "signed"):
        return instrument.state
    if instrument.revoked_on and instrument.revoked_on <= day:
        return "revoked"
    if instrument.to_date and instrument.to_date < day:
        return "expired"
    if instrument.document_id and instrument.take_up != "accepted":
        return instrument.take_up or "offered"
    return "force" if law_instrument(instrument).starts <= day else "waiting"


def remind_on(last):
    """The day from which the end of a term is spoken of; by the calendar where no working days are known yet."""
    try:
        return add_workdays(last, -NOTICE)
    except Refusal:
        return last - dt.timedelta(days=NOTICE * 7 // 5)


def ends_soon(instrument, day):
    return life(instrument, day) == "force" and instrument.to_date is not None and remind_on(instrument.to_date) <= day


def living(name, day):
    """The condition that `life` is `name` on `day`, for the database."""
    standing = Q(state__in=("published", "revoked")) & (Q(revoked_on__isnull=True) | Q(revoked_on__gt=day))
    expired = standing & Q(to_date__lt=day)
    here = standing & ~Q(to_date__lt=day)
    untaken = here & UNTAKEN
    late = Q(from_date__isnull=True, kind="devolution", published_on__gt=day - DEVOLUTION_NOTICE) | Q(
        from_date__isnull=True, published_on__gt=day
    )
    waiting = here & ~UNTAKEN & (Q(from_date__gt=day) | late | Q(take_up_on__gt=day))
    return {
        "draft": Q(state="draft"),
        "discarded": Q(state="discarded"),
        "signed": Q(state="signed"),
        "revoked": Q(state="revoked", revoked_on__lte=day),
        "expired": expired,
        "offered": untaken & Q(take_up=""),
        "deferred": untaken & Q(take_up="deferred"),
        "declined": untaken & Q(take_up="declined"),
        "waiting": waiting,
        "force": standing & ~Q(pk__in=Instrument.objects.filter(expired | waiting | untaken).values("pk")),
    }[name]
