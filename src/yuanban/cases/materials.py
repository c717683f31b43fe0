"""The materials of a case with their files, read once in a step."""

from yuanban.cases.models import CaseMaterial
from yuanban.ledger.rows import select_with


def read_with_files(case):
    """-> [CaseMaterial] in their order; whatever asks in the same step finds them."""
    rows = select_with(CaseMaterial, "upload", "c.case_id = %s ORDER BY c.id", [case.pk])
    case.__dict__["held"] = rows
    return rows


def held(case):
    return case.__dict__.get("held") or case.materials.select_related("upload").order_by("id")
