"""The three groups of figures: each equals a count of the rows made another way; rounding; what an empty database says."""

import datetime as dt
import io
import json
from decimal import ROUND_HALF_UP, Decimal
from types import SimpleNamespace

import pytest
from django.db import connection
from docx import Document
from typer.testing import CliRunner

from tests.cast import DAY, at
from tests.support import providers
from tests.visitor import Visitor, text
from yuanban.accounts.models import Person
from yuanban.cases.figures import spans_of
from yuanban.cases.models import Case
from yuanban.catalogue.queries import versions_on
from yuanban.commands.report import app
from yuanban.crew.models import Runner, Spot, Team
from yuanban.demo.stories import programme as story
from yuanban.insight.three_data import Answer, Scope, answer, as_json, report
from yuanban.insight.three_data_figures import FIGURES, GROUPS
from yuanban.mandates.models import Arrangement, Instrument
from yuanban.places.models import Body, Park
from yuanban.programme.models import Call, Standing, SupportItem
from yuanban.recruiting.models import Gathering, Hire, SignUp, Vacancy
from yuanban.residents.models import Institution
from yuanban.support.models import ServiceRequest

MONTH = dt.timedelta(days=30)
NOW = Scope(DAY)


def value(key, scope=NOW):
    return answer(FIGURES[key], scope).value


def values(scope=NOW):
    return {one.figure.key: one.value for _, found in report(GROUPS, scope) for one in found}


# -- a town with something of everything ----------------------------------------------------------------------------


@pytest.fixture
def full(town):
    story.tell(SimpleNamespace(now=at(), parks=[]))
    item = town.item("建筑工程施工许可证核发", "yb-hud")
    for day, state in ((dt.date(2026, 11, 9), "sealed"), (dt.date(2026, 11, 18), "sealed"), (DAY, "accepted")):
        town.until(town.apply("lingang", item, when=at(day), investment_wan=3000), state, at(day))
    Case.objects.filter(decided_on=dt.date(2026, 11, 18)).update(decided_on=dt.date(2026, 11, 24))
    services(town)
    people_of(town)
    crew(town, item)
    grants(town, item)
    return town


def services(town):
    _, _, loan = providers.bank(town)
    firm = providers.firm()
    asker = Person.objects.get(username="qiye")
    rows = [
        ("loan", "delivered", 0, "120.50"), ("loan", "closed", 40, "80"), ("loan", "agreed", None, None),
        ("guarantee", "delivered", 1, "300"), ("insurance", "closed", 2, "5000"), ("water", "delivered", 3, "20"),
        ("power", "closed", 50, "630"), ("telecom", "delivered", 1, "100"), ("gas", "withdrawn", None, None),
    ]  # fmt: skip
    needs = providers.need(town)
    for n, (kind, state, ago, result) in enumerate(rows):
        ServiceRequest.objects.create(
            number=f"FW{n}", need=needs, product=loan, provider=loan.provider, enterprise=firm, kind=kind, state=state,
            centre=town.park("lingang").centre, purpose="周转", terms={}, asked_by=asker, asked_at=at(), asked_on=DAY,
            delivered_on=None if ago is None else DAY - dt.timedelta(days=ago), result=result,
            closed_on=DAY,
        )  # fmt: skip


