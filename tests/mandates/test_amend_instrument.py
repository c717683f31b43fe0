"""变更: the new paper replaces the old one from a day; until it is published the old one stands as it was."""

import datetime as dt

import pytest

from tests.cast import DAY, at
from tests.mandates.papers import CODE, LATER, holds, in_force, invalid, kinds, paper, proven, refused
from yuanban.mandates.actions.amend_instrument import amend_instrument
from yuanban.mandates.actions.edit_instrument import edit_instrument
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument

FROM = DAY + dt.timedelta(days=10)
EVE = FROM - dt.timedelta(days=1)


def test_the_old_one_ends_the_day_before(manager, items, fields):
    in_force(manager, items, fields, to_date=LATER)
    made = amend_instrument(manager, CODE, FROM)
    assert (made.from_date, made.to_date, made.succession, made.replaces.code) == (FROM, LATER, "amendment", CODE)
    edit_instrument(manager, made.code, items, powers=["accept"])
    sign_instrument(manager, made.code, DAY)
    assert paper().to_date == LATER
    publish_instrument(manager, made.code, DAY, "翠屏区政府网站")
    assert paper().to_date == EVE
    assert holds(items, day=EVE)
    assert not holds(items, day=FROM)
    assert holds(items, "accept", day=FROM)
    assert kinds(paper())[-1] == "instrument.replaced"
    assert proven(paper(), paper(made.code)) == []


def test_announced_late_it_takes_over_late(town, manager, items, fields):
    in_force(manager, items, fields)
    made = amend_instrument(manager, CODE, FROM)
    sign_instrument(manager, made.code, DAY)
    late = FROM + dt.timedelta(days=5)
    publish_instrument(town.actor("guanli1", at(late)), made.code, late, "翠屏区政府网站")
    assert paper().to_date == late - dt.timedelta(days=1)
    assert all(holds(items, day=day) for day in (EVE, FROM, late))


@pytest.mark.parametrize("days", [0, -1, 41])
def test_from_a_day_to_come_within_the_term(manager, items, fields, days):
    in_force(manager, items, fields, to_date=LATER)
    with invalid("day"):
        amend_instrument(manager, CODE, DAY + dt.timedelta(days=days))


def test_not_a_draft_and_not_by_strangers(town, manager, items, fields):
    in_force(manager, items, fields)
    with refused("no-post"):
        amend_instrument(town.actor("guanli2"), CODE, FROM)
    made = amend_instrument(manager, CODE, FROM)
    with refused("wrong-state", "草稿"):
        amend_instrument(manager, made.code, FROM)
    with refused("wrong-state", "已有变更文书"):
        amend_instrument(manager, CODE, FROM)
