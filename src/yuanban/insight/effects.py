"""What a rung would have changed for the cases of the last year, and what it asks of people."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, F, Q

from yuanban.accounts.models import Post
from yuanban.cases.models import Case
from yuanban.catalogue.models import Item
from yuanban.catalogue.queries import versions_on
from yuanban.law.modes import load_modes
from yuanban.law.plans import Plan
from yuanban.law.rungs import Ladder, Rung
from yuanban.law.world import POWERS
from yuanban.mandates.ladders import ladders_of
from yuanban.places.models import Body

YEAR = dt.timedelta(days=365)
MOST = 500  # items of parks that are looked at in a scope of many parks


@dataclass(frozen=True)
class Need:
    """How many people of a body must be ready for one power, and how many are."""

    body: str
    power: str
    wanted: int
    ready: int

    @property
    def lacking(self):
        return max(self.wanted - self.ready, 0)


@dataclass(frozen=True)
class Climb:
    """One item of one park and the rung looked at. Saved numbers are of plans, never of what was measured."""

    park: object
    item: Item
    ladder: Ladder
    rung: Rung
    cases: int
    needs: list[Need] = field(default_factory=list)

    @property
    def others(self):
        return [rung for rung in self.ladder.rungs if rung is not self.rung]

    @property
    def before(self):
        return self.ladder.before if isinstance(self.ladder.before, Plan) else None

    def saved(self, name):
        """Cases × (today − then); nothing is claimed where today has no plan to compare with."""
        if self.before is None:
            return 0
        return self.cases * (getattr(self.before, name) - getattr(self.rung.plan, name))

    @cached_property
    def visits(self):
        return self.saved("trips_outside")

    @cached_property
    def days(self):
        return self.saved("days")

    @cached_property
    def handovers(self):
        return self.saved("handovers")

    @property
    def effect(self):
        return -self.visits, -self.days, -self.handovers, -self.cases, len(self.rung.wanted)


def climbs(scope, day, aim="next"):
    """Every item with a rung above it, the greatest effect first. `aim`: the next rung, or the highest."""
    counts = cases_of(scope.parks, day)
    found = ladders_in(scope, counts, day)
    picked = [(park, one, pick(one, aim, scope.organ)) for park, one in found]
    picked = [(park, one, rung) for park, one, rung in picked if rung]
    items = items_of({one.item for _, one, _ in picked})
    people = People(day)
    reviewers = {code: v.reviewers for code, v in versions_by_code(items.values(), day).items()}
    rows = [
        Climb(
            park,
            items[one.item],
            one,
            rung,
            counts.get((park.code, one.item), 0),
            people.needs(rung, reviewers.get(one.item, 1)),
        )
        for park, one, rung in picked
        if one.item in items
    ]
    return sorted(rows, key=lambda row: (row.effect, row.item.name, row.item.code))


def ladders_in(scope, counts, day):
    """[(park, ladder)]. Of many parks only the items with the most cases: where nobody came, nothing is saved."""
    if not scope.many:
        return [(park, one) for park in scope.parks for one in ladders_of(park.code, day)]
    most = set(sorted(counts, key=lambda pair: -counts[pair])[:MOST])
    only = {park.code: {item for code, item in most if code == park.code} for park in scope.parks}
    return [(park, one) for park in scope.parks for one in ladders_of(park.code, day, only[park.code])]


def pick(ladder, aim, organ):
    """The rung of this ladder to be shown; for an organ, one that it can sign a paper of."""
    rungs = [r for r in ladder.rungs if not organ or any(organ in w.signers for w in r.wanted)]
    if aim == "gain":
        rungs = [rung for rung in rungs if better(rung.plan, ladder.before)]
    if not rungs or aim != "best":
        return rungs[0] if rungs else None
    modes = load_modes()
    return max(rungs, key=lambda rung: (modes[rung.mode].rung, -rung.plan.handovers))


def better(plan, before):
    """Whether an enterprise would feel it: fewer trips, or fewer days, or fewer hands."""
    return not isinstance(before, Plan) or cost(plan) < cost(before)


def cost(plan):
    return plan.trips_outside, plan.days, plan.handovers


def items_of(codes):
    return {item.code: item for item in Item.objects.filter(code__in=codes).select_related("organ")}


def versions_by_code(items, day):
    by_pk = {item.pk: item.code for item in items}
    return {by_pk[pk]: version for pk, version in versions_on(list(items), day).items()}


def cases_of(parks, day):
    """{(park, item): how many were applied for within a year up to this day}, in one statement."""
    rows = Case.objects.filter(park__in=parks, applied_at__date__gt=day - YEAR, applied_at__date__lte=day)
    counted = rows.order_by().values_list("park__code", "item__code").annotate(n=Count("id"))
    return {(park, item): n for park, item, n in counted}


class People:
    """Who is on which post on this day, read once."""

    def __init__(self, day):
        live = Post.objects.filter(from_date__lte=day).filter(Q(to_date__isnull=True) | Q(to_date__gte=day))
        self.counted: dict[tuple[str, str], int] = {}
        for body, powers in live.values_list("body__code", "powers"):
            for power in powers:
                self.counted[body, power] = self.counted.get((body, power), 0) + 1
        self.names = dict(Body.objects.values_list("code", F("name")))

    def needs(self, rung, reviewers):
        """《行政许可法》第三十四条第三款: a substantive check is made by two."""
        return [
            Need(
                self.names.get(body, body),
                POWERS[power],
                reviewers if power == "review" else 1,
                self.counted.get((body, power), 0),
            )
            for body, powers in rung.capacity.items()
            for power in powers
        ]
