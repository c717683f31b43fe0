"""What is on a park's reference list, and which items implement it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import DAY
from yuanban.catalogue.lists_queries import reference_codes, reference_items
from yuanban.catalogue.models import Item
from yuanban.places.models import Park


def names(town, park, **which):
    lines = reference_items(town.park(park), DAY)
    return {one.name for one in lines if all(getattr(one, key) == value for key, value in which.items())}


def test_each_kind_of_park_has_four_lists(town):
    for code in ("lingang", "jiangan", "nanxi"):
        assert len(names(town, code, list="approval")) >= 80
        assert len(names(town, code, list="service")) >= 30
        assert len(names(town, code, list="factor")) >= 10
        assert len(names(town, code, list="intermediary")) >= 10
    assert "兽药经营许可" in names(town, "nanxi", stage="open")
    assert "兽药经营许可" not in names(town, "lingang")


def test_a_line_is_an_item_of_the_basic_catalogue_or_says_who_supplies_it(town):
    for one in reference_items(town.park("lingang"), DAY):
        assert (one.basic is not None) == (one.list in ("approval", "service"))
        assert one.basic or one.supplier


def test_a_park_adds_and_leaves_out(town):
    lines = {one.name: one for one in reference_items(town.park("lingang"), DAY)}
    assert lines["粮食收购企业备案"].own.reason.startswith("园区内酿酒企业")
    assert "特种设备检验、检测机构核准" not in lines
    assert "特种设备检验、检测机构核准" in {
        one.name for one in reference_items(town.park("lingang"), DAY.replace(month=1))
    }


def test_an_earlier_day_has_the_earlier_version(town):
    now, then = (
        {one.name: one for one in reference_items(town.park("jiangan"), day)} for day in (DAY, DAY.replace(month=1))
    )
    assert "企业信用修复申请" in now
    assert "企业信用修复申请" not in then
    assert (now["雷电防护装置竣工验收"].stage, then["雷电防护装置竣工验收"].stage) == ("build", "open")


def test_codes_are_those_of_organs_that_reach_into_the_park(town):
    codes = reference_codes(list(Park.objects.all()), DAY)
    food = {organ: town.item("食品经营许可", organ).code for organ in ("cp-amr", "nx-amr", "ja-amr", "xz-amr")}
    assert codes["lingang"] & set(food.values()) == {food["cp-amr"], food["nx-amr"]}
    assert codes["jiangan"] & set(food.values()) == {food["ja-amr"]}
    assert town.item("企业投资项目核准", "sc-ndrc").code in codes["nanxi"]
    assert town.item("兽药经营许可", "nx-agri").code not in codes["lingang"]


def test_codes_are_what_going_through_every_item_finds(town):
    parks = list(Park.objects.prefetch_related("regions__parent__parent"))
    codes = reference_codes(parks, DAY)
    for park in parks:
        above = {up for place in park.regions.all() for up in (place, place.parent, place.parent.parent)}
        reach = {region.code for region in above if region}
        wanted = {one.basic.pk for one in reference_items(park, DAY) if one.basic}
        found = {
            item.code
            for item in Item.objects.select_related("organ")
            if item.basic_id in wanted and item.organ and reach & set(item.organ.territory)
        }
        assert codes[park.code] == found
        assert found


def test_as_many_statements_for_many_parks_as_for_one(town):
    def statements(parks):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            reference_codes(parks, DAY)
        return len(seen)

    parks = list(Park.objects.all())
    assert statements(parks) == statements(parks[:1]) == 7


def test_no_parks_no_codes(town):
    assert reference_codes([], DAY) == {}
