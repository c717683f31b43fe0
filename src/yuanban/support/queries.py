"""Reading services. Each list says by itself who may see what: the two sides, and the centre that watches over them."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count, Exists, OuterRef, Q, Sum

from yuanban.law import services as law
from yuanban.law.voice import light as light_of
from yuanban.support.models import Admission, Connection, Member, Need, Provider, ServiceRating, ServiceRequest
from yuanban.support.step import members_on, standing_on

EVERYTHING = ("auditor", "provincial")
AT_CENTRE = ("clerk", "helper", "manager")


def providers_of(actor):
    """The providers this person works for today, by name. Nobody on a public post does."""
    if actor.person is None or actor.official:
        return Provider.objects.none()
    mine = members_on(actor.day).filter(person=actor.person)
    return Provider.objects.filter(pk__in=mine.values("provider")).order_by("name")


def works_for_some(person):
    """For the words at the top of the page."""
    return Member.objects.filter(person=person, ended_on=None).exists()


def requests_for(actor):
    """The firm its own, the provider its own, the centre's people the centre's, supervisors all."""
    return seen(ServiceRequest.objects.all(), actor).select_related(
        "provider", "enterprise", "centre__park", "product", "need", "connection", "taken_by", "waits_for__item"
    )


def connections_for(actor):
    rows = Connection.objects.select_related("enterprise", "centre__park", "waits_for__item")
    if actor.role in EVERYTHING or actor.official:
        return seen(rows, actor)
    mine = members_on(actor.day).filter(person=actor.person).values("provider")
    return rows.filter(Q(enterprise__in=actor.enterprises) | Q(legs__provider__in=mine)).distinct()


def needs_for(actor):
    return Need.objects.select_related("enterprise", "centre__park", "waits_for__item").filter(
        enterprise__in=actor.enterprises
    )


def seen(rows, actor):
    if actor.role in EVERYTHING:
        return rows
    if actor.role in AT_CENTRE:
        return rows.filter(centre=actor.centre)
    if actor.official or actor.person is None:
        return rows.none()
    mine = members_on(actor.day).filter(person=actor.person).values("provider")
    return rows.filter(Q(enterprise__in=actor.enterprises) | Q(provider__in=mine))


def admissions_for(actor):
    """The centre's own; supervisors all; a provider its own."""
    rows = Admission.objects.select_related("provider", "centre__park", "judged_by")
    if actor.role in EVERYTHING:
        return rows
    if actor.role in AT_CENTRE:
        return rows.filter(centre=actor.centre)
    return rows.filter(provider__in=providers_of(actor))


def light(row, day):
    """What is owed keeps a light; where nothing is owed by the provider there is none."""
    return light_of(row.due_on, row.warn_on, day) if row.closed_on is None else ""


LIGHTS = {
    "red": lambda day: Q(due_on__lt=day),
    "yellow": lambda day: Q(due_on__gte=day, warn_on__lte=day),
    "green": lambda day: Q(warn_on__gt=day),
}


def lights(rows, day):
    """{light: how many of what providers owe}, and `open`, how many have not ended."""
    found = rows.filter(closed_on=None).order_by()
    counts = {name: Count("pk", filter=test(day)) for name, test in LIGHTS.items()}
    return found.aggregate(**counts, open=Count("pk"))


def unadmitted(rows, day):
    """Open requests of a provider whose admission at this centre does not stand today."""
    here = Admission.objects.filter(
        standing_on(day), provider=OuterRef("provider"), centre=OuterRef("centre"), kinds__contains=[OuterRef("kind")]
    )
    return rows.filter(~Exists(here), closed_on=None)


def stalled(rows, day):
    """What somebody has to look after: overdue, or with a provider that is not admitted any more, or whose permit failed."""
    lost = unadmitted(rows, day).order_by().values("pk")
    return rows.filter(Q(due_on__lt=day) | Q(pk__in=lost) | Q(permit="failed"), closed_on=None)


@dataclass(frozen=True)
class Result:
    """What came of one kind of service: how many requests were delivered, and how much in the unit of the kind."""

    name: str
    count: int
    amount: Decimal
    unit: str
    measure: str


def results(parks, first, last):
    """{kind: Result} of what was delivered in these parks (codes; None: all) from `first` to `last`, both days included.

    Counted from the requests themselves: delivered, and not taken back since by the firm as not done.
    """
    rows = ServiceRequest.objects.filter(state__in=("delivered", "closed"), delivered_on__range=(first, last))
    if parks is not None:
        rows = rows.filter(centre__park__code__in=list(parks))
    told = {kind: (n, total) for kind, n, total in summed(rows)}
    return {
        key: Result(kind.name, *told.get(key, (0, Decimal(0))), kind.unit, kind.measure)
        for key, kind in law.kinds().items()
    }


def summed(rows):
    return rows.order_by().values_list("kind").annotate(n=Count("pk"), total=Sum("result"))


def figures(rows, first, last):
    """For each kind: asked, still open, delivered with their amount, unfit, withdrawn; of what was asked in these days."""
    asked = rows.filter(asked_on__range=(first, last)).order_by()
    states = {key: Count("pk", filter=Q(state=key)) for key in ("unfit", "withdrawn")}
    going = Count("pk", filter=Q(closed_on=None))
    done = Q(state__in=("delivered", "closed"))
    told = asked.values("kind").annotate(
        n=Count("pk"), going=going, done=Count("pk", filter=done), total=Sum("result", filter=done), **states
    )
    found = {one["kind"]: one for one in told}
    return [(kind, found[key]) for key, kind in law.kinds().items() if key in found]


def rated(providers):
    """{provider: (mean level, how many)}; 1 is the best."""
    rows = (
        ServiceRating.objects.filter(provider__in=providers)
        .values_list("provider")
        .annotate(mean=Avg("level"), n=Count("pk"))
    )
    return {provider: (round(mean, 1), n) for provider, mean, n in rows}
