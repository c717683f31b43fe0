"""Reading vacancies, gatherings and who comes; and what reports count."""

import datetime as dt

from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from yuanban.accounts.acting import CHINA
from yuanban.recruiting.models import Gathering, Hire, Interest, SignUp, Vacancy

READERS = ("auditor", "provincial")
CONFIRMED = Hire.objects.filter(vacancy=OuterRef("pk")).values("vacancy").annotate(n=Sum("number")).values("n")


def vacancies():
    return Vacancy.objects.select_related("enterprise", "centre__park").annotate(hired=Coalesce(Subquery(CONFIRMED), 0))


def open_vacancies(day, words="", park=""):
    """What is open to everyone on this day, the newest first."""
    rows = vacancies().filter(state="open", until__gte=day)
    if park:
        rows = rows.filter(centre__park__code=park)
    if words:
        rows = rows.filter(
            Q(title__icontains=words) | Q(duties__icontains=words) | Q(enterprise__name__icontains=words)
        )
    return rows.order_by("-opened_on", "-pk")


def vacancies_of_centre(actor):
    rows = vacancies()
    if actor.role in READERS:
        return rows
    return rows.filter(centre=actor.centre) if actor.role in ("manager", "clerk", "helper") else rows.none()


def own_vacancies(actor):
    rows = vacancies().annotate(people=Count("interests", filter=~Q(interests__state="withdrawn"), distinct=True))
    return rows.filter(enterprise__in=actor.enterprises) if not actor.official else rows.none()


def gatherings():
    return Gathering.objects.select_related("centre__park")


def coming(at, kind="", park=""):
    """Those that have not ended, the next first."""
    return chosen(gatherings().filter(ends_at__gt=at), kind, park).order_by("starts_at", "pk")


def past(at, kind="", park=""):
    return chosen(gatherings().filter(ends_at__lte=at, state="open"), kind, park).order_by("-starts_at", "-pk")


def chosen(rows, kind, park):
    rows = rows.filter(kind=kind) if kind in Gathering.KINDS else rows
    return rows.filter(centre__park__code=park) if park else rows


def gatherings_for(actor):
    """Officials: their centre's; supervisors all."""
    if actor.role in READERS:
        return gatherings()
    rows = gatherings().filter(centre=actor.centre)
    return rows if actor.role in ("manager", "clerk", "helper") else rows.none()


def sign_ups_of(actor):
    """One's own, and the stalls of one's firms."""
    mine = Q(person=actor.person) | Q(enterprise__in=actor.enterprises)
    rows = SignUp.objects.select_related("gathering__centre__park", "enterprise")
    return rows.filter(mine) if actor.person and not actor.official else rows.none()


def interests_of(actor):
    rows = Interest.objects.select_related("vacancy__enterprise")
    return rows.filter(person=actor.person) if actor.person and not actor.official else rows.none()


def attendance(gathering):
    """{seats, waiting, here, stalls, rated, good}: people and stalls that are on, wait, came; feedback given, and good."""
    seat, on = Q(pool="seat"), Q(state__in=("seated", "here"))
    return SignUp.objects.filter(gathering=gathering).aggregate(
        seats=Count("pk", filter=seat & on),
        waiting=Count("pk", filter=seat & Q(state="waiting")),
        here=Count("pk", filter=seat & Q(state="here")),
        stalls=Count("pk", filter=Q(pool="stall") & on),
        rated=Count("pk", filter=Q(level__isnull=False)),
        good=Count("pk", filter=Q(level__lte=3)),
    )


def results(gathering):
    """People hired by the firms that met them there."""
    return Hire.objects.filter(gathering=gathering).aggregate(n=Sum("number", default=0))["n"]


def totals(parks, first: dt.date, last: dt.date):
    """{vacancies, wanted, hired, fairs, activities, attendance} of these parks (keys) and days, both included.

    Vacancies count by the day of posting, hires by the day of the firm's confirmation, gatherings by the day they
    began, unless cancelled; attendance is people checked in, not stalls.
    """
    days = (
        dt.datetime.combine(first, dt.time(), CHINA),
        dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), CHINA),
    )
    posted = Vacancy.objects.filter(centre__park__in=parks, opened_on__range=(first, last)).exclude(state="barred")
    held = Gathering.objects.filter(centre__park__in=parks, starts_at__gte=days[0], starts_at__lt=days[1], state="open")
    hires = Hire.objects.filter(vacancy__centre__park__in=parks, on__range=(first, last))
    return {
        **posted.aggregate(vacancies=Count("pk"), wanted=Sum("wanted", default=0)),
        **hires.aggregate(hired=Sum("number", default=0)),
        **held.aggregate(fairs=Count("pk", filter=Q(kind="fair")), activities=Count("pk", filter=~Q(kind="fair"))),
        "attendance": SignUp.objects.filter(gathering__in=held, pool="seat", state="here").count(),
    }
