"""A park dissolved into another: running cases stay, new ones are told where to go, the programme follows."""

import pytest

from tests.programme.cast import Year
from yuanban.accounts.models import Enterprise
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.coverage_models import CoverageCell
from yuanban.mandates.coverage_store import refresh
from yuanban.places.actions.merge_parks import merge_parks
from yuanban.places.models import Park
from yuanban.programme import standings
from yuanban.programme.actions.publish_ranking import publish_ranking, settle
from yuanban.programme.models import Application


def merge(town, park, into, days=0):
    actor = town.actor("shengzx")
    return merge_parks(actor, Park.objects.get(code=park), Park.objects.get(code=into), actor.day, "样例发〔2026〕9号")


def test_running_cases_are_finished_as_planned_and_new_ones_are_told_where_to_go(town):
    item = town.item("食品经营许可", "ja-amr")
    running = town.apply("jiangan", item)
    plan, firm = running.plan, running.enterprise
    merge(town, "jiangan", "lingang")
    done = town.until(running, "delivered")
    assert (done.plan, done.park.code) == (plan, "jiangan")
    with pytest.raises(Refusal) as no:
        town.apply("jiangan", item, firm=firm)
    assert no.value.rule == "park-merged" and "并入宜宾临港经济技术开发区" in no.value.because
    assert "请向宜宾临港经济技术开发区申请" in no.value.cure


def test_firms_counties_and_coverage_follow(town):
    firms = Enterprise.objects.filter(park__code="jiangan").count()
    before = Enterprise.objects.filter(park__code="lingang").count()
    assert firms and CoverageCell.objects.filter(park__code="jiangan").exists()
    row = merge(town, "jiangan", "lingang")
    refresh(row.day)
    assert Enterprise.objects.filter(park__code="lingang").count() == before + firms
    assert "511523" in {one.region_id for one in row.into.parkregion_set.all()}
    assert not CoverageCell.objects.filter(park__code="jiangan").exists()
    with pytest.raises(Invalid):
        merge(town, "nanxi", "jiangan")
    with pytest.raises(Refusal):
        merge_parks(town.actor("guanli1"), row.into, row.park, row.day, "样例")


def test_the_programme_follows_and_the_published_ranking_is_corrected(town):
    year = Year()
    rows = [year.hand_in("xingwen"), year.hand_in("pingshan")]
    year.score()
    for row in rows:
        year.judge(row, 80, 85, 90)
    ranking = publish_ranking(year.stage.province(10), year.call.pk)
    merge(town, "xingwen", "gaoxian")
    assert Application.objects.get(pk=rows[0].pk).state == "ended"
    with pytest.raises(Refusal) as no:
        settle(year.stage.province(0), year.call.pk)
    assert no.value.rule == "ranking-frozen" and rows[0].park.name in no.value.because
    second = publish_ranking(year.stage.province(0), year.call.pk, "兴文园区已并入高县园区")
    assert [line["name"] for line in second.rows] == [rows[1].park.name] and len(ranking.rows) == 2
    settle(year.stage.province(-30), year.call.pk)
    merge_parks(
        year.stage.province(-40),
        rows[1].park,
        Park.objects.get(code="gaoxian"),
        year.stage.day(-40),
        "样例发〔2027〕1号",
    )
    held = standings.of(Park.objects.get(code="gaoxian"), year.stage.day(-40))
    assert (held.state, held.application_id) == ("building", rows[1].pk)
    assert Application.objects.get(pk=rows[1].pk).state == "selected"
    assert standings.of(rows[1].park, year.stage.day(-40)) is None
