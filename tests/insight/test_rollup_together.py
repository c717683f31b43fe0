"""Many write, one counts: whatever the order of commits, and wherever the counting breaks off, each matter counts once."""

from threading import Event, Thread

import pytest
from django.db import connections, transaction

from tests.cases.matter import building_permit
from tests.cast import DAY
from yuanban.insight import rollup
from yuanban.insight.boards import board
from yuanban.insight.models import Fact, Pending
from yuanban.insight.recount import recount

STATES = ("applied", "accepted", "granted", "closed", "open")


def counted():
    return {key: board(DAY).whole[key] for key in STATES}


def test_exactly_once(open_town):
    first = building_permit(open_town)
    rollup.advance()
    assert counted() == {"applied": 1, "accepted": 0, "granted": 0, "closed": 0, "open": 1}
    an_older_writer_commits_last(open_town, first)
    broken_in_the_middle(open_town)
    open_town.until(first, "delivered")
    rollup.advance()
    assert rollup.advance() == 0
    assert counted() == {"applied": 3, "accepted": 2, "granted": 1, "closed": 1, "open": 2}
    assert recount()[1] == []


def an_older_writer_commits_last(town, case):
    """It writes first, and commits when a later one has been counted already."""
    wrote, go_on = Event(), Event()

    def slow():
        try:
            with transaction.atomic():
                town.until(case, "accepted")
                wrote.set()
                go_on.wait(30)
        finally:
            connections.close_all()

    thread = Thread(target=slow)
    thread.start()
    assert wrote.wait(30)
    building_permit(town)
    rollup.advance()
    assert (counted()["applied"], counted()["accepted"]) == (2, 0)
    go_on.set()
    thread.join()
    assert Pending.objects.exists()
    rollup.advance()
    assert (counted()["applied"], counted()["accepted"]) == (2, 1)


def broken_in_the_middle(town):
    """A batch that ends after its sums were written, and before it was committed."""
    town.until(building_permit(town), "accepted")
    waiting, before, facts = Pending.objects.count(), counted(), Fact.objects.count()
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        rollup.step()
        raise KeyboardInterrupt
    assert (Pending.objects.count(), counted(), Fact.objects.count()) == (waiting, before, facts)
    rollup.advance()
    assert (counted()["applied"], counted()["accepted"]) == (3, 2)
