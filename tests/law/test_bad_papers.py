"""Bad papers: each is named before anybody relies on it, with the rule it breaks and what would put it right."""

from dataclasses import replace
from datetime import date

import pytest

from yuanban.law.authority import may
from yuanban.law.checks import Finding, check
from yuanban.law.rules import rule
from yuanban.law.world import POWERS, Body, Instrument, Item, Park, World

DAY = date(2026, 3, 2)
START = date(2026, 1, 1)
EAST, WEST, CITY = "511502", "511503", "511500"
BODIES = [
    Body("city", "甲市住房和城乡建设局", "organ", (CITY,)),
    Body("county", "东区住房和城乡建设局", "organ", (EAST,)),
    Body("committee", "产业园管理委员会", "organ", (EAST,)),
    Body("company", "产业园运营有限公司", "company", (EAST,)),
    Body("window", "产业园综合窗口", "organisation", (EAST,)),
]
ITEMS = [Item("permit", "施工许可", 7, 2), Item("drain", "排水许可", 20, 5)]


def paper(id, kind, grantor, to, **more):
    basis = {"basis": "某条例 3", "published": START} if kind == "entrustment" else {"from_date": START}
    plain = {"items": frozenset({"permit"}), "powers": frozenset(POWERS), "territory": (EAST,), "title": id}
    return Instrument(**{"id": id, "kind": kind, "grantor": grantor, "to": to} | plain | basis | more)


ROOT = paper("法定", "statute", None, "city", territory=(CITY,), items=frozenset({"permit", "drain"}))
TRUST = paper("委托书", "entrustment", "city", "committee")


def world(*papers, bodies=(), places=(EAST,)):
    people = {body.id: body for body in (*BODIES, *bodies)}
    park = Park("park", "产业园", places, "window", "committee")
    return World(people, {item.id: item for item in ITEMS}, {p.id: p for p in papers}, parks={"park": park})


def only(found):
    assert len(found) == 1, found
    return found[0]


def test_a_good_paper_has_nothing_to_be_said_about_it():
    assert check(world(ROOT), TRUST) == []
    assert check(world(ROOT, TRUST), TRUST) == []
    assert check(world(), ROOT) == []


@pytest.mark.parametrize("finding", [Finding("power-not-held", "error", "因为。", "办法。")])
def test_a_finding_cites_the_article_of_its_rule(finding):
    assert finding.article == rule("power-not-held").article


# -- circles --------------------------------------------------------------------------------------------------


def test_a_paper_to_oneself():
    found = only(check(world(ROOT), paper("自授", "devolution", "city", "city")))
    assert (found.rule, found.severity) == ("power-not-held", "error")
    assert found.because == "《自授》的授出单位和承接单位都是甲市住房和城乡建设局，不能向自己授权。"
    assert found.cure == "请改正授出单位或者承接单位。"


def test_a_paper_that_gives_the_power_back_to_its_own_grantor():
    down = paper("下放", "devolution", "city", "county")
    back = paper("授回", "devolution", "county", "city", territory=(EAST,))
    found = only(check(world(ROOT, down), back))
    assert (found.rule, found.severity) == ("power-not-held", "error")
    assert found.because == (
        "东区住房和城乡建设局对“施工许可”的权限来自甲市住房和城乡建设局，《授回》又把它授回甲市住房和城乡建设局，循环授权不产生权限。"
    )
    assert found.cure == "请从《授回》中删除该事项，由甲市住房和城乡建设局按原有权限办理。"
    assert may(world(ROOT, down, back), "city", "decide", "permit", EAST, DAY).chain == ("法定",)


