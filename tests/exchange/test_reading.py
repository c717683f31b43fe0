import random
import zipfile

import pytest
import xlsxwriter

from tests.exchange.importing import bring, copy_of, csv_file
from tests.shared import SHARED
from yuanban.catalogue.models import Item
from yuanban.exchange import run as running
from yuanban.exchange.read import Unreadable
from yuanban.places.models import Park

pytestmark = pytest.mark.django_db
MESSY = "cases/messy_spreadsheets"
TABLE = "事项名称,事项编码,实施机构\n食品经营许可,Ａ－１ ,　市场监管局\n"


def workbook(path, *sheets, merged=()):
    with xlsxwriter.Workbook(path) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            for area, text in merged:
                sheet.merge_range(area, text)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_the_encodings_that_offices_use(tmp_path, encoding):
    bring("items", csv_file(tmp_path, TABLE, encoding=encoding))
    assert Item.objects.values_list("code", "name", "organ_name").get() == ("A-1", "食品经营许可", "市场监管局")


@pytest.mark.parametrize("mark", ["\t", ";", "|"])
def test_other_separators(tmp_path, mark):
    bring("items", csv_file(tmp_path, TABLE.replace(",", mark)))
    assert Item.objects.get().name == "食品经营许可"


def test_titles_above_the_header_merged_cells_and_empty_sheets(tmp_path):
    rows = [
        ["某区政务服务事项目录"],
        [],
        ["序号", "事项名称*", "事项编码（必填）", "实施\n机构"],
        [1, "甲许可", "X-1", ""],
        [2, "乙许可", "X-2", ""],
    ]
    path = workbook(tmp_path / "a.xlsx", [], rows, [["说明"], ["本表由某局填写"]], merged=[])
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        sheet.merge_range("D4:D5", "某局")
    report = bring("items", path)
    assert report.counts()["accepted"] + report.counts()["warned"] == 2
    assert any("已跳过" in note for note in report.notes)
    bring("items", tmp_path / "b.xlsx")
    assert set(Item.objects.values_list("name", "organ_name")) == {("甲许可", "某局"), ("乙许可", "某局")}


def test_the_real_messy_workbooks(tmp_path):
    assert (
        bring("parks", copy_of(f"{MESSY}/agri_park_check_2018_broken_drawing_ref.xlsx", tmp_path)).counts()["accepted"]
        == 48
    )
    assert bring("parks", copy_of(f"{MESSY}/agri_park_list_batch01.xlsx", tmp_path)).counts()["accepted"] == 21
    report = bring("items", copy_of(f"{MESSY}/danyang_transport_rejections.xlsx", tmp_path))
    assert (report.counts()["warned"], Park.objects.count(), Item.objects.count()) == (20, 69, 20)
    assert Item.objects.get(name="公路超限运输许可").extra["错误信息"].startswith("业务名称")


@pytest.mark.parametrize("kind", running.KINDS)
def test_every_shared_file_is_taken_or_refused_in_words(tmp_path, kind):
    for path in sorted((SHARED / "data").rglob("*.*")):
        try:
            report = bring(kind, path, dry_run=True)
        except Unreadable as problem:
            assert str(problem).endswith("。"), path
        else:
            assert sum(list(report.counts().values())[:3]) == len(report.rows), path


@pytest.mark.parametrize(
    ("kind", "name", "better"),
    [
        ("items", "parks/sichuan_parks.csv", "parks"),
        ("items", "delegation/items.csv", "instruments"),
        ("parks", "items/guangan_items.csv", "items"),
        ("parks", "divisions/sichuan_divisions.csv", "regions"),
        ("parks", "items/danyang_2018_items.json", "items"),
        ("regions", f"{MESSY}/danyang_transport_rejections.xlsx", "items"),
        ("bodies", "items/guangan_items.csv", "items"),
    ],
)
def test_a_table_of_another_kind_is_refused_with_the_right_command(tmp_path, kind, name, better):
    with pytest.raises(Unreadable, match=f"yuanban import {better}"):
        bring(kind, copy_of(name, tmp_path))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n ",
        b"PK\x03\x04" + bytes(500),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        bytes(range(256)) * 50,
        random.Random(1).randbytes(20_000),
        b"[{",
        b"[]",
        b"{}",
        b"[1, 2, null]",
        b'{"a": {"b": [1]}}',
        b'"a',
        "随便一段文字。".encode(),
        b"\xff\xfe\x00",
        "事项名称,事项编码\n".encode(),
    ],
)
@pytest.mark.parametrize("kind", running.KINDS)
def test_what_is_no_table_is_refused_in_words(tmp_path, kind, data):
    path = tmp_path / "file.xlsx"
    path.write_bytes(data)
    with pytest.raises(Unreadable):
        bring(kind, path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(Unreadable):
            bring("items", path)


def test_a_workbook_cut_short_or_with_broken_parts(tmp_path):
    good = workbook(tmp_path / "good.xlsx", [["事项名称", "事项编码"], ["甲", "X-1"]]).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(good[: len(good) // 2])
    with pytest.raises(Unreadable):
        bring("items", tmp_path / "cut.xlsx")
    with zipfile.ZipFile(tmp_path / "good.xlsx") as book, zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as bad:
        for entry in book.namelist():
            bad.writestr(entry, b"<broken" if "sheet1" in entry else book.read(entry))
    with pytest.raises(Unreadable):
        bring("items", tmp_path / "bad.xlsx")


def test_fifty_thousand_rows_of_rubbish_are_refused(tmp_path):
    rubbish = random.Random(2)
    rows = (",".join(str(rubbish.random()) for _ in range(8)) for _ in range(50_000))
    with pytest.raises(Unreadable, match="没有找到"):
        bring("items", csv_file(tmp_path, "\n".join(rows)))


def test_odd_characters_in_cells_are_kept_or_cleaned_but_never_break(tmp_path):
    bring(
        "items",
        csv_file(
            tmp_path,
            '[{"事项名称": "甲\\u0000许可", "事项编码": "X-1", "x": {"a\\u0000": 1e30, "b": 12345678901234567890123}}]',
            "a.json",
        ),
    )
    item = Item.objects.get()
    assert (item.name, set(item.extra["x"])) == ("甲许可", {"a", "b"})


def test_too_long_cells_reject_or_warn_the_row_alone(tmp_path):
    table = f"事项名称,事项编码,实施机构\n{'长' * 301},X-1,\n乙,X-2,{'局' * 130}\n丙,{'9' * 121},\n丁,X-4,\n"
    report = bring("items", csv_file(tmp_path, table))
    assert report.counts() == {"accepted": 0, "warned": 2, "rejected": 2, "unchanged": 0}
    assert Item.objects.get(code="X-2").extra["实施机构"] == "局" * 130


def test_rejects_go_to_var_when_the_folder_is_closed(tmp_path, settings):
    settings.VAR = tmp_path / "var"
    folder = tmp_path / "closed"
    folder.mkdir()
    path = csv_file(folder, "园区名称,级别\n甲乙丙,=1+1\n")
    folder.chmod(0o555)
    report = bring("parks", path)
    folder.chmod(0o755)
    assert report.rejects.parent == tmp_path / "var" / "imports"
    assert "'=1+1" in report.rejects.read_text(encoding="utf-8-sig")


def test_a_dry_run_writes_no_rejects(tmp_path):
    report = bring("parks", csv_file(tmp_path, "园区名称,级别\n甲乙丙,省级\n"), dry_run=True)
    assert report.counts()["rejected"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["table.csv"]
