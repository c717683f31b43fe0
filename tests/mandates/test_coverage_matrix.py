"""How far each park may go today: kept as rows, shown, filtered, filed and told on the command line."""

import datetime as dt
import html
import io
import json
import re

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from tests.cases.desk import desk, text
from tests.cast import DAY
from tests.visitor import Visitor
from yuanban import serve
from yuanban.cli import load
from yuanban.law.modes import Plan
from yuanban.mandates.actions.revoke_instrument import revoke_instrument
from yuanban.mandates.coverage_models import CoverageCell, CoverageCount, CoverageMark
from yuanban.mandates.coverage_store import current, rebuild, refresh
from yuanban.mandates.coverage_xlsx import safe
from yuanban.mandates.models import Arrangement, Instrument
from yuanban.mandates.planning import planned_in
from yuanban.mandates.world import world
from yuanban.places import epoch
from yuanban.places.models import Body, Centre, Park

SECONDED = "sec-lg-cp-amr"


@pytest.fixture
def matrix(town):
    rebuild(DAY)
    return town


def cell(park, item):
    return CoverageCell.objects.get(park__code=park, item=item)


def page(username, query=""):
    return desk(username).get(f"/desk/coverage/{query}")


# -- the rows


def test_each_cell_is_the_plan_of_its_park_and_item(matrix):
    now = world(DAY)
    for one in CoverageCell.objects.select_related("park", "item"):
        answer = planned_in(now, one.park.code, one.item.code, DAY)
        if isinstance(answer, Plan):
            told = (
                answer.mode,
                answer.decides,
                answer.in_name_of,
                answer.days,
                answer.trips_outside,
                list(answer.rests_on),
            )
            assert told == (one.mode, one.decides, one.in_name_of, one.days, one.visits, one.instruments)
        else:
            assert (one.mode, one.rule, one.because) == ("", answer.rule, answer.because)


def test_an_item_of_the_second_county_is_asked_there(matrix):
    elsewhere = CoverageCell.objects.exclude(place="")
    assert {one.park.code for one in elsewhere} == {"lingang"}
    assert all(one.mode for one in elsewhere)


def test_a_paper_that_is_revoked_moves_the_cells_that_rest_on_it_and_no_others(matrix):
    before = dict(CoverageCell.objects.values_list("pk", "instruments"))
    resting = {pk for pk, papers in before.items() if SECONDED in papers}
    revoke_instrument(matrix.actor("guanli1"), SECONDED, DAY, "职责调整")
    assert current(DAY) is None
    refresh(DAY)
    assert current(DAY)
    after = dict(CoverageCell.objects.values_list("pk", "instruments"))
    assert resting
    assert {pk for pk in before if before[pk] != after[pk]} == resting


def test_nothing_is_computed_when_nothing_changed(matrix):
    epoch.bump()
    at_first = CoverageMark.objects.get().at
    assert refresh(DAY) == 0
    assert CoverageMark.objects.get().at > at_first
    assert refresh(DAY) == 0


def test_more_than_a_page_may_wait_for_is_left_to_the_job(matrix):
    CoverageMark.objects.all().delete()
    assert refresh(DAY, at_most=10) is None
    assert refresh(DAY, at_most=1000) is not None


def test_counts_are_those_of_the_cells(matrix):
    assert sum(CoverageCount.objects.values_list("cells", flat=True)) == CoverageCell.objects.count()


def test_a_cell_says_when_it_may_change_by_itself(matrix):
    ending = CoverageCell.objects.filter(until__isnull=False).order_by("until").first()
    assert ending.until > DAY
    refresh(ending.until)
    assert not CoverageCell.objects.filter(until__lte=ending.until).exists()


def test_an_item_that_loses_its_guide_says_so(matrix):
    one = CoverageCell.objects.filter(park__code="lingang").exclude(mode="").first()
    one.item.versions.update(state="withdrawn")
    epoch.bump()
    refresh(DAY)
    one.refresh_from_db()
    assert (one.mode, one.rule) == ("", "no-instrument")
    assert "没有已公布的办事指南" in text(page("guanli1", f"?q={one.item.code}"))


def test_what_a_park_no_longer_asks_for_goes_away(matrix):
    from yuanban.catalogue.actions.make_overlay import leave_out
    from yuanban.catalogue.lists_queries import reference_items

    park = Park.objects.get(code="lingang")
    held = Arrangement.objects.filter(park=park, to_date=None).values("item__basic")
    line = next(
        line
        for line in reference_items(park, DAY)
        if line.basic and CoverageCell.objects.filter(park=park, item__basic=line.basic).exclude(item__basic__in=held)
    )
    leave_out(matrix.actor("guanli1"), park, line.key, "本园区没有这类企业", DAY)
    refresh(DAY)
    assert not CoverageCell.objects.filter(park=park, item__basic=line.basic).exists()


