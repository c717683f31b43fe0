"""What the centres count as on a day: the figures that reports and boards take from this room."""

from django.db.models import Count, Q, Sum

from yuanban.law.programme import STANDINGS
from yuanban.ledger.write import create, write
from yuanban.places.models import ParkMerger
from yuanban.programme.models import Funding, Standing

EMPTY = {"centres": 0, "area_m2": 0, "staff": 0}


def on(day):
    """The standings that hold on `day`, one of a park at most."""
    return Standing.objects.filter(from_date__lte=day).filter(Q(to_date__isnull=True) | Q(to_date__gt=day))


def totals(day, rows=None):
    """{state: {centres, area_m2 (m²), staff}} on `day`, every state there; `rows` narrows it (a city's, one way's)."""
    found = (on(day) if rows is None else rows).order_by().values("state")
    counted = found.annotate(centres=Count("pk"), area=Sum("area_m2"), people=Sum("staff"))
    said = {one["state"]: figures(one) for one in counted}
    return {state: said.get(state, dict(EMPTY)) for state in STANDINGS}


def by_city(day):
    """{prefecture: {state: {centres, area_m2, staff}}} on `day`, of the prefectures with any."""
    found = on(day).order_by().values("park__city", "state")
    counted = found.annotate(centres=Count("pk"), area=Sum("area_m2"), people=Sum("staff"))
    cities: dict = {}
    for one in counted:
        empty = {state: dict(EMPTY) for state in STANDINGS}
        cities.setdefault(one["park__city"] or "", empty)[one["state"]] = figures(one)
    return cities


def by_way(day):
    """{way: number of centres open or being built} on `day`."""
    rows = on(day).filter(state__in=("open", "building")).order_by()
    return dict(rows.values_list("way").annotate(n=Count("pk")))


def money(call=None):
    """{source: yuan} of the applications chosen so far, or of one call's."""
    rows = Funding.objects.filter(application__state__in=("selected", "accepted", "downgraded"))
    rows = rows.filter(application__call=call) if call else rows
    return dict(rows.order_by().values_list("source").annotate(total=Sum("amount")))


def figures(one):
    return {"centres": one["centres"], "area_m2": one["area"] or 0, "staff": one["people"] or 0}


def of(park, day):
    """The park's standing on `day`, or None."""
    return on(day).filter(park=park).first()


def move(actor, park, state, day, application=None, **more):
    """End what holds and begin `state` on `day`, within the transaction of an action. Twice on one day leaves the last."""
    held = Standing.objects.select_for_update().filter(park=park, to_date=None).first()
    carried = {"way": held.way, "area_m2": held.area_m2, "staff": held.staff} if held else {}
    end(actor, held, day)
    told = {key: value for key, value in more.items() if value not in (None, "")}
    row = Standing(park=park, application=application, state=state, from_date=day, **carried | told)
    create(row, "standing.begun", actor, {"park": park.code})
    return row


def home(application, day):
    """The park whose centre the application's is: its own, or the one that was merged into."""
    merger = ParkMerger.objects.filter(park=application.park, day__lte=day).select_related("into").first()
    return merger.into if merger else application.park


def beside(park, application, day):
    """What stands open in this park by another project: the centre of the park that was merged into."""
    held = of(park, day)
    other = held is not None and held.state == "open" and held.application_id != application.pk
    return held if other else Standing()


def end(actor, held, day, why=""):
    """`held` counts no longer from `day` on."""
    if held is not None:
        write(held, "standing.ended", actor, to_date=max(day, held.from_date), ended=why[:120])
