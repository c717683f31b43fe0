"""用印备案: which seal, of whom, kept by whom, for which items, from when to when."""

from django.db import transaction

from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.mandates.models import Seal
from yuanban.mandates.step import require_manager
from yuanban.places import epoch


@transaction.atomic
def register_seal(actor, items=(), **fields):
    seal = Seal(**fields)
    require_manager(actor, seal.kept_by)
    check(seal, items)
    create(seal, "seal.registered", actor, {"items": sorted(i.code for i in items), **told(seal)})
    seal.items.set(items)
    epoch.bump()
    return seal


def check(seal, items):
    errors = {}
    if Seal.objects.filter(code=seal.code).exists():
        errors["code"] = f"已有编号为“{seal.code}”的印章。"
    if not seal.all_items and not items and seal.kind != "receipt":
        errors["items"] = "请选择印章适用的事项，或者选择全部事项。"
    if seal.from_date and seal.to_date and seal.to_date < seal.from_date:
        errors["to_date"] = "截止日期不能早于启用日期。"
    if errors:
        raise Invalid(errors)


def told(seal):
    return {
        "code": seal.code,
        "of": seal.of.code,
        "kept_by": seal.kept_by.code,
        "all_items": seal.all_items,
        "from_date": seal.from_date,
        "to_date": seal.to_date,
    }