# -- who sees what


def test_a_manager_sees_the_own_park_and_no_other(matrix):
    assert "授权覆盖：宜宾临港经济技术开发区" in text(page("guanli1"))
    assert page("guanli1", "?park=jiangan").status_code == 404
    assert desk("guanli1").get("/desk/coverage/download/?park=jiangan").status_code == 404


def test_an_organ_sees_the_parks_it_reaches_and_the_province_all(matrix):
    assert "各园区覆盖" in text(page("shengzx"))
    for park in ("lingang", "jiangan", "nanxi"):
        assert page("shengzx", f"?park={park}").status_code == 200
        assert page("shenji", f"?park={park}").status_code == 200
    county = Body.objects.get(code="cp-amr")
    from yuanban.accounts.models import Post
    from yuanban.mandates.coverage_queries import seen

    post = Post.objects.filter(body=county, centre=None).select_related("person").first()
    actor = matrix.actor(post.person.username)
    assert {park.code for park in seen(actor)} == {"lingang"}


def test_an_applicant_is_turned_away(matrix):
    assert page("qiye").status_code == 403


# -- the pages


def test_one_park_shows_every_item_with_its_answer(matrix):
    answer = page("guanli1", "?all=1")
    words = text(answer)
    for one in CoverageCell.objects.filter(park__code="lingang").select_related("item"):
        assert one.item.name in words
        assert all(
            f"/desk/instruments/{code}/" in answer.content.decode() or code.startswith("joint")
            for code in one.instruments
        )
    assert "取决于申请表中的" in words


def test_counts_at_the_head_filter(matrix):
    for mode in (
        CoverageCell.objects.filter(park__code="lingang").exclude(mode="").values_list("mode", flat=True).distinct()
    ):
        count = CoverageCell.objects.filter(park__code="lingang", mode=mode).count()
        assert f"共 {count} 项" in text(page("guanli1", f"?mode={mode}"))
    assert "没有符合条件的事项" in text(page("guanli1", "?q=没有的事"))


def test_filters_and_sorting_work_together(matrix):
    organ = CoverageCell.objects.filter(park__code="lingang").values_list("item__organ__code", flat=True).first()
    count = CoverageCell.objects.filter(park__code="lingang", item__organ__code=organ).count()
    assert f"共 {count} 项" in text(page("guanli1", f"?organ={organ}&sort=days&list=&stage="))
    assert page("guanli1", "?sort=nonsense&page=99&mode=nonsense").status_code == 200
    names = re.findall(r'<td data-label="事项"><div>([^<]+)<', page("guanli1", "?sort=name&all=1").content.decode())
    assert names == sorted(names)


def test_a_refusal_says_rule_reason_and_cure(matrix):
    Arrangement.objects.filter(park__code="lingang").update(cadre=None)
    Instrument.objects.filter(kind__in=("agency", "statute")).update(to_date=DAY - dt.timedelta(days=1))
    epoch.bump()
    refresh(DAY)
    words = text(page("guanli1", "?mode=none"))
    assert "怎样补上：" in words
    rule = CoverageCell.objects.filter(park__code="lingang", mode="").exclude(rule="facts-missing").first().rule
    count = CoverageCell.objects.filter(park__code="lingang", rule=rule).count()
    assert f"共 {count} 项" in text(page("guanli1", f"?rule={rule}"))


def test_the_province_sees_counts_that_open(matrix):
    answer = page("shengzx")
    for park, mode, cells in CoverageCount.objects.exclude(mode="").values_list("park__code", "mode", "cells"):
        assert f'href="/desk/coverage/?park={park}&amp;mode={mode}">{cells}<' in answer.content.decode().replace(
            "&mode", "&amp;mode"
        )
    assert "没有符合条件的园区" in text(page("shengzx", "?q=没有的园区"))
    assert text(page("shengzx", "?kind=agri&city=511500")).count("南溪") >= 1


def test_several_cities_have_their_totals(matrix):
    Park.objects.filter(code="nanxi").update(city=None)
    words = text(page("shengzx"))
    assert "按市（州）" in words
    assert "所在市州未标明" in words
    assert "四川江安经济开发区" not in text(page("shengzx", "?city=none"))


def test_a_park_without_list_or_wish_says_what_to_do(matrix):
    park = Park.objects.create(code="new-park", name="新园区", short="新园区", kind="ftz", level="county")
    Centre.objects.create(
        code="new-centre", number=999, park=park, name="新中心", address="某路", hours="九时至五时", phone="1"
    )
    epoch.bump()
    assert "这个园区还没有可以推算的事项" in text(page("shengzx", "?park=new-park"))


def test_nothing_computed_yet_is_said(matrix, monkeypatch):
    CoverageMark.objects.all().delete()
    CoverageCell.objects.all().delete()
    monkeypatch.setattr("yuanban.mandates.coverage_pages.AT_ONCE", 0)
    assert "还没有推算过" in text(page("guanli1"))
    assert "还没有推算过" in text(page("shengzx"))