@pytest.mark.parametrize("size", [2, 3, 5])
def test_a_circle_of_papers_of_any_size(size):
    bodies = [Body(f"b{n}", f"某局{n}", "organ", (CITY,)) for n in range(size)]
    ring = [paper(f"p{n}", "devolution", f"b{n}", f"b{(n + 1) % size}") for n in range(size)]
    found = only(check(world(*ring[:-1], bodies=bodies), ring[-1]))
    assert (found.rule, found.severity) == ("power-not-held", "error")
    assert "循环授权" in found.because
    given = world(*ring, bodies=bodies)
    for body in bodies:
        assert may(given, body.id, "decide", "permit", EAST, DAY).rule == "power-not-held"


def test_a_circle_with_a_root_of_its_own_is_none():
    own = paper("县法定", "statute", None, "county")
    down = paper("下放", "devolution", "city", "county")
    assert check(world(ROOT, own, down), paper("授回", "devolution", "county", "city")) == []


def test_a_grantor_whose_power_comes_from_nowhere_is_pointed_out():
    found = only(check(world(ROOT), paper("空授", "entrustment", "county", "committee")))
    assert (found.rule, found.severity) == ("power-not-held", "warning")
    assert found.because == "没有文件说明东区住房和城乡建设局对“施工许可”的权限从何而来，《空授》无从授予。"
    assert "请先登记东区住房和城乡建设局" in found.cure


def test_an_entrusted_organ_entrusts_nobody():
    found = only(check(world(ROOT, TRUST), paper("再委托", "entrustment", "committee", "county")))
    assert (found.rule, found.severity) == ("re-entrustment", "error")
    assert found.because == "产业园管理委员会对“施工许可”只是甲市住房和城乡建设局的受委托机关，不得再授出。"
    assert found.cure == "请由甲市住房和城乡建设局直接向东区住房和城乡建设局委托。"


# -- who, by which law, where ---------------------------------------------------------------------------------


def test_an_entrustment_to_a_company():
    found = only(check(world(ROOT), paper("公司", "entrustment", "city", "company")))
    assert (found.rule, found.severity) == ("entrustee-not-organ", "error")
    assert "产业园运营有限公司不是行政机关，不能承接委托" in found.because


@pytest.mark.parametrize("basis", [None, "", "  "])
def test_an_entrustment_without_a_basis(basis):
    found = only(check(world(ROOT), replace(TRUST, basis=basis)))
    assert (found.rule, found.severity) == ("no-legal-basis", "error")


def test_a_territory_outside_the_grantors():
    found = only(check(world(ROOT), replace(TRUST, territory=(EAST, "510104", "510703"))))
    assert (found.rule, found.severity) == ("outside-territory", "error")
    assert (
        found.because
        == "《委托书》的地域510104、510703不在甲市住房和城乡建设局的管辖地域（511500）之内，超出部分无效。"
    )
    assert found.cure == "请把地域改在511500之内；510104、510703由当地有权机关另行授出。"
    wide = world(ROOT, replace(TRUST, territory=(EAST, "510104")))
    assert may(wide, "committee", "decide", "permit", "510104", DAY).rule == "outside-territory"


def test_a_paper_without_a_territory_to_a_body_that_reaches_further_than_its_grantor():
    province = Body("province", "某省厅", "organ", ("510000",))
    found = only(check(world(ROOT, bodies=[province]), paper("上授", "devolution", "city", "province", territory=())))
    assert (found.rule, found.severity) == ("outside-territory", "warning")


# -- terms ----------------------------------------------------------------------------------------------------


def test_a_paper_that_ends_before_it_begins():
    found = only(check(world(ROOT), replace(TRUST, from_date=date(2026, 6, 1), to_date=date(2026, 5, 31))))
    assert (found.rule, found.severity) == ("not-in-force", "error")
    assert found.because == "《委托书》自2026年6月1日起生效，而2026年5月31日已经届满，没有一天有效。"
    late = paper("下放", "devolution", "city", "county", from_date=None, published=START, to_date=date(2026, 1, 30))
    assert only(check(world(ROOT), late)).rule == "not-in-force"
    assert check(world(ROOT), replace(late, to_date=date(2026, 1, 31))) == []


