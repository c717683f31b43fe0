import pytest

from tests.cases.matter import building_permit, invalid, last, mate, owner, refused, unseen
from tests.cast import DAY
from yuanban.voice.actions.rate import rate
from yuanban.voice.models import Rating


@pytest.fixture
def delivered(town):
    return town.until(building_permit(town), "delivered")


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_five_levels(town, delivered, level):
    rate(owner(), delivered.number, level, " 很快 ")
    rating = Rating.objects.get(case=delivered)
    assert (rating.level, rating.text, rating.by_id, rating.channel) == (level, "很快", owner().person, "online")
    assert last(delivered, "case.rated").data == {"level": level, "text": "很快", "channel": "online", "set": {}}
    delivered.refresh_from_db()
    assert (delivered.state, delivered.closed_on) == ("delivered", DAY)


@pytest.mark.parametrize("level", [0, 6, -1, None])
def test_no_other_level(town, delivered, level):
    with invalid("level"):
        rate(owner(), delivered.number, level)


def test_once_for_each_case_whoever_of_the_firm(town, delivered):
    rate(owner(), delivered.number, 5)
    with refused("rate-once", "国办发〔2019〕51号"):
        rate(mate(), delivered.number, 1)
    assert Rating.objects.get(case=delivered).level == 5


def test_nobody_rates_their_own_service(town, delivered):
    for username in ("chuangkou", "yuanqu", "bangban", "shenji"):
        with refused("no-post", "只有申请人可以评价"):
            rate(town.actor(username), delivered.number, 1)
    with unseen():
        rate(town.actor("qiye2"), delivered.number, 1)


def test_after_delivery_only(town):
    case = town.until(building_permit(town), "issued")
    with refused("wrong-state"):
        rate(owner(), case.number, 1)
