"""In the sample world each of the six modes is lawful for one matter and unlawful for another, on the day of the demo."""

from datetime import date

import pytest

from tests.demo.world import by, item_of, law_world, read
from yuanban.law.authority import may
from yuanban.law.codes import contains
from yuanban.law.modes import Plan, load_modes, plan

DAY = date(2026, 11, 23)
FACTS = {"investment_wan": 3000, "annual_energy_tce": 1200}
CARRIED = [
    ("direct-authorisation", "lingang", "企业投资项目核准", "sc-ndrc", "sanjiang", "sanjiang"),
    ("direct-authorisation", "lingang", "建筑工程施工许可证核发", "yb-hud", "sanjiang", "yb-hud"),
    ("direct-authorisation", "nanxi", "动物防疫条件合格证核发", "nx-agri", "na-committee", "nx-agri"),
    ("mutual-windows", "lingang", "特种设备使用登记", "yb-amr", "lg-city-desk", "yb-amr"),
    ("onsite-agency", "jiangan", "危险化学品经营许可", "ja-emergency", "ja-emergency", "ja-emergency"),
    ("offline-agency", "nanxi", "食品生产许可", "yb-amr", "yb-amr", "yb-amr"),
    ("joint-office", "lingang", "食品经营许可", "cp-amr", "cp-amr", "cp-amr"),
    ("integrated", "jiangan", "建设工程规划许可证核发", "ja-land", "ja-land", "ja-land"),
]
NOT_CARRIED = [
    ("direct-authorisation", "lingang", "建设项目环境影响评价审批（报告表）", "yb-eco", "not-published"),
    ("direct-authorisation", "lingang", "城镇污水排入排水管网许可", "cp-hud", "not-in-force"),
    ("direct-authorisation", "lingang", "城市建筑垃圾处置核准", "cp-urban", "not-in-force"),
    ("direct-authorisation", "lingang", "市政设施建设类审批（占用、挖掘城市道路）", "yb-hud", "seal-not-registered"),
    ("direct-authorisation", "nanxi", "兽药经营许可", "nx-agri", "power-not-granted"),
    ("mutual-windows", "lingang", "排污许可证核发（重点管理）", "yb-eco", "power-not-granted"),
    ("mutual-windows", "jiangan", "公众聚集场所投入使用、营业前消防安全检查", "ja-fire", "not-in-force"),
    ("onsite-agency", "nanxi", "粮食收购企业备案", "nx-ndrc", "no-instrument"),
    ("offline-agency", "lingang", "食品经营许可", "xz-amr", "outside-territory"),
    ("joint-office", "jiangan", "药品经营许可（零售）", "ja-amr", "no-instrument"),
    ("integrated", "nanxi", "道路货物运输经营许可", "nx-trans", "no-instrument"),
]


def planned(park, matter, organ, mode=None, **facts):
    return plan(law_world(), park, item_of(matter, organ), DAY, FACTS | facts, wished=mode)


@pytest.mark.parametrize(("mode", "park", "matter", "organ", "decides", "in_name_of"), CARRIED)
def test_the_papers_carry_the_mode(mode, park, matter, organ, decides, in_name_of):
    found = planned(park, matter, organ)
    assert (found.mode, found.decides, found.in_name_of) == (mode, decides, in_name_of)
    assert (found.respondent, found.trips_outside) == (in_name_of, 0)


@pytest.mark.parametrize(("mode", "park", "matter", "organ", "rule"), NOT_CARRIED)
def test_the_papers_do_not_carry_the_mode(mode, park, matter, organ, rule):
    found = planned(park, matter, organ, mode)
    if isinstance(found, Plan):
        rules = {passed: why for passed, why, _ in found.passed_over}
        assert (found.mode != mode, rules.get(mode)) == (True, rule)
    else:
        assert found.rule == rule


def test_every_mode_is_both_carried_and_not_carried():
    assert {row[0] for row in CARRIED} == {row[0] for row in NOT_CARRIED} == set(load_modes())


def test_above_the_threshold_the_seconded_desk_decides():
    found = planned("lingang", "建筑工程施工许可证核发", "yb-hud", investment_wan=6000)
    assert (found.mode, found.decides, found.in_name_of) == ("mutual-windows", "lg-city-desk", "yb-hud")


def test_the_organ_seals_on_sight_what_the_park_has_reviewed():
    found = planned("lingang", "房屋建筑和市政基础设施工程竣工验收备案", "yb-hud")
    assert (found.mode, found.step("review").actor, found.decides) == ("direct-authorisation", "sanjiang", "yb-hud")
    assert found.seal_on_sight == 1


def test_the_shared_park_belongs_to_the_organ_of_the_district_where_the_matter_lies():
    item = item_of("食品经营许可", "nx-amr")
    there = plan(law_world(), "lingang", item, DAY, place="511503")
    here = plan(law_world(), "lingang", item, DAY, place="511502")
    assert (there.mode, there.decides) == ("joint-office", "nx-amr")
    assert here.rule == "outside-territory"


def test_a_seal_about_to_expire_still_serves_today_but_not_next_month():
    item = item_of("固定资产投资项目节能审查", "yb-ndrc")
    asked = ("sanjiang", "seal", item, "511502")
    assert may(law_world(), *asked, DAY, FACTS).ok
    assert may(law_world(), *asked, date(2026, 12, 16), FACTS).rule == "seal-not-registered"


def test_everything_a_park_offers_can_be_handled_there():
    parks, items, bodies = by("parks"), by("items"), by("bodies")
    for entry in read("arrangements"):
        territory = bodies[items[entry["item"]]["organ"]]["territory"]
        places = [p for p in parks[entry["park"]]["regions"] if any(contains(outer, p) for outer in territory)]
        assert isinstance(plan(law_world(), entry["park"], entry["item"], DAY, FACTS, place=places[0]), Plan)