def test_two_papers_for_the_same_thing_at_the_same_time():
    second = replace(TRUST, id="新", title="新委托书", published=date(2026, 6, 1), from_date=date(2026, 6, 1))
    found = only(check(world(ROOT, TRUST), second))
    assert (found.rule, found.severity) == ("overlapping-grants", "warning")
    assert found.because == (
        "《委托书》（自2026年1月1日起，没有截止日期）已把“施工许可”的收件、受理、审查、决定、用印、送达"
        "授予产业园管理委员会，两份文书的有效期重叠。"
    )
    assert found.cure.startswith("续期或者变更的，请将前一份撤销到后一份生效之日")


@pytest.mark.parametrize(
    ("change", "overlap"),
    [
        ({}, True),
        ({"to_date": date(2026, 5, 31)}, False),
        ({"to_date": date(2026, 6, 1)}, True),
        ({"revoked_on": date(2026, 6, 1)}, False),
        ({"revoked_on": date(2026, 6, 2)}, True),
        ({"items": frozenset({"drain"})}, False),
        ({"territory": (WEST,)}, False),
        ({"territory": (CITY,)}, True),
        ({"territory": ()}, True),
        ({"powers": frozenset({"accept"})}, True),
        ({"kind": "secondment", "basis": None}, False),
        ({"to": "county"}, False),
    ],
)
def test_papers_overlap_only_in_the_same_item_power_place_and_term(change, overlap):
    second = replace(TRUST, id="新", title="新委托书", from_date=date(2026, 6, 1))
    found = check(world(ROOT, replace(TRUST, **change)), second)
    assert [finding.rule for finding in found] == (["overlapping-grants"] if overlap else [])


def test_papers_with_no_power_in_common_do_not_overlap():
    accepts = replace(TRUST, powers=frozenset({"accept"}))
    assert check(world(ROOT, accepts), replace(TRUST, id="新", powers=frozenset({"decide"}))) == []


def test_a_draft_without_days_is_compared_from_the_day_of_signing():
    over = replace(TRUST, to_date=date(2026, 2, 28))
    draft = replace(TRUST, id="新", title="新委托书", published=None)
    assert [finding.rule for finding in check(world(ROOT, over), draft, day=DAY)] == []
    assert [finding.rule for finding in check(world(ROOT, over), draft, day=date(2026, 2, 28))] == [
        "overlapping-grants"
    ]
    assert "至2026年2月28日" in only(check(world(ROOT, over), draft)).because


# -- conditions -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        ("investment_wan <=", "不是正确的 CEL 表达式"),
        ("shout(investment_wan)", "不认识的函数 shout"),
        ("1 + 1", "结果不是“是”或“否”"),
    ],
)
def test_a_condition_that_does_not_compile(condition, says):
    found = only(check(world(ROOT), replace(TRUST, condition=condition), {"investment_wan"}))
    assert (found.rule, found.severity) == ("bad-condition", "error")
    assert f"条件“{condition}”" in found.because
    assert says in found.because
    assert found.cure == rule("bad-condition").cure


def test_a_condition_that_names_a_fact_no_form_asks_for():
    odd = replace(TRUST, condition="investment <= 5000 && area < 9")
    found = check(world(ROOT), odd, {"investment_wan", "floors"})
    assert [(one.rule, one.severity) for one in found] == [("bad-condition", "error")] * 2
    area, investment = found
    assert area.because == (
        "条件“investment <= 5000 && area < 9”用到“area”，而所列事项的申请表都不填写这一项，每一件都将无法判断。"
    )
    assert area.cure == "可用的情况：floors、investment_wan。请改正条件，或者先在申请表中增加这一项。"
    assert investment.cure == "是否应为“investment_wan”？请改正条件，或者先在申请表中增加这一项。"
    assert only(check(world(ROOT), replace(TRUST, condition="area < 9"), ())).cure.startswith("可用的情况：（无）。")


