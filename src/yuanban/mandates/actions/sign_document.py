"""签署文件: once for all its rows; one row that may not be signed holds up the whole."""

from django.db import transaction

from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.mandates.actions.sign_instrument import check as check_row
from yuanban.mandates.contents import as_stated
from yuanban.mandates.rows import each, locked, move_rows
from yuanban.mandates.step import load_document, require_province
from yuanban.places import epoch


@transaction.atomic
def sign_document(actor, code, day, version=None):
    document = load_document(code, "draft", version)
    require_province(actor)
    rows = locked(document, "draft")
    check(document, rows)
    warnings = each(rows, lambda row: check_row(row, actor.day))
    write(document, "document.signed", actor, {"rows": len(rows)}, state="signed", signed_on=day)
    data = [{"document": code} | ({"warnings": said} if said else {}) for said in warnings]
    move_rows(rows, "instrument.signed", actor, data, state="signed", signed_on=day)
    epoch.bump()
    return document


def check(document, rows):
    if not document.issuer_id:
        raise Invalid({"issuer": f"请选择发文机关{as_stated(document.issuer_name)}。"})
    if not rows:
        raise Invalid({"rows": "文件还没有行，请先添加事项和承接主体。"})