def test_a_change_too_great_for_the_page_is_said(matrix, monkeypatch):
    monkeypatch.setattr("yuanban.mandates.coverage_pages.AT_ONCE", 0)
    Park.objects.filter(code="lingang").update(name="宜宾临港开发区")
    epoch.bump()
    assert "正在重新推算" in text(page("guanli1"))


# -- the workbook


def read(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_holds_the_matrix_the_counts_and_the_papers(matrix):
    answer = desk("guanli1").get("/desk/coverage/download/?park=lingang")
    assert "attachment" in answer["Content-Disposition"]
    book = read(answer.content)
    assert list(book) == ["覆盖清单", "统计", "依据文书"]
    cells = CoverageCell.objects.filter(park__code="lingang")
    assert book["覆盖清单"][0][0] == "宜宾临港经济技术开发区授权覆盖清单"
    assert "2026年11月23日" in book["覆盖清单"][1][0]
    assert len(book["覆盖清单"]) == 3 + cells.count()
    assert book["统计"][-1][:2] == ["合计", cells.count()]
    titles = {row[1] for row in book["依据文书"][3:]}
    held = {code for one in cells for code in one.instruments}
    assert titles >= set(Instrument.objects.filter(code__in=held).values_list("title", flat=True))


def test_a_text_that_looks_like_a_formula_stays_a_text(matrix):
    assert [safe(text) for text in ("=1+1", "+1", "-1", "@x", "平常")] == ["'=1+1", "'+1", "'-1", "'@x", "平常"]
    one = CoverageCell.objects.filter(park__code="lingang").first()
    type(one.item).objects.filter(pk=one.item_id).update(name="=HYPERLINK(1)")
    book = read(desk("guanli1").get("/desk/coverage/download/?park=lingang").content)
    assert "'=HYPERLINK(1)" in {row[3] for row in book["覆盖清单"]}


# -- the command


@pytest.fixture
def told(matrix, monkeypatch):
    """`told("--json")`: the command's result, in this test's database."""
    monkeypatch.setattr(serve, "migrate", lambda: None)

    def run(*arguments):
        from yuanban.commands.coverage import app

        return CliRunner().invoke(app, list(arguments))

    return run


def test_the_command_tells_the_matrix_and_the_next_rungs(told):
    rows = json.loads(told("--park", "lingang", "--json").stdout)
    assert len(rows) == CoverageCell.objects.filter(park__code="lingang").count()
    wanted = {"item", "name", "mode", "rule", "decides", "in_name_of", "days", "visits", "instruments", "next_rung"}
    for row in rows:
        assert wanted <= row.keys()
        assert (row["mode"] is None) == (row["rule"] is not None)
    rungs = [row["next_rung"] for row in rows if row["next_rung"]]
    assert rungs
    assert {"mode", "papers", "signed_by"} <= rungs[0].keys()


def test_the_command_in_words_and_as_a_workbook(told, tmp_path):
    answer = told("--park", "lingang", "--xlsx", str(tmp_path / "覆盖.xlsx"))
    assert "宜宾临港经济技术开发区共" in answer.stdout
    assert read((tmp_path / "覆盖.xlsx").read_bytes())["统计"]
    answer = told("--park", "lingang", "--xlsx", str(tmp_path / "没有" / "覆盖.xlsx"))
    assert answer.exit_code == 2
    assert "不能写入" in answer.stderr


def test_an_unknown_park_is_said(told):
    answer = told("--park", "nowhere", "--json")
    assert answer.exit_code == 2
    assert "没有代码为“nowhere”的园区" in answer.stderr
    assert load("coverage").help


def test_a_park_without_a_centre_is_said(told):
    Park.objects.create(code="bare", name="空园区", short="空", kind="agri", level="county")
    answer = told("--park", "bare")
    assert answer.exit_code == 2
    assert "还没有政务服务中心" in answer.stderr


def test_each_row_says_the_next_step_and_holds_its_draft(town):
    """What a manager needs of a park stands on one page: how far today, what next, and the paper for it."""
    page = Visitor("guanli1").get("/desk/coverage/?park=lingang&q=道路货物运输经营许可")
    said = page.content.decode()
    assert "↑" in said
    draft = re.search(r'href="(/desk/rungs/lingang/[^"]+\.pdf\?paper=[^"]+)"', said)
    assert draft, "no draft"
    assert Visitor("guanli1").get(html.unescape(draft[1])).content.startswith(b"%PDF")


def test_whoever_may_not_take_drafts_sees_the_step_alone(town):
    said = Visitor("chuangkou").get("/desk/coverage/?park=lingang&q=道路货物运输经营许可").content.decode()
    assert "↑" in said
    assert ".pdf?paper=" not in said
