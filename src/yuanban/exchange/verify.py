"""What `yuanban verify` goes through: every case, every other stream, every stored file, and events that belong to nothing."""

from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import prefetch_related_objects

from yuanban.archive.models import ArchiveFile
from yuanban.cases.models import Case, Upload
from yuanban.cases.verify import READ as CASE_READ
from yuanban.cases.verify import bodies_of, verify_case
from yuanban.catalogue.actions.publish_reference import reference_digest
from yuanban.catalogue.actions.publish_version import version_digest
from yuanban.catalogue.bundle_step import bundle_digest
from yuanban.catalogue.models import Item
from yuanban.certificates.models import Certificate
from yuanban.ledger.digests import differences as sealed_differences
from yuanban.ledger.envelope import Damaged
from yuanban.ledger.files import bytes_of
from yuanban.ledger.models import Streamed
from yuanban.ledger.verify import chain_differences, chains, row_differences
from yuanban.mandates.attaching import differences as attachment_differences
from yuanban.mandates.models import Attachment, Document, Instrument
from yuanban.papers.certified import differences as certificate_differences
from yuanban.papers.certified import papers_of
from yuanban.papers.making import stream_of
from yuanban.papers.models import Paper
from yuanban.papers.verify import READ as PAPER_READ
from yuanban.papers.verify import differences as paper_differences
from yuanban.shelf.actions.look_up import digest_of
from yuanban.shelf.models import Document as ShelfDocument
from yuanban.shelf.models import LookUp

# Every row whose changes are events, in whatever room; a case is verified with its clock and papers.
ROWS: dict[str, Any] = {
    model._meta.label_lower: model for model in apps.get_models() if issubclass(model, Streamed) and model is not Case
}
STREAMS = ROWS | {Paper._meta.label_lower: Paper}  # a paper's stream is verified with its case
PART = 200  # what is read at once


def everything_to_verify(sample=0):
    """Streams what is to be verified, so that a province fits as well as a town. `sample`: so many of each kind, by chance."""
    yield from (("case", number) for number in some(Case.objects.all(), "number", sample))
    for label, model in ROWS.items():
        yield from ((label, pk) for pk in some(model.objects.all(), "pk", sample))
    shas: list[Any] = [model.objects.values("sha256") for model in (Upload, Attachment, ArchiveFile)]
    shas.append(ShelfDocument.objects.exclude(sha256="").values("sha256"))
    handed = shas[0].union(*shas[1:]).order_by("sha256")
    yield from (("file", row["sha256"]) for row in (handed[:sample] if sample else handed))
    yield from (("sealed", None), ("stray", None))


def some(rows, column, sample):
    """In parts, each a question of its own: whoever stops half-way leaves nothing open."""
    if sample:
        yield from rows.order_by("?").values_list(column, flat=True)[:sample]
        return
    last = 0
    while part := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", column)[:5000]):
        yield from (value for _, value in part)
        last = part[-1][0]


def parts_to_verify(sample=0):
    """The same in parts of one kind, each of which is read with few questions: (kind, [key, …])."""
    for kind, work in groupby(everything_to_verify(sample), key=itemgetter(0)):
        while keys := [key for _, key in islice(work, PART)]:
            yield kind, keys


def how_much_to_verify(sample=0):
    counts = [model.objects.count() for model in (Case, *ROWS.values())]
    return sum(min(count, sample) if sample else count for count in counts) + 2


def differences_of(kind, key):
    return part_differences(kind, [key])


def part_differences(kind, keys):
    """-> Chinese sentences, those of the first key first."""
    if kind == "case":
        return case_differences(keys)
    if kind == "file":
        return [said for sha256 in keys for said in file_differences(sha256)]
    if kind == "sealed":
        return list(sealed_differences())
    if kind == "stray":
        return stray_differences()
    return rows_differences(ROWS[kind], keys)


def rows_differences(model, keys):
    found = model.objects.in_bulk(keys)
    rows = [found[key] for key in keys if key in found]
    prefetch_related_objects(rows, *listed(model))
    told = chains(row.stream for row in rows)
    papers = papers_of(rows) if model is Certificate else {}
    return [said for row in rows for said in of_row(row, told[row.stream], papers)]


