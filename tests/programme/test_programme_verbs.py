"""A year of the programme by its actions: who may, what is frozen, what is flagged, what a correction is."""

import pytest

from tests.programme.cast import Year, given
from yuanban.accounts.acting import Actor, acting
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.ledger.verify import row_differences
from yuanban.places.models import Park
from yuanban.programme import queries, standings
from yuanban.programme.actions import apply_for, experts, inspect, object_to, plan_call, score
from yuanban.programme.actions.city_review import review
from yuanban.programme.actions.publish_ranking import intact, publish_ranking, settle
from yuanban.programme.models import Application, Expert, Ranking, Sheet


@pytest.fixture
def year(town):
    return Year()


def nobody(day_at):
    return Actor(person=None, name="访客", at=day_at)


def ranked(year, *marks, codes=("xingwen", "pingshan")):
    """Applications scored and published. -> (rows, sheets of the first, ranking)."""
    rows = [year.hand_in(code) for code in codes]
    year.score()
    sheets = [year.judge(row, *said) for row, said in zip(rows, marks, strict=True)]
    return rows, sheets, publish_ranking(year.stage.province(10), year.call.pk)


def refused(rule, do, *args, **more):
    with pytest.raises(Refusal) as no:
        do(*args, **more)
    assert no.value.rule == rule
    return no.value


def test_an_application_needs_everything_and_its_own_park(year):
    row = year.begin("xingwen")
    stranger = year.actor("shenbao5", 50)
    refused("no-post", apply_for.edit, stranger, row.pk, {})
    with pytest.raises(Invalid) as no:
        apply_for.submit(year.actor("shenbao4", 50), row.pk)
    assert {"way", "area_m2", "plan", "money-central", "score-need", "file-need"} <= set(no.value.errors)
    with pytest.raises(Invalid) as no:
        apply_for.edit(
            year.actor("shenbao4", 50), row.pk, {"own": {"need": {"score": "15.5"}}, "money": {"local": "一百"}}
        )
    assert set(no.value.errors) == {"score-need", "money-local"}
    refused(
        "programme-window", apply_for.begin, year.actor("shenbao5"), year.call.pk, Park.objects.get(code="pingshan")
    )


def test_a_city_sends_back_and_recommends_only_its_own(year):
    row = year.hand_in("xingwen", upto="submitted")
    city = year.actor("shijizx", 49)
    review(city, row.pk, "return", "请补场地的租赁合同。")
    row.refresh_from_db()
    assert (row.state, row.why) == ("returned", "请补场地的租赁合同。")
    apply_for.submit(year.actor("shenbao4", 20), row.pk)
    refused("no-post", review, year.actor("shengzx"), row.pk, "recommend", "同意推荐此园区")
    review(city, row.pk, "recommend", "材料已经补齐，同意推荐。")
    assert standings.of(row.park, year.stage.day(0)).state == "applied"


def test_quotas_follow_the_scheme(year):
    fields = {key: getattr(year.call, key) for key in plan_call.FIELDS} | {"title": "2027年"}
    call = plan_call.plan_call(year.stage.province(), 2027, {"511500": 2}, **fields)
    assert "应当是3至4个" in refused("programme-quota", plan_call.open_call, year.stage.province(), call.pk).because
    plan_call.change_call(year.stage.province(), call.pk, {"511500": 4}, **fields)
    assert plan_call.open_call(year.stage.province(), call.pk).state == "open"


def test_an_expert_with_an_interest_stands_aside(year):
    row = year.hand_in("xingwen")
    year.score()
    partial = Expert.objects.get(cities__contains=["511500"])
    refused("expert-aside", experts.assign, year.stage.province(), row.pk, partial.pk)
    assert partial not in experts.free(year.call, year.stage.day(0))[row.pk]
    one = Expert.objects.exclude(pk=partial.pk).first()
    sheet = experts.assign(year.stage.province(), row.pk, one.pk)
    experts.stand_aside(acting(one.person, year.stage.at(0)), sheet.pk, "参与过方案编制")
    refused("wrong-state", score.give, acting(one.person, year.stage.at(0)), sheet.pk, given(80))


