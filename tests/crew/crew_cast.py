"""A small crew at the sample centre: a leader, two runners and a rider, places and a day's orders."""

import datetime as dt
import uuid

from tests.cast import DAY, at
from yuanban.accounts.acting import acting
from yuanban.accounts.models import Person
from yuanban.crew.actions.keep_shift import set_shift
from yuanban.crew.actions.keep_team import add_runner, form_team, keep_spot
from yuanban.crew.actions.open_order import Errand, open_order
from yuanban.crew.actions.plan_day import run_plan
from yuanban.crew.actions.replay import replay
from yuanban.crew.models import Order, PlanRun, Shift

NINE, FIVE = dt.time(9), dt.time(17)
PLACES = {"中心": (0, 0), "住建局": (4, 0), "甲公司": (1, 1), "乙公司": (-5, 0), "丙公司": (0, 6)}


def who(username, when=None):
    return acting(Person.objects.get(username=username), when or at())


class Crew:
    """`boss` manages the centre, `lead` leads the team; `one` and `two` run, `rider` carries on two wheels."""

    def __init__(self):
        self.boss, self.lead = who("guanli1"), who("bangban")
        self.team = form_team(self.boss, "帮办一队", "helpers", self.lead.person)
        self.spots = {name: keep_spot(self.boss, name, *point, area="园区") for name, point in PLACES.items()}
        self.one, self.two = self.add("bangban2", "中心"), self.add("tongpao", "乙公司")
        self.rider = self.add("qishou", "中心")

    def add(self, username, base, **more):
        runner = add_runner(self.lead, self.team.pk, who(username).person, self.spots[base].pk, **more)
        set_shift(self.lead, runner.pk, DAY, NINE, FIVE)
        return runner

    def order(self, start, end=None, kind="visit", when=None, **more):
        asked = Errand(
            kind=kind, source=more.pop("source", "call"), what=more.pop("what", "上门帮办"), start=self.spots[start].pk,
            end=self.spots[end].pk if end else None, day=DAY, applicant_name="甲公司", contact="0831-0000111",
            scope="递送材料" if kind in ("carry", "fetch", "agency") else "", **more,
        )  # fmt: skip
        return open_order(who("chuangkou", when), asked)

    def plan(self, when=None):
        """What the worker does after the button is pressed."""
        PlanRun.objects.filter(state__in=("waiting", "running")).update(state="failed")
        run = PlanRun.objects.create(centre_id=self.boss.centre, day=DAY, why="组长要求", asked_at=when or at())
        return run_plan(run.pk, when or at())

    def shift(self, runner):
        return Shift.objects.get(runner=runner, day=DAY)


def send(actor, order, verb, key=None, happened=None, **said):
    """One step as a phone sends it. -> its answer."""
    when = (happened or actor.at).isoformat()
    return replay(actor, key or uuid.uuid4(), order.number, verb, said, when)


def fresh(order):
    return Order.objects.select_related("runner__person").get(pk=order.pk)