def of_row(row, events, papers):
    broken = list(chain_differences(row.stream, events))
    return broken or [
        *row_differences(row, events),
        *listed_differences(row, events),
        *version_differences(row, events),
        *list_differences(row, events),
        *bundle_differences(row, events),
        *(attachment_differences(row, events) if isinstance(row, (Instrument, Document)) else ()),
        *(certificate_differences(row, events, papers) if isinstance(row, Certificate) else ()),
        *(answer_differences(row) if isinstance(row, LookUp) else ()),
    ]


LISTED = {"items": "code", "staff": "pk", "cases": "number"}


def listed(model):
    return [field.name for field in model._meta.many_to_many if field.name in LISTED]


def listed_differences(row, events):
    """The items and persons that a paper or seal names, as the last event to say them says."""
    said = {name: event.data[name] for event in events for name in LISTED if name in event.data}
    for name in listed(type(row)):
        if name in said:
            now = sorted(getattr(one, LISTED[name]) for one in getattr(row, name).all())
            if now != said[name]:
                yield f"{row.stream} 的“{name}”与事件记载不一致：现为{now}，事件为{said[name]}"


def version_differences(row, events):
    """What an item's versions say, against the digest that was written when each was published."""
    told = {e.data["version"]: e for e in events if e.kind == "item.published"}
    if isinstance(row, Item):
        for version in row.versions.filter(number__in=told).prefetch_related("materials"):
            event = told[version.number]
            if version_digest(version) != event.data["sha256"]:
                yield f"{row.stream} 第{version.number}版的内容与第{event.seq}号事件的摘要不符"


def list_differences(row, events):
    """The lines of a published reference list, against the digest that was written when it was published."""
    for event in events:
        if event.kind == "reference.published" and reference_digest(row) != event.data["sha256"]:
            yield f"{row.stream} 的条目与第{event.seq}号事件的摘要不符"


def bundle_differences(row, events):
    """What a published 一件事 says, against the digest that was written when it was published."""
    for event in events:
        if event.kind == "bundle.published" and bundle_digest(row) != event.data["sha256"]:
            yield f"{row.stream} 的内容与第{event.seq}号事件的摘要不符"


def answer_differences(row):
    """What a source answered is kept out of the ledger; its digest is not."""
    if digest_of(row.value) != row.digest:
        yield f"{row.stream} 所答的内容与登记的摘要不符"


def case_differences(numbers):
    rows = Case.objects.select_related("item", "item_version", "bundle_case__bundle", "hearing")
    cases = rows.prefetch_related(*CASE_READ, PAPER_READ).in_bulk(numbers, field_name="number")
    told = chains(case.stream for case in cases.values())
    made = chains(stream_of(paper) for case in cases.values() for paper in case.papers.all())
    bodies = bodies_of([event for events in told.values() for event in events])
    found: list[str] = []
    for number in numbers:
        if case := cases.get(number):
            events = told[case.stream]
            found += [*verify_case(case, events, bodies), *paper_differences(case, events, made)]
        else:
            found.append(f"没有编号为{number}的办件")
    return found


def file_differences(sha256):
    try:
        bytes_of(sha256)
    except Damaged as problem:
        return [str(problem)]
    return []


STRAY = """
SELECT stream, seq FROM ledger_event e WHERE NOT EXISTS (SELECT FROM cases_case c WHERE 'case:' || c.number = e.stream)
AND e.stream NOT LIKE ALL (%s) ORDER BY stream, seq LIMIT 20
"""


def stray_differences():
    """Events whose stream names nothing that exists."""
    with connection.cursor() as cursor:
        cursor.execute(STRAY, [[f"{label}:%" for label in STREAMS]])
        found = [f"{stream} 第{seq}号事件不属于任何办件或者文书" for stream, seq in cursor.fetchall()]
        for label, model in STREAMS.items():
            cursor.execute(
                f"SELECT DISTINCT stream FROM ledger_event e WHERE stream LIKE %s AND NOT EXISTS"
                f' (SELECT FROM "{model._meta.db_table}" r WHERE e.stream = %s || r.id) LIMIT 20',
                [f"{label}:%", f"{label}:"],
            )
            found += [f"{stream} 的事件不属于任何记录" for (stream,) in cursor.fetchall()]
    return found