def test_nobody_but_the_expert_changes_a_score_and_the_change_is_kept(year):
    row = year.hand_in("xingwen")
    year.score()
    (sheet,) = year.judge(row, 80)
    other = Expert.objects.exclude(pk=sheet.expert_id).first()
    refused("score-owner", score.change, acting(other.person, year.stage.at(0)), sheet.pk, given(90), "改")
    refused("no-post", score.change, year.stage.province(), sheet.pk, given(90), "改")
    own = acting(sheet.expert.person, year.stage.at(0))
    refused("score-change", score.change, own, sheet.pk, given(90), " ")
    score.change(own, sheet.pk, given(90), "漏看了一份佐证")
    told = Event.objects.get(stream=sheet.stream, kind="sheet.changed").data
    assert told["totals"] == ["80.00", "90.00"] and told["moved"]["need"] == ["12.00", "13.50"]
    said = queries.history_of(Application.objects.get(pk=row.pk))[0]
    assert (said["who"], said["title"]) == (sheet.expert.person.name, "修改评分")
    assert "总分80.00→90.00" in said["text"] and "漏看了一份佐证" in said["text"]
    sheet.refresh_from_db()
    assert list(row_differences(sheet, list(Event.objects.filter(stream=sheet.stream).order_by("seq")))) == []


def test_a_score_changed_after_publication_is_flagged_and_alters_nothing(year):
    rows, sheets, ranking = ranked(year, (90, 90, 90), (80, 80, 80))
    before = ranking.rows
    own = acting(sheets[0][0].expert.person, year.stage.at(5))
    score.change(own, sheets[0][0].pk, given(30), "发现佐证是旧的")
    ranking.refresh_from_db()
    assert (ranking.rows, ranking.questioned, intact(ranking)) == (before, 1, True)
    later = year.stage.province(0)
    assert "评分改动" in refused("ranking-frozen", settle, later, year.call.pk).because
    refused("ranking-frozen", publish_ranking, later, year.call.pk)
    second = publish_ranking(later, year.call.pk, "采用更正后的评分")
    assert (second.number, second.questioned, next(line["name"] for line in second.rows)) == (2, 0, rows[1].park.name)
    ranking.refresh_from_db()
    assert (ranking.state, ranking.rows, intact(ranking)) == ("replaced", before, True)


def test_a_ranking_tampered_with_no_longer_matches_its_digest(year):
    _, _, ranking = ranked(year, (90, 90, 90), (80, 80, 80))
    ranking.rows[1]["selected"] = False
    Ranking.objects.filter(pk=ranking.pk).update(rows=ranking.rows)
    assert not intact(Ranking.objects.select_related("call").get(pk=ranking.pk))


def test_an_objection_upheld_leads_to_a_corrected_publication(year):
    rows, _, ranking = ranked(year, (90, 90, 90), (80, 80, 80))
    raised = object_to.object_to(
        nobody(year.stage.at(8)), ranking.pk, "场所没有租赁合同，是企业的仓库。", "某企业", "139-0000-0001", rows[0]
    )
    told = str(Event.objects.get(stream=raised.stream).data)
    assert "某企业" not in told and "139-0000-0001" not in told and raised.token not in told
    province = year.stage.province(0)
    refused("notice-running", settle, province, year.call.pk)
    object_to.answer(province, raised.pk, "upheld", "经现场核查，没有租赁合同，异议成立。", "exclude")
    refused("ranking-frozen", settle, province, year.call.pk)
    second = publish_ranking(province, year.call.pk, "异议成立，取消兴文园区")
    assert [line["name"] for line in second.rows] == [rows[1].park.name]
    late = province.then(year.stage.at(-30))
    refused(
        "notice-ended",
        object_to.object_to,
        nobody(year.stage.at(-30)),
        second.pk,
        "公示期以后才提出的异议。",
        "某企业",
        "139",
    )
    settle(late, year.call.pk)
    assert dict(Application.objects.values_list("park__code", "state")) == {
        "xingwen": "unselected",
        "pingshan": "selected",
    }
    assert standings.totals(late.day)["building"] == {"centres": 1, "area_m2": 1200, "staff": 20}


