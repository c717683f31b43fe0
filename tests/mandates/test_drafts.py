"""Each draft says what the law wants it to say, as PDF and as DOCX alike."""

import io
import re

import pypdfium2
import pytest
from docx import Document

from tests.cast import DAY
from yuanban.law.rungs import ladder
from yuanban.law.wanted import Cadre, Wanted, merged
from yuanban.mandates.drafts.write import NAMES, WRITERS, drafts_for, file_of, written
from yuanban.mandates.planning import alone
from yuanban.mandates.world import world
from yuanban.places.models import Park

GIVER, COMMITTEE = "宜宾市翠屏区交通运输局", "宜宾三江新区管理委员会"
ITEM = "道路货物运输经营许可"


@pytest.fixture
def park(town):
    return Park.objects.select_related("committee").get(code="lingang")


@pytest.fixture
def rungs(town):
    item = town.item(ITEM, "cp-trans").code
    return ladder(world(DAY), "lingang", item, DAY, alone()).rungs


@pytest.fixture
def wanted(rungs):
    """{kind: a wanted paper}, the whole entrustment rather than the order to seal on sight."""
    papers = {w.kind: w for rung in rungs for w in rung.wanted if w.seal_on_sight is None}
    return papers | {
        "cadre": Wanted(Cadre("lingang")),
        "sight": next(w for r in rungs for w in r.wanted if w.seal_on_sight),
    }


def of_pdf(file):
    pages = pypdfium2.PdfDocument(file)
    return squeezed("".join(page.get_textpage().get_text_range() for page in pages))


def of_docx(file):
    document = Document(io.BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return squeezed("".join([*(paragraph.text for paragraph in document.paragraphs), *cells]))


def squeezed(text):
    return re.sub(r"[\s\u200b\ufffe]+|—\s*\d+\s*—", "", text)


READ = {"pdf": of_pdf, "docx": of_docx}
MUST = {
    "entrustment": [
        "行政许可委托书", GIVER, COMMITTEE, ITEM, "受理、审查、决定、用印、送达", "位于翠屏区的范围", "委托期限为三年",
        "《中华人民共和国行政许可法》第二十四条", "对该行为的后果承担法律责任", "不得再委托其他组织或者个人", "以委托机关名义",
        "监督检查", "公告和生效", "委托机关（盖章）", "受委托机关（盖章）", "负责人（签字）", "两名以上工作人员",
    ],
    "notice": ["关于委托", "公告", GIVER, COMMITTEE, ITEM, "委托权限：受理、审查、决定", "行政复议", "行政诉讼", "特此公告"],
    "take-up": ["下放承接表", ITEM, "□承接", "□暂缓", "□不承接", "承接条件自查", COMMITTEE, GIVER],
    "secondment": [
        "窗口派驻协议", GIVER, "姓名", "行政执法证号", "负面清单", "取水许可", "以甲方名义办理", "有效期二年", "第二十条第三款",
        "甲方（盖章）", "乙方（盖章）",
    ],
    "agreement": ["跨区域合署办公合作协议", GIVER, "宜宾市南溪区交通运输局", "管辖不变", "各自承担法律责任", "甲方（盖章）"],
    "seal": ["用印备案表", GIVER, COMMITTEE, ITEM, "印模", "逐件登记", "专章专用", "监印人", "备案机关意见"],
    "cadre": ["挂帮干部名单", "联系电话", "不得收取费用"],
}  # fmt: skip


@pytest.mark.parametrize("form", READ)
@pytest.mark.parametrize("kind", MUST)
def test_a_draft_holds_every_element(kind, form, wanted, park):
    paper = wanted["entrustment" if kind in ("notice", "take-up") else kind]
    file, content_type, name = file_of(written(kind, paper, park, DAY, ["取水许可"]), form, DAY)
    said = READ[form](file)
    assert [words for words in MUST[kind] if squeezed(words) not in said] == []
    assert name.endswith(f".{form}")
    assert content_type.startswith("application/")


def test_every_kind_has_a_writer_and_a_name():
    assert set(WRITERS) == set(NAMES)


@pytest.mark.parametrize("form", READ)
def test_sealing_on_sight_is_promised_within_a_day_and_without_a_second_review(form, wanted, park):
    said = READ[form](file_of(written("entrustment", wanted["sight"], park, DAY), form, DAY)[0])
    assert "见章盖章" in said
    assert "1个工作日内作出决定、加盖印章，不再重复审查" in said
    assert "决定、用印、送达仍由委托机关行使" in said


def test_only_what_nobody_knows_is_left_blank(wanted, park):
    """The register's number, the clause that allows it, and the days of signing."""
    sheet = written("entrustment", wanted["entrustment"], park, DAY)
    blank = [block["p"] for block in sheet.blocks if "【" in block.get("p", "")]
    assert len(blank) == 1
    assert "第二十四条和【" in blank[0]
    assert "【" in sheet.number


def test_a_basis_that_is_known_is_written_out(wanted, park):
    from dataclasses import replace

    known = replace(wanted["entrustment"], paper=replace(wanted["entrustment"].paper, basis="《某省条例》第三条"))
    sheet = written("entrustment", known, park, DAY)
    assert "《某省条例》第三条" in sheet.blocks[1]["p"]
    assert not any("【" in block.get("p", "") for block in sheet.blocks)


def test_one_paper_for_many_items_lists_them_all(town, park):
    names = ("企业设立登记", "企业变更登记")
    codes = [town.item(name, "cp-amr").code for name in names]
    rungs = [ladder(world(DAY), "lingang", code, DAY, alone()).next for code in codes]
    (paper,) = merged(w for rung in rungs for w in rung.wanted)
    sheet = written("entrustment", paper, park, DAY)
    assert sheet.title == "行政权力事项委托书"
    assert {row[1] for row in sheet.blocks[3]["table"]["rows"]} == set(names)


def test_an_unpublished_paper_wants_its_announcement_alone(town, park):
    item = town.item("建设项目环境影响评价审批（报告表）", "yb-eco").code
    rungs = ladder(world(DAY), "lingang", item, DAY, alone()).rungs
    paper = next(w for rung in rungs for w in rung.wanted if w.changes == ("publish",))
    assert drafts_for(paper) == ("notice",)
    assert any("至2028年5月31日止" in block.get("p", "") for block in written("notice", paper, park, DAY).blocks)


def test_what_is_said_is_never_read_as_markup(wanted, park):
    from dataclasses import replace

    sheet = written("cadre", wanted["cadre"], park, DAY)
    hostile = replace(sheet, title="#panic()", blocks=[{"p": "*粗* $x$ <a> & ]"}])
    assert "#panic()" in of_pdf(file_of(hostile, "pdf", DAY)[0])
    assert "*粗*$x$<a>&]" in of_docx(file_of(hostile, "docx", DAY)[0])
