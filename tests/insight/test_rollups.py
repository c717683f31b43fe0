"""Rollups are what a recount of the matters finds, whatever happened, whoever wrote meanwhile, and wherever it broke off."""

import random
import threading
from statistics import median

import pytest
from django.db import connections, transaction
from typer.testing import CliRunner

from tests.cast import at
from yuanban.cases.actions.withdraw import withdraw
from yuanban.cases.models import Case
from yuanban.commands.insight import app
from yuanban.insight import rollup
from yuanban.insight.facts import facts
from yuanban.insight.models import Fact, Pending, Rollup
from yuanban.insight.recount import recount
from yuanban.law.calendar import add_workdays

STATES = ("received", "accepted", "reviewed", "decided", "issued", "delivered")


@pytest.fixture
def mixture(town):
    """Some matters brought to different states on different days, one of them withdrawn."""
    rng = random.Random(7)
    item = town.item("建筑工程施工许可证核发", "yb-hud")
    cases = []
    for n in range(9):
        then = at(add_workdays(at().date(), -rng.randrange(1, 6)))
        case = town.apply("lingang", item, when=then, investment_wan=3000)
        cases.append(town.until(case, STATES[n % len(STATES)], then))
    withdraw(town.owner(cases[1].enterprise), cases[1].number, "不办了")
    return cases


def agrees():
    number, found = recount()
    return number == Case.objects.count() and found == []


def test_rollups_are_what_a_recount_finds(mixture):
    assert Pending.objects.exists()
    rollup.advance(batch=2)
    assert (Pending.objects.count(), Fact.objects.count()) == (0, Case.objects.count())
    assert agrees()
    held = Rollup.objects.get(measure="open", n__gt=0)
    assert held.n == Case.objects.filter(closed_on__isnull=True).count()


def test_what_broke_off_in_the_middle_is_neither_lost_nor_counted_twice(mixture):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        rollup.step(3)
        raise ZeroDivisionError
    assert Fact.objects.count() == 0
    rollup.step(3)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        rollup.advance()
        raise ZeroDivisionError
    rollup.advance()
    assert agrees()


def test_built_anew_they_are_the_same(mixture):
    rollup.advance()
    before = set(Rollup.objects.filter(n__gt=0).values_list("measure", "park", "month", "value", "n"))
    rollup.rebuild()
    assert set(Rollup.objects.values_list("measure", "park", "month", "value", "n")) == before


def test_histograms_hold_every_number_so_that_medians_are_true(mixture):
    rollup.advance()
    found = [one for one in facts() if one.used is not None]
    assert len(found) > 2
    for name in ("used", "promised", "statutory"):
        held = Rollup.objects.filter(measure=name, n__gt=0).values_list("value", "n")
        spread = [value for value, n in held for _ in range(n)]
        assert sorted(spread) == sorted(getattr(one, name) for one in found)
        assert median(spread) == median(getattr(one, name) for one in found)


def test_a_figure_that_was_tampered_with_is_found(mixture):
    rollup.advance()
    Rollup.objects.filter(measure="applied").update(n=2)
    answer = CliRunner().invoke(app, ["recount"])
    assert answer.exit_code == 1
    assert "“收到的申请”（0）：汇总为2，重算为9" in answer.output


def test_writers_at_once_and_a_counter_among_them(open_town):
    """Whoever commits when, every change is counted once."""
    item = open_town.item("建筑工程施工许可证核发", "yb-hud")
    cases = [open_town.apply("lingang", item, investment_wan=3000) for _ in range(6)]
    done = threading.Event()

    def write(mine):
        for case in mine:
            open_town.until(case, "reviewed")
        connections.close_all()

    def count():
        while not done.is_set():
            rollup.step(3)
        connections.close_all()

    counter = threading.Thread(target=count)
    writers = [threading.Thread(target=write, args=(cases[n::2],)) for n in range(2)]
    for one in (counter, *writers):
        one.start()
    for one in writers:
        one.join()
    done.set()
    counter.join()
    rollup.advance()
    assert agrees()
    assert Fact.objects.filter(accepted_on__isnull=False).count() == 6
