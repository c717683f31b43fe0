"""The call, the public notice and the list as papers: what stands in each, and which of them still stands."""

import io
from urllib.parse import unquote

import pytest
from docx import Document
from pypdfium2 import PdfDocument

from tests.programme.cast import Year
from tests.visitor import Visitor
from yuanban.mandates.drafts.write import file_of
from yuanban.programme.actions import plan_call
from yuanban.programme.actions.publish_ranking import publish_ranking, settle
from yuanban.programme.ranking_paper import ranking_sheet

OUTLINE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tblHeader"


@pytest.fixture
def year(town):
    return Year()


def ranked(year):
    """Two parks, one over the line."""
    rows = [year.hand_in("xingwen"), year.hand_in("pingshan")]
    year.score()
    for row, marks in zip(rows, ((90, 90, 90), (50, 55, 50)), strict=True):
        year.judge(row, *marks)
    return publish_ranking(year.stage.province(10), year.call.pk)


def word(address):
    """(the whole text of the Word file, what stands at the head of every page)."""
    made = Document(io.BytesIO(Visitor().get(f"{address}.docx").content))
    cells = [cell.text for grid in made.tables for row in grid.rows for cell in row.cells]
    return "\n".join([*(one.text for one in made.paragraphs), *cells]), made.sections[0].header.paragraphs[0].text


def pages(content):
    """The words of each page of a PDF, without the marks where a line may break."""
    read = [page.get_textpage().get_text_bounded() for page in PdfDocument(content)]
    return ["".join(text.split()).replace("\u200b", "") for text in read]


def test_the_call_is_a_paper_with_its_days_places_and_criteria(year):
    said, mark = word("/programme/2026")
    for words in (
        "关于申报2026年创建计划的通知", "各市（州）、各园区：", "2026年9月24日至2026年10月24日", "2026年10月29日前", "5个工作日",
        "全省50个", "宜宾市", "合计", "评分标准（第1版）", "样例评分表", "服务需求", "园区企业数、年办件量", "保留两位小数",
        "四川省政务服务和公共资源交易服务中心", "/programme/2026/",
    ):  # fmt: skip
        assert words in said, words
    assert mark == ""
    made = Visitor().get("/programme/2026.pdf")
    assert made.content.startswith(b"%PDF") and "关于申报2026年创建计划的通知" in pages(made.content)[0]
    assert "关于申报2026年创建计划的通知.pdf" in unquote(made.headers["Content-Disposition"])
    assert Visitor().get("/programme/2026.html").status_code == 404
    buttons = Visitor().get("/programme/2026/").content.decode()
    assert 'href="/programme/2026.pdf"' in buttons and 'href="/programme/2026.docx"' in buttons


def test_a_draft_is_no_paper_yet(year):
    fields = {key: getattr(year.call, key) for key in plan_call.FIELDS}
    plan_call.plan_call(year.stage.province(), 2027, {"511500": 3}, **fields)
    found = [Visitor().get(f"/programme/2027{end}").status_code for end in ("/", ".pdf", ".docx", "/rankings/1.pdf")]
    assert found == [404] * 4


def test_the_notice_says_until_when_to_whom_and_how_to_object(year):
    ranking = ranked(year)
    said, mark = word("/programme/2026/rankings/1")
    first, second = ranking.rows
    for words in (
        "关于2026年创建计划评审排名的公示", "2026年11月13日至2026年11月20日（5个工作日）", "2026年11月20日前（含当日）向四川省政务服务",
        "/programme/2026/objections/", "10个工作日内答复", "样例评分表", "共2个园区参加排名，列入1个", first["name"], "90.00", first["why"],
        "列入", second["name"], second["why"], "不列入", "市内第2名", ranking.digest, "核对一致", "2026年11月13日",
    ):  # fmt: skip
        assert words in said, words
    assert mark == "" and "更正" not in said
    made = Visitor().get("/programme/2026/rankings/1.pdf").content
    assert made.startswith(b"%PDF") and "关于2026年创建计划评审排名的公示" in pages(made)[0]
    buttons = Visitor().get("/programme/2026/rankings/1/").content.decode()
    assert 'href="/programme/2026/rankings/1.docx"' in buttons


def test_a_correction_gives_its_reason_and_the_corrected_one_says_on_every_page_that_it_no_longer_stands(year):
    ranked(year)
    publish_ranking(year.stage.province(8), year.call.pk, "兴文园区的面积写错了")
    said, mark = word("/programme/2026/rankings/2")
    assert (
        "关于更正2026年创建计划评审排名的公示" in said and "更正的原因：兴文园区的面积写错了。" in said and mark == ""
    )
    said, mark = word("/programme/2026/rankings/1")
    assert (
        "评审排名的公示（已被更正）" in said and "不再有效，只供备查" in said and "/programme/2026/rankings/2/" in said
    )
    assert "提出，不用登录" not in said
    assert mark == "已被第2次公布更正，仅供备查"
    made = pages(Visitor().get("/programme/2026/rankings/1.pdf").content)
    assert len(made) > 1 and all(mark in page for page in made)


def test_the_settled_list_says_when_it_was_settled_and_what_the_meeting_decided(year):
    quota = year.call.quotas.get()
    quota.number = 1
    quota.save()
    rows = [year.hand_in("xingwen"), year.hand_in("pingshan")]
    year.score()
    for row in rows:
        year.judge(row, 80, 80, 80)
    order = {str(rows[1].pk): 1, str(rows[0].pk): 2}
    publish_ranking(year.stage.province(10), year.call.pk, decided=order, decided_why="屏山没有其他政务大厅，票决先行")
    settle(year.stage.province(0), year.call.pk)
    said, mark = word("/programme/2026/rankings/1")
    for words in (
        "关于公布2026年创建计划园区名单的通知",
        "创建名单已经确定",
        "名单于2026年11月23日确定",
        "由评审会议决定：屏山没有其他政务大厅，票决先行。",
    ):
        assert words in said, words
    assert "有异议的，请在" not in said and mark == ""


def test_a_long_ranking_goes_over_pages_with_its_head_on_each(year):
    ranking = ranked(year)
    ranking.rows = [line | {"rank": n, "name": f"第{n}样例园区"} for n, line in enumerate(ranking.rows * 29, 1)][:57]
    sheet = ranking_sheet(ranking)
    made = pages(file_of(sheet, "pdf", year.stage.day(0))[0])
    assert "第57样例园区" in "".join(made) and sum("名次园区市（州）得分最低" in page for page in made) > 2
    book = Document(io.BytesIO(file_of(sheet, "docx", year.stage.day(0))[0]))
    assert [len(grid.rows) for grid in book.tables] == [58, 58]
    assert all(grid.rows[0]._tr.trPr.find(OUTLINE) is not None for grid in book.tables)
    assert "内容与摘要不一致" in "\n".join(one.text for one in book.paragraphs)
