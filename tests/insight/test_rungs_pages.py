"""/desk/rungs/: who sees which park's rungs, what they would have changed, and the papers to take away or to start."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import DAY, at
from tests.visitor import Visitor, text
from yuanban.insight.effects import cases_of, climbs
from yuanban.insight.papers import by_paper
from yuanban.insight.scope import scope_of
from yuanban.ledger.models import Event
from yuanban.mandates.ladders import token
from yuanban.mandates.models import Instrument
from yuanban.places.models import Park

ROAD = "道路货物运输经营许可"


@pytest.fixture
def manager(town):
    return town.actor("guanli1")


@pytest.fixture
def scope(manager):
    return scope_of(manager)


@pytest.fixture
def road(scope):
    return next(row for row in climbs(scope, DAY) if row.item.name == ROAD)


def file_link(response, kind, form):
    return re.search(rf'href="([^"]*/{kind}\.{form}\?[^"]*)"', response.content.decode())[1].replace("&amp;", "&")


# -- who --------------------------------------------------------------------------------------------------------


def test_a_manager_sees_the_own_park_and_no_other(town):
    assert "下一步：宜宾临港经济技术开发区" in text(Visitor("guanli1").get("/desk/rungs/"))
    assert Visitor("guanli1").get("/desk/rungs/?park=jiangan").status_code == 404


@pytest.mark.parametrize("username", ["shengzx", "shenji"])
def test_the_province_and_an_auditor_see_every_park(town, username):
    said = text(Visitor(username).get("/desk/rungs/"))
    assert "3个园区" in said
    assert "江安" in said


def test_an_organ_sees_what_it_could_hand_down_in_any_park(town):
    rows = climbs(scope_of(town.actor("shiju")), DAY)
    assert len({row.park.code for row in rows}) > 1
    assert all(any("yb-hud" in w.signers for w in row.rung.wanted) for row in rows)
    assert "宜宾市住房和城乡建设局可以交给园区的" in text(Visitor("shiju").get("/desk/rungs/"))


def test_a_committee_sees_its_own_park(town):
    assert {park.code for park in scope_of(town.actor("yuanqu")).parks} == {"lingang"}


@pytest.mark.parametrize("username", ["chuangkou", "bangban", "qiye"])
def test_others_are_turned_away(town, username):
    assert Visitor(username).get("/desk/rungs/").status_code == 403


# -- what ---------------------------------------------------------------------------------------------------------


def test_an_item_shows_today_the_rung_the_paper_and_the_people(town):
    said = text(Visitor("guanli1").get(f"/desk/rungs/?q={ROAD}"))
    for words in ("现场代办＋挂帮办", "跨区域跨层级合署服务", "合作协议", "宜宾市翠屏区交通运输局", "其他办法"):
        assert words in said


def test_papers_are_drawn_together_over_their_items(scope):
    rows = climbs(scope, DAY)
    papers = by_paper(rows)
    assert len(papers) < sum(len(row.rung.wanted) for row in rows)
    assert max(len(paper.climbs) for paper in papers) > 1
    assert sum(len(paper.climbs) for paper in papers) == sum(len(row.rung.wanted) for row in rows)


def test_filters_narrow_and_empty_says_so(town):
    browser = Visitor("guanli1")
    only = text(browser.get("/desk/rungs/?organ=cp-amr"))
    assert "企业设立登记" in only
    assert ROAD not in only
    assert "没有符合条件的事项" in text(browser.get("/desk/rungs/?q=不存在的事项"))


def test_the_highest_aim_shows_the_highest_mode(scope):
    rows = climbs(scope, DAY, "best")
    assert {row.rung.mode for row in rows} == {"direct-authorisation"}


def test_the_aim_of_gain_shows_only_what_an_enterprise_would_feel(scope):
    for row in climbs(scope, DAY, "gain"):
        before, then = row.before, row.rung.plan
        assert before is None or (then.trips_outside, then.days, then.handovers) < (
            before.trips_outside,
            before.days,
            before.handovers,
        )


def test_what_is_saved_is_cases_times_the_difference_of_the_plans(town, road):
    for day in (DAY, DAY - dt.timedelta(days=30)):
        town.apply("lingang", town.item(ROAD, "cp-trans"), when=at(day))
    town.apply("lingang", town.item(ROAD, "cp-trans"), when=at(DAY - dt.timedelta(days=365)))
    row = next(r for r in climbs(scope_of(town.actor("guanli1")), DAY) if r.item.name == ROAD)
    assert row.cases == road.cases + 2
    assert row.handovers == row.cases * (row.before.handovers - row.rung.plan.handovers)
    assert row.visits == row.cases * (row.before.trips_outside - row.rung.plan.trips_outside)


def test_cases_are_counted_in_one_statement(town):
    with CaptureQueriesContext(connection) as asked:
        cases_of(Park.objects.filter(centre__isnull=False), DAY)
    assert len(asked) == 1


def test_a_second_look_computes_nothing_and_asks_little(town):
    browser = Visitor("guanli1")
    browser.get("/desk/rungs/")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/desk/rungs/")
    assert len(asked) <= 15


def test_the_people_that_are_missing_are_named(scope):
    needs = [need for row in climbs(scope, DAY) for need in row.needs]
    assert needs
    assert all(need.lacking == max(need.wanted - need.ready, 0) for need in needs)
    twice = [row for row in climbs(scope, DAY) if any(n.power == "审查" and n.wanted == 2 for n in row.needs)]
    assert twice


def test_what_stays_at_home_is_not_proposed_to_be_handed_down(scope):
    """取水许可 is on the negative list of this park, says its arrangement."""
    assert "取水许可" not in {row.item.name for row in climbs(scope, DAY, "best")}


# -- taking away and starting -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "mark"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_a_draft_is_taken_away(town, form, mark):
    browser = Visitor("guanli1")
    link = file_link(browser.get("/desk/rungs/?organ=cp-amr"), "entrustment", form)
    response = browser.get(link)
    assert response.content.startswith(mark)
    assert "attachment" in response["Content-Disposition"]


def test_another_parks_draft_is_not(town):
    link = file_link(Visitor("guanli1").get("/desk/rungs/?organ=cp-amr"), "entrustment", "pdf")
    assert Visitor("guanli2").get(link).status_code == 404


@pytest.mark.parametrize("paper", ["", "nonsense", "0123456789ab.1", "0123456789ab.x-y", f"{'9' * 40}.{'9' * 40}"])
def test_a_paper_that_nobody_asks_for_is_not_found(town, paper):
    assert Visitor("guanli1").get(f"/desk/rungs/lingang/entrustment.pdf?paper={paper}").status_code == 404


def test_starting_a_paper_makes_a_draft_for_all_its_items(town, scope):
    paper = next(p for p in by_paper(climbs(scope, DAY)) if p.wanted.giver == "cp-amr" and len(p.climbs) > 1)
    response = Visitor("guanli1").post("/desk/rungs/lingang/start/", {"paper": paper.value})
    made = Instrument.objects.get(state="draft", to__code="sanjiang")
    assert response.url.endswith(f"/{made.code}/")
    assert {item.code for item in made.items.all()} == {climb.item.code for climb in paper.climbs}
    assert Event.objects.filter(stream=made.stream, kind="instrument.drafted").exists()


def test_of_several_papers_all_become_drafts_or_none(town, scope):
    papers = by_paper(climbs(scope, DAY))
    sent = {"paper": [p.value for p in papers if p.drafted][:3]}
    assert Visitor("guanli1").post("/desk/rungs/lingang/start/", sent).url.endswith("?life=draft")
    assert Instrument.objects.filter(state="draft").count() == 3
    seal = next(p for p in papers if p.wanted.kind == "seal")
    refused = Visitor("guanli1").post("/desk/rungs/lingang/start/", {"paper": seal.value})
    assert refused.status_code == 409
    assert "下载表格" in text(refused)


def test_an_organ_looks_and_does_not_start(town):
    assert Visitor("shiju").post("/desk/rungs/lingang/start/", {"paper": "x"}).status_code == 403


def test_the_name_of_a_paper_does_not_depend_on_its_items(scope):
    papers = by_paper(climbs(scope, DAY))
    assert len({token(p.wanted) for p in papers}) == len(papers)
    for paper in papers:
        assert {token(w) for climb in paper.climbs for w in climb.rung.wanted} >= {paper.token}


# -- a province ---------------------------------------------------------------------------------------------------


def test_of_many_items_only_those_with_cases_are_looked_at(town, monkeypatch):
    province = town.actor("shengzx")
    every = {(row.park.code, row.item.code) for row in climbs(scope_of(province), DAY)}
    monkeypatch.setattr("yuanban.insight.scope.FEW", 10)
    assert climbs(scope_of(province), DAY) == []
    town.apply("lingang", town.item("城市建筑垃圾处置核准", "cp-urban"))
    looked = {(row.park.code, row.item.name) for row in climbs(scope_of(province), DAY)}
    assert looked == {("lingang", "城市建筑垃圾处置核准")}
    assert len(every) > 10
    assert not scope_of(province, park="lingang").many