def test_facts_are_left_alone_where_the_forms_are_not_known():
    assert check(world(ROOT), replace(TRUST, condition="investment_wan <= 5000")) == []
    assert check(world(ROOT), replace(TRUST, condition="investment_wan <= 5000"), {"investment_wan"}) == []


# -- organs that change, parks that move ----------------------------------------------------------------------

MERGED = Body("city", "甲市住房和城乡建设局", "organ", (CITY,), merged_into="county", merged_on=date(2026, 7, 1))
CLOSED = Body("committee", "产业园管理委员会", "organ", (EAST,), merged_on=date(2026, 7, 1))


def test_an_organ_that_will_be_merged_in_the_middle_of_the_term():
    found = only(check(world(ROOT, bodies=[MERGED]), TRUST))
    assert (found.rule, found.severity) == ("not-in-force", "warning")
    assert found.because == "甲市住房和城乡建设局自2026年7月1日起并入东区住房和城乡建设局，《委托书》从该日起不再有效。"
    assert found.cure == ("请在2026年7月1日以前，以东区住房和城乡建设局为授出单位重新出具并公布，在办件一并移交。")
    assert check(world(ROOT, bodies=[MERGED]), replace(TRUST, to_date=date(2026, 6, 30))) == []
    assert only(check(world(ROOT, bodies=[MERGED]), replace(TRUST, to_date=date(2026, 7, 1)))).rule == "not-in-force"


def test_an_organ_that_is_already_gone_signs_nothing():
    late = replace(TRUST, published=date(2026, 7, 1))
    assert only(check(world(ROOT, bodies=[MERGED]), late)).severity == "error"
    draft = replace(TRUST, published=None)
    assert only(check(world(ROOT, bodies=[MERGED]), draft, day=date(2026, 7, 1))).severity == "error"
    assert only(check(world(ROOT, bodies=[MERGED]), draft, day=date(2026, 6, 30))).severity == "warning"
    assert only(check(world(ROOT, bodies=[MERGED]), draft)).severity == "error"


def test_a_recipient_that_is_abolished_in_the_middle_of_the_term():
    found = only(check(world(ROOT, bodies=[CLOSED]), TRUST))
    assert found.because == "产业园管理委员会自2026年7月1日起撤销，《委托书》从该日起不再有效。"
    assert "以继续行使其职权的机关为承接单位重新出具" in found.cure


def test_the_statute_of_a_merged_organ_is_pointed_out_too():
    assert only(check(world(bodies=[MERGED]), ROOT)).rule == "not-in-force"


def test_an_organ_renamed_in_the_middle_of_the_term_keeps_its_papers():
    renamed = Body("city", "甲市住房和城市更新局", "organ", (CITY,))
    given = world(ROOT, TRUST, bodies=[renamed])
    assert check(given, TRUST) == []
    assert may(given, "committee", "decide", "permit", EAST, DAY).in_name_of == "city"


def test_a_park_moved_to_another_county_leaves_its_papers_behind():
    found = only(check(world(ROOT, places=(WEST,)), TRUST))
    assert (found.rule, found.severity) == ("outside-territory", "error")
    assert found.because == "产业园位于511503，不在《委托书》的地域范围（511502）之内，园区的事项用不上这份文书。"
    assert found.cure == "请由511503的主管机关重新出具；园区迁移的，撤销原文书并办理在办件的移交。"
    assert may(world(ROOT, TRUST, places=(WEST,)), "committee", "decide", "permit", WEST, DAY).rule == (
        "outside-territory"
    )


@pytest.mark.parametrize("territory", [(EAST,), (CITY,), ("511502001",), ()])
def test_a_park_that_a_paper_still_reaches_in_part_is_left_alone(territory):
    given = world(ROOT, places=(EAST, WEST))
    assert check(given, replace(TRUST, territory=territory)) == []


def test_errors_come_before_warnings():
    found = check(world(ROOT, TRUST, bodies=[MERGED]), replace(TRUST, id="新", basis=None))
    assert [finding.severity for finding in found] == ["error", "warning", "warning"]
