import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from pypdfium2 import PdfDocument

from tests.papers.town import Town, paper_of
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.ledger.models import Event
from yuanban.papers.jobs import make_waiting
from yuanban.papers.making import file_of, stream_of
from yuanban.papers.models import Paper

A4_WIDTH = 595
HOSTILE = '#eval("1") $x^2$ *粗* _斜_ `码` #import "/etc/passwd" \\ @ref <标> “引” ‘号’ "q" 𠮷野家 👩‍🔧 镕 ﷽'


def words(data):
    """The text a reader of the PDF finds, without the line breaks of the page."""
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(bytes(data)))
    return "".join(text.split()).replace("\u200b", "").replace("\ufffe", "")


def rightmost(data):
    """How far to the right the letters reach, in points."""
    pages = [page.get_textpage() for page in PdfDocument(bytes(data))]
    return max(page.get_charbox(at)[2] for page in pages for at in range(page.count_chars()))


def test_the_file_says_what_the_paper_says(town):
    paper = file_of(paper_of(town.accepted(), "acceptance").pk)
    text = words(paper.file)
    assert "受理通知书" in text
    assert paper.number in text
    assert "承诺办结日为2026年3月9日" in text
    assert "演示文书" in text


def test_every_kind_can_be_made(town):
    case = town.delivered()
    ask_supplement(town.as_(town.approver), town.received().number, {"layout": "没有标注比例。"})
    town.issued(town.health, outcome="denied", reasons="不符合规定。")
    made = make_waiting()
    assert made == Paper.objects.count()
    assert all(bytes(paper.file).startswith(b"%PDF-") for paper in Paper.objects.all())
    assert make_waiting() == 0
    assert case.papers.count() == 5


def test_later_views_give_back_the_same_bytes(town):
    pk = paper_of(town.accepted(), "acceptance").pk
    first = file_of(pk)
    again = file_of(pk)
    assert bytes(first.file) == bytes(again.file)
    assert hashlib.sha256(again.file).hexdigest() == again.file_sha256


@pytest.mark.django_db(transaction=True)
def test_of_concurrent_first_views_one_makes_the_file():
    paper = paper_of(Town().accepted(), "acceptance")

    def view(_):
        try:
            return bytes(file_of(paper.pk).file)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        seen = set(pool.map(view, range(6)))
    assert len(seen) == 1
    assert Event.objects.filter(stream=stream_of(paper)).count() == 1


def test_hostile_text_is_only_text(town):
    case = town.issued(outcome="denied", reasons=HOSTILE, subject=HOSTILE[:60])
    text = words(file_of(paper_of(case, "denial").pk).file)
    for piece in ['#eval("1")', "$x^2$", "*粗*", "_斜_", '#import"/etc/passwd"', "<标>", "𠮷野家"]:
        assert piece in text


def test_very_long_text_stays_on_the_page(town):
    case = town.issued(outcome="denied", reasons="W" * 3000 + "很长" * 3000)
    paper = file_of(paper_of(case, "denial").pk)
    text = words(paper.file)
    assert text.count("W") >= 3000
    assert text.count("很长") >= 2900
    assert rightmost(paper.file) < A4_WIDTH - 40


def test_marks_that_turn_the_direction_of_writing_never_reach_a_paper(town):
    case = town.issued(outcome="denied", reasons="甲\u202e乙\u0007丙\u200b丁")
    assert {"p": "理由：甲乙丙丁"} in paper_of(case, "denial").content["body"]
