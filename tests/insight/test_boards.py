"""The boards: what they count is what a recount counts, medians are true, and every figure opens down to its matters."""

import datetime as dt
import io
import re
from collections import Counter
from statistics import median

import pytest
from python_calamine import CalamineWorkbook

from tests.cases.matter import RESTAURANT, owner
from tests.cast import DAY, at
from tests.visitor import Visitor, text
from yuanban.accounts.models import Enterprise
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.extend import extend
from yuanban.cases.actions.refuse_acceptance import refuse_acceptance
from yuanban.cases.actions.withdraw import withdraw
from yuanban.cases.models import Case
from yuanban.insight import rollup
from yuanban.insight.board_rows import rows_of
from yuanban.insight.board_scope import board_parks
from yuanban.insight.boards import COLUMNS, RATIOS, Figures, board
from yuanban.insight.measures import measures
from yuanban.insight.models import Rollup
from yuanban.insight.recount import recount
from yuanban.law.calendar import add_workdays

PERMIT = "建筑工程施工许可证核发"
LATER = {1: dt.date(2026, 10, 12), 2: dt.date(2026, 10, 13), 4: dt.date(2026, 10, 14)}  # working days used: accepted on


def permit(town, day):
    item = town.item(PERMIT, "yb-hud")
    return town.apply("lingang", item, Enterprise.objects.get(code=RESTAURANT), when=at(day), investment_wan=3000)


@pytest.fixture
def mixture(town):
    """Granted after 1, 2, 4 and 9 working days, where 2 are promised and 7 lawful, denied, refused, withdrawn, waiting for a supplement."""
    for used, day in {**LATER, 9: dt.date(2026, 10, 15)}.items():
        case = town.until(permit(town, day), "reviewed", at(day))
        town.until(case, "delivered", at(add_workdays(day, used)))
    denied = town.until(permit(town, DAY), "reviewed", at())
    town.decide(denied, at(), "denied", "不符合条件。")
    refused = town.until(permit(town, DAY), "received", at())
    refuse_acceptance(town.doer(refused, "accept"), refused.number, "not-required", "依法不需要许可。")
    withdraw(owner(), permit(town, DAY).number)
    asked = town.until(permit(town, DAY), "received", at())
    code = asked.materials.first().code
    ask_supplement(town.doer(asked, "accept"), asked.number, {code: "缺少签名。"})
    rollup.advance()
    return town


def test_the_rollups_are_what_a_recount_counts(mixture, town):
    assert recount()[1] == []
    whole = board(DAY).whole
    found = {key: whole[key] for key in COLUMNS}
    expected = {
        "applied": 8,
        "accepted": 5,
        "granted": 4,
        "denied": 1,
        "refused": 1,
        "closed": 6,
        "supplemented": 1,
        "late": 2,
        "breach": 1,
    }
    assert {key: found[key] for key in expected} == expected
    assert found["median"] == 2  # of 0 1 2 4 9
    assert found["in-time"] == 60
    Rollup.objects.filter(measure="granted").update(n=7)
    assert any("准予" in line for line in recount()[1])


def test_what_was_promised_and_what_was_done_are_two_figures(mixture):
    whole, version = board(DAY).whole, Case.objects.first().item_version
    assert whole["saved-promise"] == round(100 * (1 - version.promised / version.statutory), 1)
    assert whole["saved-fact"] == round(100 * (1 - (0 + 1 + 2 + 4 + 9) / (5 * version.statutory)), 1)


@pytest.mark.parametrize("days", [[3], [1, 2], [0, 0, 9], [1, 2, 3, 40], [5] * 7 + [6] * 7, list(range(99))])
def test_medians_are_true(days):
    figures = Figures()
    figures.spread["used"] = Counter(days)
    assert figures["median"] == median(days)


