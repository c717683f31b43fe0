"""One centre's day as the question that `planning` answers: errands in the order they came, runners as they are free now."""

import datetime as dt

from django.db.models import Q

from yuanban.accounts.acting import CHINA
from yuanban.crew import planning
from yuanban.crew.models import Order
from yuanban.crew.queries import shifts_on
from yuanban.law.crew import CLOSED

WHOLE = 24 * 60


def minute(moment, day):
    """Minutes since midnight in China; days before are 0."""
    begin = dt.datetime.combine(day, dt.time(), CHINA)
    return max(0, min(WHOLE, int((moment - begin).total_seconds() // 60)))


def moment(minutes, day):
    return dt.datetime.combine(day, dt.time(), CHINA) + dt.timedelta(minutes=minutes)


class Day:
    """`errands` and `runners` for the planner; `orders`, `shifts` and `before` by their keys."""

    def __init__(self, centre, day, at):
        self.day, self.now = day, minute(at, day) if at.astimezone(CHINA).date() == day else 0
        found = Order.objects.filter(centre=centre, day=day).exclude(state="cancelled").select_related("start", "end")
        rows = list(found.order_by("opened_at", "id"))
        self.shifts = {shift.runner_id: shift for shift in shifts_on(centre, day) if shift.left_at is None}
        self.orders = {row.pk: row for row in rows if row.state in ("open", "assigned")}
        self.going = [row for row in rows if row.state == "underway"]
        self.before = dict.fromkeys(self.shifts, 0)
        for row in rows:
            if row.runner_id in self.before and row.state not in ("open", "assigned"):
                self.before[row.runner_id] += 1
        self.errands = [self.errand(row) for row in self.orders.values()]
        self.runners = [self.runner(shift) for shift in self.shifts.values()]

    def errand(self, row):
        fixed = row.runner_id if row.by_hand and row.runner_id in self.shifts else None
        return planning.Errand(
            key=row.pk,
            start=row.start.point,
            end=row.end.point,
            minutes=row.minutes,
            skill=skill(row),
            area=row.start.area_id,
            ready=self.now,
            due=minute(row.due_at, self.day) if row.due_at else None,
            fixed=fixed,
        )

    def runner(self, shift):
        one, at, free = shift.runner, shift.runner.base.point, max(self.now, clock(shift.begins))
        for row in self.going:
            if row.runner_id == one.pk:
                busy = row.minutes + planning.ride(row.start.point, row.end.point)
                at, free = row.end.point, max(free, minute(row.began_at, self.day) + busy)
        return planning.Runner(
            key=one.pk,
            at=at,
            begins=free,
            ends=clock(shift.ends),
            room=max(0, one.most - self.before[one.pk]),
            skills=skills(one),
            areas=frozenset(one.areas),
        )


def clock(time):
    return time.hour * 60 + time.minute


def skill(row):
    """What the runner must be able to do: this item, or else this kind of errand."""
    return f"item:{row.item_id}" if row.item_id else f"kind:{row.kind}"


def skills(runner):
    """Empty when the runner takes everything. Kinds without items: every item."""
    if not runner.items and not runner.kinds:
        return frozenset()
    return frozenset(f"item:{pk}" for pk in runner.items) | frozenset(f"kind:{kind}" for kind in runner.kinds)


def waiting(centre, day):
    """How many orders of the day a plan would look at."""
    return Order.objects.filter(Q(centre=centre, day=day) & ~Q(state__in=(*CLOSED, "underway"))).count()
