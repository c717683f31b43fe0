"""入库: what was handed in and accepted, or uploaded ahead, is kept to be used again. The same file is kept once."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from yuanban.ledger.born import born
from yuanban.ledger.rows import select
from yuanban.ledger.write import create
from yuanban.shelf.models import Document


@dataclass(frozen=True)
class Handed:
    """One thing for the shelf. `file` says sha256, name, size, type; None for a promise."""

    kind: str
    name: str
    file: Any = None

    @property
    def key(self):
        return self.kind, self.file.sha256 if self.file else ""


@transaction.atomic
def put(actor, holder, handed, source, case_number="", item="", **days):
    """-> Document, the one that is there already when there is one."""
    locked(holder)
    found = known(holder, [handed]).get(handed.key)
    if found is None:
        found = document_of(actor, holder, handed, source, case_number, **days)
        create(found, "shelf.put", actor, said_of(case_number, item))
    return found


def put_beside(actor, holder, handed, case_number, item):
    """Rows to be written beside an event of a case, for what is not there already."""
    ids = locked(holder, len(handed))
    there, rows = known(holder, handed), []
    new = [one for key, one in {one.key: one for one in handed}.items() if key not in there]
    for pk, one in zip(ids, new, strict=False):
        document = document_of(actor, holder, one, "case" if one.file else "commitment", case_number)
        document.pk = pk
        rows += born(document, "shelf.put", actor, said_of(case_number, item))
    return rows


def locked(holder, ids=0):
    """Two at once never keep the same file twice. -> so many primary keys."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended(%s, 0)))"
            " SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM held, generate_series(1, %s)",
            [f"shelf:{holder.enterprise}:{holder.person}", Document._meta.db_table, max(ids, 1)],
        )
        return [pk for (pk,) in cursor.fetchall()]


def known(holder, handed):
    """{(kind, sha256): Document} of the files that are there already; a promise is a new one each time."""
    files = {one.file.sha256 for one in handed if one.file}
    whose = "enterprise_id = %s" if holder.enterprise else "enterprise_id IS NULL AND person_id = %s"
    values = [holder.enterprise or holder.person, [one.kind for one in handed], list(files)]
    rows = select(Document, f"{whose} AND kind = ANY(%s) AND sha256 = ANY(%s)", values)
    return {(row.kind, row.sha256): row for row in rows}


def said_of(case_number, item):
    return {"case": case_number, "item": item} if case_number else {}


def document_of(actor, holder, handed, source, case_number, **days):
    document = Document(
        **holder.columns,
        kind=handed.kind,
        name=handed.name,
        trust="C" if handed.file else "D",
        source=source,
        case_number=case_number,
        put_at=actor.at,
        **days,
    )
    if file := handed.file:
        document.sha256, document.file_name, document.size, document.type = file.sha256, file.name, file.size, file.type
    return document