def test_an_extension_allowed_by_law_is_not_late(town):
    day = dt.date(2026, 10, 12)
    case = town.until(permit(town, day), "accepted", at(day))
    limit = case.item_version.statutory
    within = at(add_workdays(day, 1))
    extend(town.actor("yuanqu3", within), case.number, 5, "现场核查需要时间。")
    town.until(case, "decided", at(add_workdays(day, limit + 1)))
    rollup.advance()
    whole = board(DAY).whole
    assert whole.days("used") == limit + 1
    assert (whole["extended"], whole["breach"]) == (1, 0)


def test_every_figure_is_as_many_matters(mixture):
    park = mixture.park("lingang")
    whole, october = (board(DAY, month, park=park.pk).whole for month in (None, dt.date(2026, 10, 1)))
    for key in COLUMNS:
        if key not in RATIOS:
            assert rows_of(park, key, DAY).count() == whole[key], key
    assert rows_of(park, "granted", DAY, dt.date(2026, 10, 1)).count() == october["granted"] == 4
    assert [row.used for row in rows_of(park, "median", DAY, value=4)] == [4]


def test_each_sees_their_own(mixture):
    own = {"guanli1": "/desk/boards/parks/lingang/", "shijizx": "/desk/boards/cities/511500/"}
    for username, address in own.items():
        assert Visitor(username).get("/desk/boards/").url == address
        assert Visitor(username).get(address).status_code == 200
        assert Visitor(username).get("/desk/boards/cities/510100/").status_code == 404
    others = {park.code for park in board_parks(mixture.actor("shengzx"))} - {"lingang"}
    assert others
    assert Visitor("guanli1").get("/desk/boards/cities/511500/").status_code == 404
    for code in others:
        assert Visitor("guanli1").get(f"/desk/boards/parks/{code}/").status_code == 404
        assert Visitor("guanli1").get(f"/desk/boards/parks/{code}/cases/").status_code == 404
    assert Visitor("qiye").get("/desk/boards/").status_code == 403


def test_a_prefecture_sees_numbers_and_nobody_by_name(mixture):
    page = Visitor("shijizx").get("/desk/boards/parks/lingang/cases/?measure=granted")
    assert page.status_code == 200
    case = Case.objects.filter(outcome="granted").first()
    assert case.number[-16:] in text(page)
    assert case.applicant_name not in text(page)
    assert f"/desk/cases/{case.number}/" not in page.content.decode()


def test_down_to_the_matter(mixture):
    visitor, address = Visitor("shengzx"), "/desk/boards/?measure=breach"
    for part in (
        "/desk/boards/cities/511500/",
        "/desk/boards/parks/lingang/",
        "/cases/?measure=breach",
        "/desk/cases/",
    ):
        page = visitor.get(address)
        links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', page.content.decode())]
        address = next(link for link in links if part in link)
    late = Case.objects.get(park__code="lingang", decided_on=add_workdays(dt.date(2026, 10, 15), 9))
    assert late.number in address
    assert visitor.get(address).status_code == 200


def test_a_board_as_a_workbook(mixture):
    visitor = Visitor("shengzx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(visitor.get("/desk/boards/?as=xlsx").content))
    assert book.sheet_names == ["按市州", "按月", "口径"]
    rows = {row[0]: row for row in book.get_sheet_by_name("按市州").to_python()[3:]}
    assert len(rows) == 21
    assert rows["宜宾"][1] == 8
    said = " ".join(str(row[0]) for row in book.get_sheet_by_name("口径").to_python())
    assert all(measures()[key].name in said for key in ("applied", "late"))


def test_what_the_measures_mean(mixture):
    page = text(Visitor("guanli1").get("/desk/boards/measures/"))
    assert "提速率（承诺）" in page
    assert "提速率（实际）" in page


def test_nothing_counted_yet(town):
    assert "—" in text(Visitor("shengzx").get("/desk/boards/?measure=median"))
    assert "还没有办件" in text(Visitor("guanli1").get("/desk/boards/", follow=True))
