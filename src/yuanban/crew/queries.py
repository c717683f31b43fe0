"""Reading orders, runners, papers and cadres. Each list says by itself who may see what."""

from django.db.models import Count, Q

from yuanban.cases.queries import visible_to
from yuanban.crew.models import Cadre, Custody, Deed, Order, Original, Runner, Shift

EVERYTHING = ("auditor", "provincial")
DESK = ("clerk", "helper", "manager")


def orders_for(actor):
    """Of the centre's people all of its orders; of an applicant those of their own cases."""
    rows = Order.objects.select_related("runner__person", "start", "end", "case__item", "item", "enterprise", "centre")
    if actor.role in EVERYTHING:
        return rows
    if actor.role in DESK:
        return rows.filter(centre=actor.centre)
    return rows.none() if actor.role == "admin" else rows.filter(case__in=visible_to(actor))


def originals_for(actor):
    rows = Original.objects.select_related("person", "order", "case__item")
    if actor.role in EVERYTHING:
        return rows
    if actor.role in DESK:
        return rows.filter(centre=actor.centre)
    return rows.none() if actor.role == "admin" else rows.filter(case__in=visible_to(actor))


def runners_of(centre, day):
    """Members of the centre's teams on this day."""
    rows = Runner.objects.filter(team__centre=centre, from_date__lte=day).exclude(to_date__lt=day)
    return rows.select_related("person", "team", "base").order_by("team__name", "pk")


def shifts_on(centre, day):
    rows = Shift.objects.filter(runner__team__centre=centre, day=day)
    return rows.select_related("runner__person", "runner__team", "runner__base").order_by("runner__team__name", "pk")


def day_of(runner, day):
    """One runner's orders of a day in the order of the route; those of before that are still under way first."""
    mine = Q(day=day) | Q(state__in=("assigned", "underway"), day__lt=day)
    rows = Order.objects.filter(mine, runner=runner).exclude(state="cancelled")
    rows = rows.select_related("start", "end", "case__item", "item", "runner__person").prefetch_related(
        "originals__person"
    )
    return rows.order_by("place", "id")


def search_orders(rows, words):
    words = words.strip()
    if not words:
        return rows
    named = Q(number__icontains=words) | Q(applicant_name__icontains=words) | Q(what__icontains=words)
    return rows.filter(named | Q(runner__person__name__icontains=words))


def search_originals(rows, words):
    words = words.strip()
    if not words:
        return rows
    named = Q(number__icontains=words) | Q(name__icontains=words) | Q(owner__icontains=words)
    return rows.filter(named | Q(holder__icontains=words) | Q(case__number__icontains=words))


def counts(orders):
    """{state: how many}."""
    return dict(orders.order_by().values_list("state").annotate(n=Count("pk")))


def unsettled(centre):
    """Steps of phones that could not be taken and that nobody has dealt with."""
    rows = Deed.objects.filter(order__centre=centre, state="refused", seen_at__isnull=True)
    return rows.select_related("person", "order").order_by("-id")


def chain_of(original):
    return Custody.objects.filter(original=original).select_related("by", "order").order_by("seq")


def cadres_of(enterprise, day):
    """Who is attached to this enterprise on this day: ids of persons."""
    rows = Cadre.objects.filter(enterprise=enterprise, from_date__lte=day).exclude(to_date__lt=day)
    return list(rows.values_list("person", flat=True))


def cadres_for(actor):
    """The firms of the centre's park; a cadre's own; supervisors all."""
    rows = Cadre.objects.select_related("enterprise__park", "person")
    if actor.role in EVERYTHING:
        return rows
    own = Q(person=actor.person)
    return rows.filter(own | Q(enterprise__park__centre=actor.centre)) if actor.role in DESK else rows.filter(own)
