import datetime as dt

import pytest

from tests.exchange.importing import accounted, bring, copy_of, csv_file
from yuanban.catalogue.models import Item
from yuanban.mandates.models import Instrument
from yuanban.places.models import Body

pytestmark = pytest.mark.django_db

TABLE = """文书名称,文号,委托机关,受托机关,委托方式,方式,事项,权限,期限,依据,区划代码
水土保持委托书,鄂咸水〔2025〕1号,咸宁市水利和湖泊局,咸宁高新区管委会,,委托,水土保持方案审批,受理、审查、决定,2025-09-12起5年,《中华人民共和国行政许可法》第二十四条,421200
水土保持委托书,鄂咸水〔2025〕1号,咸宁市水利和湖泊局,咸宁高新区管委会,,委托,不在库中的审批,全部,2025-09-12起5年,《中华人民共和国行政许可法》第二十四条,421200
"""


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
    assert bring("instruments", csv_file(tmp_path, TABLE)).counts()["unchanged"] == 2
    assert Instrument.objects.count() == 1


def test_who_and_how_is_never_guessed(tmp_path):
    report = bring("instruments", copy_of("delegation/items.csv", tmp_path))
    assert accounted(report) == len(report.rejected) == 48
    reasons = {row.values["mode"] if "mode" in row.values else row.text("kind"): row.reason for row in report.rows}
    assert "不明确" in reasons["下放或委托"] and "不明确" in reasons["赋权"]
    assert not Instrument.objects.exists()


def test_the_one_complete_real_record_becomes_a_draft(tmp_path, parties):
    Item.objects.create(code="X-1", name="生产建设项目水土保持方案审批(报告书)", organ=parties[0])
    report = bring("instruments", copy_of("delegation/items.csv", tmp_path))
    paper = Instrument.objects.get()
    assert report.counts() == {"accepted": 0, "warned": 1, "rejected": 47, "unchanged": 0}
    assert (paper.from_date, paper.to_date, paper.number) == (dt.date(2025, 9, 12), dt.date(2030, 9, 11), "HB-XIANNING")
    assert "凤凰工业园" in paper.duties
    assert any("权限" in warning for warning in report.warned[0].warnings)


def test_a_paper_that_is_there_is_left_to_its_makers(tmp_path, parties):
    Item.objects.create(code="X-1", name="水土保持方案审批", organ=parties[0])
    bring("instruments", csv_file(tmp_path, TABLE))
    Instrument.objects.update(state="signed")
    Item.objects.create(code="X-2", name="不在库中的审批", organ=parties[0])
    report = bring("instruments", csv_file(tmp_path, TABLE))
    assert report.counts() == {"accepted": 0, "warned": 2, "rejected": 0, "unchanged": 2}
    assert Instrument.objects.get().items.count() == 1