def people_of(town):
    firm, centre = town.firm("lingang"), town.park("lingang").centre
    told = {
        "enterprise": firm,
        "centre": centre,
        "place": "园区",
        "pay_low": 1,
        "pay_high": 2,
        "wanted": 5,
        "phone": "1",
        "until": DAY,
    }
    for state, ago, hires in (("open", 0, (3, 4)), ("filled", 60, (2,)), ("barred", 1, ())):
        row = Vacancy.objects.create(
            **told, title="焊工", duties="焊接", state=state, opened_on=DAY - dt.timedelta(days=ago)
        )
        for number in hires:
            Hire.objects.create(vacancy=row, number=number, on=row.opened_on)
    for n, (kind, state, ago) in enumerate(
        (
            ("party", "open", 1),
            ("mass", "open", 45),
            ("fair", "open", 1),
            ("mass", "cancelled", 1),
            ("party", "open", -3),
        )
    ):
        begins = at() - dt.timedelta(days=ago)
        held = Gathering.objects.create(
            centre=centre, kind=kind, title="活动", about="交流", place="一楼", starts_at=begins, seats=9, state=state,
            ends_at=begins + dt.timedelta(hours=2), close_at=begins,
        )  # fmt: skip
        for m, (pool, here) in enumerate((("seat", True), ("seat", True), ("seat", False), ("stall", True))):
            SignUp.objects.create(
                gathering=held, pool=pool, serial=m, who=f"{n}-{m}", name="演甲", phone="1", token=f"t{n}-{m}", code=f"{m}", at=begins,
                state="here" if here else "seated", came_at=begins if here else None,
            )  # fmt: skip
    for n, (since, left) in enumerate(((200, None), (200, 10), (-5, None))):
        Institution.objects.create(
            body=Body.objects.order_by("pk")[n], centre=centre, kind="court", place="二楼", phone="1", hours="工作日", about="",
            matters=["咨询"], since=DAY - dt.timedelta(days=since), left_on=left and DAY - dt.timedelta(days=left),
        )  # fmt: skip


def crew(town, item):
    centre = town.park("lingang").centre
    spot = Spot.objects.create(centre=centre, name="中心", east=0, north=0)
    other = town.item("取水许可", "yb-water")
    people = iter(Person.objects.order_by("pk"))
    for name, kind, members in (
        ("跑办队", "through", (([item.pk, other.pk], None), ([item.pk], None), ([], None), ([other.pk], 5))),
        ("帮办队", "helpers", (([other.pk], None),)),
    ):
        team = Team.objects.create(centre=centre, name=name, kind=kind)
        for items, ended in members:
            Runner.objects.create(
                team=team, person=next(people), base=spot, items=items, from_date=DAY - MONTH,
                to_date=ended and DAY - dt.timedelta(days=ended),
            )  # fmt: skip


def grants(town, item):
    """One of a provincial department's papers stands, one has been revoked; the town's own papers are the city's."""
    department = Body.objects.filter(level="province", role="department").first() or Body.objects.create(
        code="prov-dept",
        name="省样例厅",
        short="省样例厅",
        kind="organ",
        role="department",
        standing="statutory",
        level="province",
    )
    to = town.park("lingang").committee
    for n, revoked in enumerate((None, DAY - MONTH)):
        paper = Instrument.objects.create(
            code=f"prov-{n}", kind="devolution", state="revoked" if revoked else "published", title="下放决定", grantor=department, to=to,
            powers=["decide"], territory=[], published_on=DAY - 3 * MONTH, revoked_on=revoked,
        )  # fmt: skip
        paper.items.add(item, town.item("取水许可", "yb-water"))


# -- counted another way --------------------------------------------------------------------------------------------


