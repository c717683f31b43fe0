"""起草授权文书. A draft may be incomplete; what is wrong with it is said when it is signed."""

from django.db import transaction

from yuanban.law.conditions import ConditionError, compile_condition
from yuanban.law.world import POWERS
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.mandates.models import Instrument
from yuanban.mandates.step import require_manager


@transaction.atomic
def draft_instrument(actor, items=(), staff=(), **fields):
    """`fields` are the model's; `items` are Items, `staff` the named persons of a secondment. Raises Invalid."""
    if actor.role != "system":  # a list is imported from the command line, as drafts for a manager to sign
        require_manager(actor)
    instrument = Instrument(**fields)
    check(instrument)
    create(
        instrument,
        "instrument.drafted",
        actor,
        {"items": sorted(i.code for i in items), "staff": sorted(p.pk for p in staff), **told(instrument)},
    )
    instrument.items.set(items)
    instrument.staff.set(staff)
    return instrument


def check(instrument):
    errors = {}
    if instrument.kind not in Instrument.KINDS:
        errors["kind"] = "请选择文书种类。"
    if not instrument.title.strip():
        errors["title"] = "请填写文书名称。"
    if not instrument.to_id:
        errors["to"] = "请选择承接主体。"
    if set(instrument.powers) - set(POWERS):
        errors["powers"] = f"权限只能从{'、'.join(POWERS.values())}中选择。"
    if instrument.from_date and instrument.to_date and instrument.to_date < instrument.from_date:
        errors["to_date"] = "截止日期不能早于起始日期。"
    if instrument.grantor_id and instrument.grantor_id == instrument.to_id:
        errors["to"] = "授出主体和承接主体不能是同一个。"
    if not instrument.grantor_id and instrument.kind not in ("statute", "agency"):
        errors["grantor"] = "请选择授出机关。"
    if Instrument.objects.filter(code=instrument.code).exists():
        errors["code"] = f"已有编号为“{instrument.code}”的文书。"
    errors |= condition_errors(instrument.condition)
    if errors:
        raise Invalid(errors)


def condition_errors(text):
    try:
        if text:
            compile_condition(text)
    except ConditionError as problem:
        return {"condition": str(problem)}
    return {}


def told(instrument):
    names = ("code", "kind", "title", "number", "powers", "territory", "condition", "basis", "seal_on_sight")
    days = ("from_date", "to_date")
    said = {name: getattr(instrument, name) for name in names} | {name: getattr(instrument, name) for name in days}
    return said | {"grantor": instrument.grantor and instrument.grantor.code, "to": instrument.to.code}
