"""An organ that is merged in the middle of a term: its papers end with it, and the answer names the heir."""

import datetime as dt

import pytest

from tests.cast import DAY
from yuanban.law.answers import Refused
from yuanban.law.modes import Plan
from yuanban.mandates.planning import planned
from yuanban.mandates.world import world
from yuanban.places import epoch
from yuanban.places.models import Body

MERGED_ON = DAY + dt.timedelta(days=10)


@pytest.fixture
def item(town):
    item = town.item("取水许可", "yb-water")
    heir = Body.objects.get(code="yb-hud")
    Body.objects.filter(code="yb-water").update(merged_into=heir, merged_on=MERGED_ON)
    epoch.bump()
    return item


def test_until_that_day_its_papers_hold(item):
    assert isinstance(planned(world(DAY), "lingang", item.code, MERGED_ON - dt.timedelta(days=1)), Plan)


def test_from_that_day_they_do_not_and_the_heir_is_named(item):
    answer = planned(world(MERGED_ON), "lingang", item.code, MERGED_ON)
    assert isinstance(answer, Refused)
    assert answer.rule == "not-in-force"
    assert "宜宾市住房和城乡建设局" in answer.because + answer.cure


def test_a_mere_change_of_name_changes_nothing_but_the_words(town):
    item = town.item("取水许可", "yb-water")
    Body.objects.filter(code="yb-water").update(name="宜宾市水利和湖泊局")
    epoch.bump()
    answer = planned(world(DAY), "lingang", item.code, DAY)
    assert isinstance(answer, Plan)
    assert world(DAY).name(answer.decides) == "宜宾市水利和湖泊局"
