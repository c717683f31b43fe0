"""The ledger proves the papers: anything changed behind the database's back is found."""

import hashlib

from django.db import connection

from tests.papers.town import paper_of
from yuanban.ledger.models import Event
from yuanban.papers.following import digest
from yuanban.papers.making import make
from yuanban.papers.models import Paper
from yuanban.papers.verify import differences


def test_papers_as_made_agree(town):
    case = town.delivered()
    assert differences(case) == []
    for paper in case.papers.all():
        make(paper.pk)
    assert differences(case) == []


def test_the_event_says_which_papers_were_made(town):
    case = town.issued()
    told = Event.objects.filter(stream=case.stream, kind="case.issued").get()
    assert told.data["papers"] == [
        {"number": p.number, "kind": p.kind, "content_sha256": p.content_sha256}
        for p in (paper_of(case, "grant"), paper_of(case, "certificate"))
    ]
    case.refresh_from_db()
    assert (case.version, case.head) == (told.seq, told.hash)


def test_changed_content_is_found(town):
    paper = paper_of(town.issued(), "grant")
    paper.content["to"] = "另一家公司"
    paper.save()
    assert differences(paper.case) == [f"文书{paper.number}的内容与摘要不符"]


def test_content_and_its_digest_changed_together_are_found(town):
    paper = paper_of(town.issued(), "grant")
    paper.content["to"] = "另一家公司"
    paper.content_sha256 = digest(paper.content)
    paper.save()
    assert any("与账本" in found for found in differences(paper.case))


def test_a_changed_column_is_found(town):
    case = town.issued()
    Paper.objects.filter(case=case, kind="grant").update(title="另一个标题")
    assert any("“title”" in found for found in differences(case))


def test_a_paper_taken_away_is_found(town):
    case = town.issued()
    number = paper_of(case, "grant").number
    Paper.objects.filter(number=number).delete()
    assert differences(case) == [f"{case.stream} 的文书{number}在账本中有记载，但文书本身不见了"]


def test_a_paper_slipped_in_is_found(town):
    case = town.issued()
    paper = paper_of(case, "grant")
    paper.pk, paper.token, paper.number = None, "slipped", "假号"
    paper.save(force_insert=True)
    assert any("假号在账本中没有记载" in found for found in differences(case))


def test_a_changed_file_is_found_even_with_its_digest(town):
    paper = make(paper_of(town.issued(), "grant").pk)
    other = bytes(paper.file) + b"%"
    Paper.objects.filter(pk=paper.pk).update(file=other, file_sha256=hashlib.sha256(other).hexdigest())
    assert differences(paper.case) == [f"文书{paper.number}的文件与账本记载的摘要不符"]


def test_an_event_without_its_paper_is_found(town):
    case = town.received()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE ledger_event SET data = data - 'papers' WHERE stream = %s AND kind = 'case.received'", [case.stream]
        )
    assert any("（case.received）没有出具文书" in found for found in differences(case))