def recount(first=dt.date.min, last=DAY):
    """Every figure by going through all rows one by one."""
    now = [
        one for one in Standing.objects.all() if one.from_date <= last and (one.to_date is None or one.to_date > last)
    ]
    centres = {state: [one for one in now if one.state == state] for state in ("open", "building", "applied")}
    at_open = {one.park_id for one in centres["open"]}
    offers = [
        one
        for one in Arrangement.objects.select_related("item")
        if one.park_id in at_open and one.from_date <= last and (one.to_date is None or one.to_date > last)
    ]
    of_list = {name: [one for one in offers if one.item.list == name] for name in ("approval", "service")}
    versions = versions_on([one.item for one in offers], last)
    guides = [versions[one.item_id] for one in of_list["approval"] if one.item_id in versions]
    law = [45 if one.joint else 20 if one.statutory is None else one.statutory for one in guides]
    promise = [
        min(limit, one.promised if one.promised is not None else limit) for one, limit in zip(guides, law, strict=True)
    ]
    decided = [one for one in Case.objects.all() if one.decided_on and first <= one.decided_on <= last]
    spans = [
        span
        for found in spans_of(
            Case.objects.filter(pk__in=[one.pk for one in decided if one.item.list == "approval"]), last
        ).values()
        for span in found
    ]
    done = [
        one for one in ServiceRequest.objects.all()
        if one.state in ("delivered", "closed") and one.delivered_on and first <= one.delivered_on <= last
    ]  # fmt: skip
    of = lambda *kinds: [one for one in done if one.kind in kinds]  # noqa: E731
    vacancies = [one for one in Vacancy.objects.all() if one.state != "barred" and first <= one.opened_on <= last]
    held = [
        one for one in Gathering.objects.all()
        if one.kind in ("party", "mass") and one.state == "open" and first <= (one.starts_at + dt.timedelta(hours=8)).date() <= last
    ]  # fmt: skip
    members = [
        one
        for one in Runner.objects.filter(team__kind="through")
        if one.from_date <= last and (one.to_date is None or one.to_date >= last)
    ]
    calls = [one for one in Call.objects.order_by("year") if one.state != "draft"]
    full = [n for n, one in enumerate(calls, 1) if one.full]
    handed = [
        (one.grantor_id, item) for one in Instrument.objects.exclude(grantor=None)
        if one.state in ("published", "revoked") and one.kind in ("devolution", "entrustment") and one.grantor.level == "province"
        and first <= one.published_on <= last and not (one.revoked_on and one.revoked_on <= last)
        for item in one.items.all()
    ]  # fmt: skip
    matter = lambda item: item.basic_id or f"own-{item.pk}"  # noqa: E731
    run = {n for one in members for n in one.items}
    each = lambda rows: tenth(Decimal(len(rows)) / len(centres["open"]))  # noqa: E731
    return {
        "powers": each(of_list["approval"]), "services": each(of_list["service"]),
        "faster-promised": tenth(100 - Decimal(100 * sum(promise)) / sum(law)),
        "faster-actual": tenth(100 - Decimal(100 * sum(used for used, *_ in spans)) / sum(limit for *_, limit in spans)) if spans else None,
        "run-by-one": len({matter(one.item) for one in offers if one.item_id in run}), "cases": len(decided),
        "finance": len(of("loan", "guarantee", "insurance")), "finance-yuan": sum(one.result for one in of("loan", "guarantee", "insurance")) * 10_000,
        "utilities": len(of("water", "power", "gas")), "recruitments": len(vacancies),
        "hired": sum(one.number for one in Hire.objects.all() if first <= one.on <= last), "activities": len(held),
        "attendance": sum(one.pool == "seat" and one.state == "here" for row in held for one in row.signups.all()),
        "legal": sum(one.since <= last and (one.left_on is None or one.left_on > last) for one in Institution.objects.all()),
        "runners": len(members), "parks": Park.objects.count(), "open": len(centres["open"]),
        "open-m2": sum(one.area_m2 for one in centres["open"]), "building": len(centres["building"]),
        "building-m2": sum(one.area_m2 for one in centres["building"]), "applied": len(centres["applied"]),
        "quota-first": calls[0].total,
        "quota-second": calls[1].total,
        "full-year": full[0] if full else 0, "handed-down": len({matter(item) for _, item in handed}),
        "departments": len({grantor for grantor, _ in handed}), "support-items": SupportItem.objects.count(),
    }  # fmt: skip


def tenth(number):
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)


def test_each_figure_is_what_its_rows_come_to(full):
    told = values()
    assert told == recount()
    assert [told[key] for key in ("finance", "finance-yuan", "utilities", "hired", "attendance")] == [
        4,
        55_005_000,
        2,
        9,
        4,
    ]
    assert [told[key] for key in ("run-by-one", "runners", "legal", "handed-down", "departments")] == [2, 3, 1, 3, 1]
    last_days = Scope(DAY, DAY - MONTH)
    assert values(last_days) == recount(DAY - MONTH)
    assert value("finance", last_days) == 3
    assert value("faster-actual", Scope(DAY, DAY)) is None
    assert value("open", Scope(dt.date(2020, 1, 1))) == 0
    the_printed_query_gives_the_figure()
    json_says_every_figure_with_its_query()
    Case.objects.filter(decided_on__isnull=False).update(decided_on=DAY)
    assert value("faster-actual") < told["faster-actual"]
    assert value("faster-promised") == told["faster-promised"]


