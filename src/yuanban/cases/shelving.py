"""What was handed in with a case that was accepted lands on the shelf of the firm or person, written beside the acceptance."""

from yuanban.cases.materials import held
from yuanban.cases.models import CaseMaterial
from yuanban.catalogue.material_kinds import kind_for, kind_of
from yuanban.ledger.follow import follow
from yuanban.shelf.actions.put import Handed, put, put_beside
from yuanban.shelf.holders import holder_of
from yuanban.shelf.used import register

ACCEPTED = ("case.accepted", "case.deemed-accepted")


def follow_cases():
    for kind in (*ACCEPTED, "case.made-good"):
        follow(kind, shelve)
    register(handed_in)


def shelve(case, event, actor):
    """What came from the shelf is there already; a promise is written once, at acceptance."""
    kinds = kinds_of(case)
    rows = [row for row in held(case) if kinds.get(row.code) and wanted(row, event.kind)]
    handed = [Handed(kinds[row.code], row.name, row.upload) for row in rows]
    if not handed:
        return {}, []
    return {}, put_beside(actor, holder(case), handed, case.number, case.item.name)


def holder(case):
    return holder_of(case.enterprise, None if case.enterprise else case.applicant)


def handed_in(whose, digests):
    """(SHA-256, case number, item) of the cases of this holder in which these files were handed in, the newest first."""
    mine = (
        {"case__enterprise": whose.enterprise}
        if whose.enterprise
        else {"case__applicant": whose.person, "case__enterprise": None}
    )
    rows = CaseMaterial.objects.filter(**mine, upload__sha256__in=digests).order_by("-case__applied_at", "-case_id")
    return rows.values_list("upload__sha256", "case__number", "case__item__name")


def wanted(row, kind):
    if row.state == "committed":
        return kind in ACCEPTED
    return row.state == "given" and row.upload and not row.upload.document_id


def on_shelf(actor, case, kind, row):
    """The document of this row, put there if need be."""
    if row.upload.document_id:
        return row.upload.document
    return put(actor, holder(case), Handed(kind, row.name, row.upload), "window", case.number, case.item.name)


def kinds_of(case):
    """{material code: kind}, as the pinned version names them."""
    return {m.code: kind_of(m) for m in case.item_version.materials.all()}


def kind_in(case, row):
    return kinds_of(case).get(row.code, kind_for(row.name))
