"""Where the law leaves room, the nearest place decides, from the day it says, and names its paper."""

import datetime as dt

import pytest

from tests.cast import at
from yuanban.accounts.acting import system
from yuanban.law.practices import practices
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.places.actions.settle_practice import end_practice, settle_practice
from yuanban.places.models import Region
from yuanban.places.practices import local, settled

DAY = at().date()
TOMORROW = DAY + dt.timedelta(days=1)


def settle(region, value="terminated", day=DAY, source="宜宾市容缺受理办法第八条（虚构）"):
    return settle_practice(system(at()), Region.objects.get(code=region), "overdue-supplement", value, source, day)


def test_every_default_is_an_answer():
    assert [p.key for p in practices().values() if p.problem(p.default)] == []


def test_the_default_holds_where_nobody_said_anything(town):
    assert settled("overdue-supplement", "511502", DAY) == "withdrawn"
    assert local("overdue-supplement", "511502", DAY) is None


def test_the_county_goes_before_the_city_from_its_own_day_on(town):
    settle("511500")
    settle("511502", "refused", TOMORROW)
    assert settled("overdue-supplement", "511502", DAY) == "terminated"
    assert settled("overdue-supplement", "511502", TOMORROW) == "refused"
    assert settled("overdue-supplement", "511523", TOMORROW) == "terminated"


def test_an_ended_rule_gives_way_to_the_one_above(town):
    settle("511500")
    county = settle("511502", "refused")
    end_practice(system(at()), county.pk, TOMORROW)
    assert settled("overdue-supplement", "511502", TOMORROW) == "terminated"
    assert [e.kind for e in Event.objects.filter(stream=county.stream).order_by("seq")] == [
        "practice.settled",
        "practice.ended",
    ]
    with pytest.raises(Refusal):
        end_practice(system(at()), county.pk, TOMORROW)


@pytest.mark.parametrize(
    ("value", "day", "source", "field"),
    [
        ("perhaps", DAY, "某办法", "value"),
        ("refused", DAY, " ", "source"),
        ("refused", DAY - dt.timedelta(days=1), "某办法", "from_date"),
    ],
)
def test_what_cannot_hold_is_said_field_by_field(town, value, day, source, field):
    with pytest.raises(Invalid) as found:
        settle("511500", value, day, source)
    assert set(found.value.errors) == {field}


def test_one_day_has_one_answer(town):
    settle("511500")
    with pytest.raises(Invalid):
        settle("511500", "refused")


def test_a_clerk_settles_nothing(town):
    with pytest.raises(Refusal):
        settle_practice(town.actor("chuangkou4"), Region.objects.get(code="511500"), "push-days", 3, "某办法", DAY)