def the_printed_query_gives_the_figure():
    for _, found in report(GROUPS, NOW):
        for one in found:
            with connection.cursor() as cursor:
                cursor.execute(one.sql, one.params)
                row = cursor.fetchone()
            assert one.figure.reckon or row[0] == one.value, one.figure.key


def json_says_every_figure_with_its_query():
    told = json.loads(json.dumps(as_json(report(GROUPS, NOW), NOW), ensure_ascii=False))
    assert told["as_of"] == "2026-11-23"
    assert [group["key"] for group in told["groups"]] == ["approvals", "beside", "programme"]
    figures = [one for group in told["groups"] for one in group["figures"]]
    assert {*figures[0]} >= {"key", "name", "unit", "value", "article", "low", "high", "within", "query"}
    assert len({one["key"] for one in figures}) == len(figures) == len(FIGURES)
    assert all(one["query"]["sql"].startswith("SELECT") for one in figures)
    loans = next(one for one in figures if one["key"] == "finance")
    assert loans["value"] == 4
    assert "loan" in loans["query"]["params"]
    assert (loans["low"], loans["high"], loans["within"]) == (4900, 5000, False)


def test_the_pages_the_paper_and_the_command_say_the_same(full, monkeypatch):
    province = Visitor("shengzx")
    for key, figure in FIGURES.items():
        page = province.get(f"/desk/report/three-data/{key}/")
        assert page.status_code == 200, key
        rows = figure.rows(NOW).count()
        assert f"共 {rows} 条" in text(page) if rows else "没有这样的记录" in text(page), key
    assert province.get("/desk/report/three-data/nonsense/").status_code == 404
    wrong = province.get("/desk/report/three-data/?from=2026-13-01&to=2026-11-20")
    assert wrong.status_code == 422
    assert "请写成年月日" in text(wrong)
    assert 'value="2026-11-20"' in wrong.content.decode()
    made = Document(io.BytesIO(province.get("/desk/report/three-data.docx?from=2026-11-01").content))
    said = "\n".join(cell.text for grid in made.tables for row in grid.rows for cell in row.cells)
    assert "3笔" in said
    assert "4900余笔" in said
    assert "2026年11月1日至2026年11月23日" in "\n".join(one.text for one in made.paragraphs)
    assert province.get("/desk/report/three-data.pdf").content[:5] == b"%PDF-"
    monkeypatch.setattr("yuanban.serve.migrate", lambda: None)
    done = CliRunner().invoke(app, ["three-data", "--json", "--to", DAY.isoformat()])
    assert done.exit_code == 0
    assert json.loads(done.stdout) == province.get("/desk/report/three-data.json").json()
    assert CliRunner().invoke(app, ["three-data", "--from", "2026-12-01", "--to", "2026-11-01"]).exit_code == 2


def test_who_sees_what(town):
    services(town)
    for username in ("shengzx", "shenji", "shijizx"):
        page = Visitor(username).get("/desk/report/three-data/")
        assert page.status_code == 200
        assert "330余项" in text(page)
    assert Visitor("guanli1").get("/desk/report/three-data/").status_code == 403
    province, city = Visitor("shengzx"), Visitor("shijizx")
    firm = providers.firm().name
    assert firm in text(province.get("/desk/report/three-data/finance/"))
    seen = text(city.get("/desk/report/three-data/finance/"))
    assert "FW0" in seen
    assert firm not in seen
    Park.objects.filter(code="lingang").update(city="510000")
    assert "FW0" not in text(city.get("/desk/report/three-data/finance/"))
    assert "FW0" in text(province.get("/desk/report/three-data/finance/"))


MONEY = {
    26_138_570_000: "261.39亿元",
    260_000_000: "2.6亿元",
    20_000_000: "2,000万元",
    9_999: "9,999元",
    0: "0元",
    None: "—",
}


@pytest.mark.parametrize("value, said", MONEY.items())
def test_money_is_said_in_the_largest_unit_of_which_there_is_one(value, said):
    figure = next(one for group in GROUPS for one in group.figures if one.key == "finance-yuan")
    assert Answer(figure, value, "", ()).said == said
