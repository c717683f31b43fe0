import datetime as dt

import pytest

from tests.exchange.importing import accounted, bring, copy_of, csv_file, events
from yuanban.catalogue.models import Item
from yuanban.exchange.verify import differences_of
from yuanban.mandates.models import Clause, Document, Instrument
from yuanban.places.models import Body

pytestmark = pytest.mark.django_db

TABLE = """文书名称,文号,委托机关,受托机关,委托方式,方式,事项,权限,期限,依据,区划代码,责任科室
水土保持委托书,鄂咸水〔2025〕1号,咸宁市水利和湖泊局,咸宁高新区管委会,,委托,水土保持方案审批,受理、审查、决定,2025-09-12起5年,《中华人民共和国行政许可法》第二十四条,421200,审批科
水土保持委托书,鄂咸水〔2025〕1号,咸宁市水利和湖泊局,咸宁高新区管委会,,委托,不在库中的审批,全部,2025-09-12起5年,《中华人民共和国行政许可法》第二十四条,421200,审批科
"""
REAL = {"items": 48, "documents": 23, "clauses": 53, "cross_level_items": 29}


def organ(name, code):
    return Body.objects.create(
        code=code,
        name=name,
        short=name,
        kind="organ",
        role="department",
        standing="statutory",
        level="prefecture",
        territory=["421200"],
    )


@pytest.fixture
def parties():
    return organ("咸宁市水利和湖泊局", "water"), organ("咸宁高新区管委会", "zone")


def proven():
    rows = [*Document.objects.all(), *Instrument.objects.all()]
    return [text for row in rows for text in differences_of(row._meta.label_lower, row.pk)]


def test_rows_of_one_paper_become_one_draft(tmp_path, parties):
    item = Item.objects.create(code="X-1", name="水土保持方案审批", organ=parties[0])
    report = bring("instruments", csv_file(tmp_path, TABLE))
    assert report.counts() == {"accepted": 1, "warned": 1, "rejected": 0, "unchanged": 0}
    paper = Instrument.objects.get()
    assert (paper.state, paper.kind, paper.grantor, paper.to) == ("draft", "entrustment", *parties)
    assert (paper.from_date, paper.to_date) == (dt.date(2025, 9, 12), dt.date(2030, 9, 11))
    assert (paper.powers, paper.territory, list(paper.items.all())) == (
        ["accept", "review", "decide"],
        ["421200"],
        [item],
    )
    assert "不在库中的审批" in paper.duties
    assert paper.stated == {"责任科室": "审批科", "事项": "不在库中的审批", "来源": "table.csv第2行"}
    assert bring("instruments", csv_file(tmp_path, TABLE)).counts()["unchanged"] == 2
    assert Instrument.objects.count() == 1
    assert proven() == []


@pytest.mark.parametrize("name", REAL)
def test_every_real_row_is_accounted_for_and_a_second_run_changes_nothing(tmp_path, name):
    file = copy_of(f"delegation/{name}.csv", tmp_path)
    tried = bring("instruments", file, dry_run=True)
    assert (Instrument.objects.count(), Document.objects.count(), Clause.objects.count(), events()) == (0, 0, 0, 0)
    report = bring("instruments", file)
    assert accounted(report) == len(report.rows) == REAL[name]
    assert (tried.counts(), list(tried.messages())) == (report.counts(), list(report.messages()))
    before = events()
    again = bring("instruments", file)
    assert again.counts() == report.counts() | {"unchanged": REAL[name]}
    assert events() == before
    assert proven() == []


def test_who_and_how_is_never_guessed(tmp_path):
    report = bring("instruments", copy_of("delegation/items.csv", tmp_path))
    assert report.counts() == {"accepted": 0, "warned": 48, "rejected": 0, "unchanged": 0}
    vague = Instrument.objects.filter(stated__mode__in=["下放或委托", "委托或下放", "赋权", "调整"])
    assert vague.count() > 20
    assert {(paper.kind, paper.state) for paper in vague} == {("", "draft")}
    assert not Instrument.objects.exclude(grantor=None, to=None).exists()
    warnings = {text for row in report.warned for text in row.warnings}
    assert any("“下放或委托”不明确" in text for text in warnings)
    assert any("咸宁高新区管委会" in text and "草稿保留了原文" in text for text in warnings)


