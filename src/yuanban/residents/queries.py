"""Reading institutions, rosters and threads; and what reports count. The office reads numbers, never what a dispute is about."""

import datetime as dt

from django.db.models import Count, Prefetch, Q

from yuanban.accounts.acting import CHINA
from yuanban.residents.models import Dispute, Duty, Institution, Word
from yuanban.residents.step import digest_of, disputes_for, own_institution

OFFICE = ("manager", "auditor", "provincial")


def institutions(centre, day):
    """Those at this centre, each with who is on duty on the day as `today`."""
    on = Duty.objects.filter(day=day, cancelled=False).order_by("from_time")
    rows = Institution.objects.filter(centre=centre, left_on=None).select_related("body", "window", "centre__park")
    return rows.prefetch_related(Prefetch("duties", on, to_attr="today")).order_by("kind", "pk")


def institutions_for(actor, day):
    if actor.role in ("auditor", "provincial"):
        on = Duty.objects.filter(day=day, cancelled=False)
        rows = Institution.objects.filter(left_on=None).select_related("body", "centre__park", "window")
        return rows.prefetch_related(Prefetch("duties", on, to_attr="today")).order_by("centre", "kind")
    return institutions(actor.centre, day)


def duties(institution, day, days=14):
    """Who is on duty from this day on."""
    last = day + dt.timedelta(days=days)
    return Duty.objects.filter(institution=institution, cancelled=False, day__range=(day, last)).order_by(
        "day", "from_time"
    )


def waiting_for(actor):
    """{"asked": …, "taken": …, "over": …} of one's own institution, the oldest first."""
    mine = own_institution(actor)
    rows = disputes_for(actor)
    held = rows.filter(holder=mine)
    return {
        "asked": held.filter(state="asked").order_by("at"),
        "taken": held.filter(state="taken").order_by("at"),
        "over": rows.exclude(state__in=("asked", "taken"), holder=mine).order_by("-at"),
    }


def thread(dispute):
    """Legs and words of one dispute, in the order in which they came: [(at, kind, row)]."""
    legs = dispute.legs.select_related("institution__body", "sent_by__body", "signed_by").order_by("number")
    words = Word.objects.filter(dispute=dispute).select_related("institution__body", "by").order_by("at")
    found = [(leg.asked_at, "leg", leg) for leg in legs] + [(word.at, "word", word) for word in words]
    return sorted(found, key=lambda one: (one[0], one[1]))


def bare(actor):
    """What the office sees: number, state, matter, who holds it, how long. Nothing of the parties or of what is said."""
    rows = Dispute.objects.select_related("holder__body", "centre__park").only(
        "number", "state", "matter", "at", "closed_on", "confirmation", "holder__body__name", "centre__park__short"
    )
    if actor.role in ("auditor", "provincial"):
        return rows
    return rows.filter(centre=actor.centre) if actor.role == "manager" else rows.none()


def states(rows):
    counted = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    return [(key, name, counted.get(key, 0)) for key, name in Dispute.STATES.items()]


def text_differences(dispute):
    """Whether title, text and the other side are still what was handed in; and every word on the thread."""
    wrong = []
    if dispute.digest != digest_of(dispute.salt, (dispute.title, dispute.text, dispute.other, dispute.other_contact)):
        wrong.append(f"纠纷{dispute.number}的内容与提出时不一致")
    for word in dispute.words.all():
        if word.digest != digest_of(word.salt, (word.text,)):
            wrong.append(f"纠纷{dispute.number}的第{word.pk}条补充与写下时不一致")
    return wrong


def totals(parks, first: dt.date, last: dt.date):
    """{institutions, disputes, settled, confirmed} of these parks (keys) and days, both included.

    Institutions are those present on the last day; disputes count by the day of opening, settled ones by the day on
    which the institution closed them, confirmed ones are settled ones that a court has confirmed.
    """
    start = dt.datetime.combine(first, dt.time(), CHINA)
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), CHINA)
    present = Institution.objects.filter(centre__park__in=parks, since__lte=last).filter(
        Q(left_on=None) | Q(left_on__gt=last)
    )
    rows = Dispute.objects.filter(centre__park__in=parks)
    settled = rows.filter(state="settled", closed_on__range=(first, last))
    return {
        "institutions": present.count(),
        "disputes": rows.filter(at__gte=start, at__lt=end).count(),
        "settled": settled.count(),
        "confirmed": settled.filter(confirmation="confirmed").count(),
    }
