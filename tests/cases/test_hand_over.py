import pytest

from tests.cases.matter import FOREIGN_CLERK, RESTAURANT, invalid, last, owner, refused, unseen
from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.actions.hand_over import hand_over

SAID = ("样例餐饮", "郑演文", "申请材料一套", "郑演文")


@pytest.fixture
def carried(town):
    item = town.item("建筑工程施工许可证核发", "yb-hud")
    firm = Enterprise.objects.get(code=RESTAURANT)
    helper = Person.objects.get(username="bangban")
    return town.apply("lingang", item, firm, agent=helper, investment_wan=3000)


def test_who_held_the_file_is_signed_for(town, carried):
    hand_over(town.actor("bangban"), carried.number, *SAID)
    kept = carried.handovers.get()
    assert (kept.giver, kept.taker, kept.what, kept.signature) == SAID
    assert last(carried, "case.handed-over").data["taker"] == "郑演文"
    carried.refresh_from_db()
    assert (carried.state, carried.version) == ("applied", 2)


def test_the_centre_signs_too(town, carried):
    hand_over(town.actor("chuangkou"), carried.number, *SAID)
    assert carried.handovers.count() == 1


def test_nobody_else(town, carried):
    with refused("agency-scope", "第二十九条"):
        hand_over(owner(), carried.number, *SAID)
    with refused("agency-scope"):
        hand_over(town.actor("shenji"), carried.number, *SAID)
    for username in (FOREIGN_CLERK, "bangban3", "qiye2"):
        with unseen():
            hand_over(town.actor(username), carried.number, *SAID)


def test_nothing_may_be_left_blank(town, carried):
    with invalid("signature", "what"):
        hand_over(town.actor("bangban"), carried.number, "甲", "乙", " ", "")


def test_a_closed_case_changes_hands_no_more(town, carried):
    town.until(carried, "delivered")
    with refused("wrong-state", "办结"):
        hand_over(town.actor("bangban"), carried.number, *SAID)