def test_unknown_columns_are_kept(tmp_path):
    bring("instruments", copy_of("delegation/items.csv", tmp_path))
    paper = Instrument.objects.get(to_name="咸宁高新区管委会")
    assert paper.stated["delegator_level"] == "市级"
    assert paper.stated["mode_known_per_item"] == "1"
    assert "逐项完整委托" in paper.stated["note"]
    assert paper.grantor_name == "咸宁市水利和湖泊局"


def test_the_one_complete_real_record_becomes_a_draft(tmp_path, parties):
    Item.objects.create(code="X-1", name="生产建设项目水土保持方案审批(报告书)", organ=parties[0])
    bring("instruments", copy_of("delegation/items.csv", tmp_path))
    paper = Instrument.objects.get(to=parties[1])
    assert (paper.grantor, paper.kind, paper.items.count()) == (parties[0], "entrustment", 1)
    assert (paper.from_date, paper.to_date, paper.number) == (dt.date(2025, 9, 12), dt.date(2030, 9, 11), "HB-XIANNING")
    assert "凤凰工业园" in paper.duties
    assert (paper.document.code, paper.row) == ("doc-hb-xianning", 1)


@pytest.mark.parametrize("order", [("items", "documents"), ("documents", "items")])
def test_documents_and_their_rows_meet_in_either_order(tmp_path, order):
    for name in order:
        bring("instruments", copy_of(f"delegation/{name}.csv", tmp_path))
    document = Document.objects.get(code="doc-gd-117")
    assert document.title == "关于将一批省级行政职权事项调整由广州、深圳市实施的决定"
    assert (document.issuer_name, document.from_date) == ("广东省人民政府", dt.date(2021, 3, 15))
    assert document.stated["total_items"] == "117"
    assert "文件本身" not in document.stated
    rows = document.rows.order_by("row")
    assert [row.row for row in rows] == list(range(1, 26))
    assert {(row.title, row.from_date) for row in rows} == {(document.title, document.from_date)}
    assert proven() == []


def test_several_receivers_are_parted_only_when_each_is_known(tmp_path, parties):
    table = "授出机关,承接机关,方式,事项\n咸宁市水利和湖泊局,甲园区管委会、乙园区管委会,委托,某审批\n"
    bring("instruments", csv_file(tmp_path, table))
    assert Instrument.objects.get().to_name == "甲园区管委会、乙园区管委会"
    one, other = organ("甲园区管委会", "jia"), organ("乙园区管委会", "yi")
    bring("instruments", csv_file(tmp_path, table.replace("某审批", "另一审批")))
    assert {paper.to for paper in Instrument.objects.exclude(to=None)} == {one, other}


def test_clauses_are_offered_as_a_basis(tmp_path):
    bring("instruments", copy_of("delegation/clauses.csv", tmp_path))
    assert Clause.objects.count() == 53
    clause = Clause.objects.filter(way="委托").first()
    assert str(clause).startswith("《")
    assert clause.article.startswith("第")
    assert not Instrument.objects.exists()


def test_a_row_that_names_nothing_is_rejected(tmp_path):
    table = "承接机关,方式,事项\n,委托,\n某园区,委托,某审批\n"
    report = bring("instruments", csv_file(tmp_path, table))
    assert report.counts() == {"accepted": 0, "warned": 1, "rejected": 1, "unchanged": 0}
    assert "没有写明承接主体" in report.rejected[0].reason


def test_a_document_that_was_signed_takes_no_more_rows(tmp_path):
    table = "所属文件,承接机关,方式,事项\n某令1号,某园区,委托,{}\n"
    bring("instruments", csv_file(tmp_path, table.format("甲")))
    Document.objects.update(state="published")
    report = bring("instruments", csv_file(tmp_path, table.format("乙")))
    assert "不能再添加行" in report.rejected[0].reason


def test_a_paper_that_is_there_is_left_to_its_makers(tmp_path, parties):
    Item.objects.create(code="X-1", name="水土保持方案审批", organ=parties[0])
    bring("instruments", csv_file(tmp_path, TABLE))
    Instrument.objects.update(state="signed")
    Item.objects.create(code="X-2", name="不在库中的审批", organ=parties[0])
    report = bring("instruments", csv_file(tmp_path, TABLE))
    assert report.counts() == {"accepted": 0, "warned": 2, "rejected": 0, "unchanged": 2}
    assert Instrument.objects.get().items.count() == 1