def test_a_tie_under_the_quota_is_for_the_meeting(year):
    quota = year.call.quotas.get()
    quota.number = 1
    quota.save()
    rows = [year.hand_in("xingwen"), year.hand_in("pingshan")]
    year.score()
    for row in rows:
        year.judge(row, 80, 80, 80)
    province = year.stage.province(10)
    refused("tie-undecided", publish_ranking, province, year.call.pk)
    order = {str(rows[1].pk): 1, str(rows[0].pk): 2}
    with pytest.raises(Invalid):
        publish_ranking(province, year.call.pk, decided=order)
    ranking = publish_ranking(province, year.call.pk, decided=order, decided_why="屏山没有其他政务大厅，票决先行建设")
    assert [(line["name"], line["selected"]) for line in ranking.rows] == [
        (rows[1].park.name, True),
        (rows[0].park.name, False),
    ]


def test_from_acceptance_to_downgrade_and_back(year):
    rows, _, _ = ranked(year, (90, 90, 90), (50, 50, 50))
    settle(year.stage.province(0), year.call.pk)
    row, on = rows[0], lambda days: year.stage.province(-days)
    refused("acceptance", inspect.accept, on(100), row.pk)
    day = year.stage.day
    inspect.inspect(on(100), row.pk, "accept", day(-100), "省中心", "与方案一致。", True, 1300, 22)
    inspect.accept(on(101), row.pk)
    assert standings.totals(day(-101))["open"]["centres"] == 4
    refused("downgrade", inspect.downgrade, on(101), row.pk, "不合格")
    inspect.inspect(on(150), row.pk, "follow", day(-150), "省中心", "人员长期不到岗。", False)
    refused("downgrade", inspect.downgrade, on(150), row.pk, "不合格")
    inspect.ask_mending(on(150), row.pk, day(-170), "人员全部到岗")
    inspect.inspect(on(171), row.pk, "follow", day(-171), "省中心", "仍不到岗。", False)
    inspect.downgrade(on(172), row.pk, "整改期满仍不合格")
    counted = standings.totals(day(-172))
    assert (counted["open"]["centres"], counted["downgraded"]["area_m2"]) == (3, 1300)
    assert standings.totals(day(-160))["open"]["centres"] == 4  # what was counted on a day stays so
    inspect.inspect(on(200), row.pk, "accept", day(-200), "省中心", "已经整改到位。", True, 1300, 24)
    inspect.accept(on(200), row.pk)
    assert [one.state for one in row.park.standings.order_by("pk")] == [
        "applied",
        "building",
        "open",
        "downgraded",
        "open",
    ]


def test_a_notice_counts_working_days(year):
    _, _, ranking = ranked(year, (90, 90, 90), (80, 80, 80))
    assert ranking.until == add_workdays(ranking.published_on, 5)
    assert refused("notice-running", settle, year.stage.province(9), year.call.pk).because.startswith("公示期到")


def test_an_open_centre_does_not_apply_again(year):
    with pytest.raises(Refusal) as no:
        apply_for.begin(year.actor("guanli1", 50), year.call.pk, Park.objects.get(code="lingang"))
    assert no.value.rule == "programme-once"


def test_who_sees_what(year):
    row = year.hand_in("xingwen")
    seen = {name: queries.visible_to(year.actor(name)).filter(pk=row.pk).exists() for name in ("shengzx", "shijizx", "shenbao4", "shenbao5", "zhuanjia", "chuangkou")}  # fmt: skip
    assert seen == {
        "shengzx": True,
        "shijizx": True,
        "shenbao4": True,
        "shenbao5": False,
        "zhuanjia": False,
        "chuangkou": False,
    }
    assert Sheet.objects.count() == 0
