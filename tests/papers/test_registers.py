"""文书登记簿: found by number, gaps shown, cells that are no formulas, and many papers in one file to print."""

import io

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from tests.cases.matter import building_permit
from tests.cast import Cast
from tests.visitor import Visitor, text
from yuanban.papers.models import Paper, Register


@pytest.fixture
def town(sample, db):
    return Cast()


@pytest.fixture
def permit(town):
    return town.until(building_permit(town), "delivered")


def test_every_paper_is_in_the_book_of_those_who_may_see_it(town, permit):
    page = text(Visitor("shenji").get("/desk/registers/"))
    assert all(paper.number in page for paper in permit.papers.all())
    grant = permit.papers.get(kind="grant")
    found = text(Visitor("shenji").get("/desk/registers/", {"q": grant.number, "kind": "grant"}))
    assert "共 1 份" in found
    assert "还没有出具文书" in text(Visitor("chuangkou4").get("/desk/registers/"))
    assert Visitor("qiye").get("/desk/registers/").status_code == 403


def test_a_number_without_a_paper_is_shown(town, permit):
    grant = permit.papers.get(kind="grant")
    word = next(r for r in Register.objects.filter(body=grant.in_name_of) if f"{r.word}〔" in grant.number)
    Register.objects.filter(body=word.body_id, word=word.word, year=word.year).update(last=word.last + 2)
    asked = {"body": grant.in_name_of.code, "year": grant.day.year}
    assert f"{word.word}〔{word.year}〕：{word.last + 1}、{word.last + 2}号" in text(
        Visitor("shenji").get("/desk/registers/", asked)
    )


def test_the_workbook(town, permit):
    Paper.objects.filter(case=permit, kind="grant").update(title="=1+1")
    data = Visitor("shenji").get("/desk/registers/?xlsx=1").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert len(rows) == 1 + permit.papers.count()
    assert "=1+1" in {row[2] for row in rows}


def test_printed_together_each_on_a_front_side(town, permit):
    papers = list(permit.papers.all())
    answer = Visitor("guanli1").post("/desk/registers/print/", {"paper": [paper.pk for paper in papers]})
    book = pypdfium2.PdfDocument(answer.content)
    assert len(book) % 2 == 0
    assert len(book) >= 2 * len(papers)
    titles = [mark.get_title() for mark in book.get_toc()]
    assert titles == [f"{paper.title} {paper.number}" for paper in sorted(papers, key=lambda p: (p.day, p.pk))]
    assert papers[0].number in book[0].get_textpage().get_text_bounded().replace("\r\n", "")
    stranger = Visitor("chuangkou4").post("/desk/registers/print/", {"paper": [papers[0].pk]}, follow=True)
    assert "请先勾选" in text(stranger)
