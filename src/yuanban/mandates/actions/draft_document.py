"""起草文件: one decision with many rows, each an item handed to a body (一次下放多项、多个园区)."""

from django.db import transaction

from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.mandates.contents import as_stated, term_errors
from yuanban.mandates.models import Document
from yuanban.mandates.rows import put_rows
from yuanban.mandates.step import require_province


@transaction.atomic
def draft_document(actor, items=(), holders=(), grant=None, **fields):
    """`grant` says what every row says alike; without one the document has no rows yet."""
    if actor.role != "system":
        require_province(actor)
    document = Document(**fields)
    check(document)
    create(document, "document.drafted", actor, {"issuer": document.issuer and document.issuer.code})
    if grant:
        put_rows(actor, document, items, holders, grant)
    return document


def check(document):
    errors = term_errors(document)
    if not document.title.strip():
        errors["title"] = "请填写文件名称。"
    if not document.issuer_id and not document.issuer_name and not document.stated:
        errors["issuer"] = f"请选择发文机关{as_stated(document.issuer_name)}。"
    if Document.objects.filter(code=document.code).exclude(pk=document.pk).exists():
        errors["code"] = f"已有编号为“{document.code}”的文件。"
    if errors:
        raise Invalid(errors)
