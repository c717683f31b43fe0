"""What a paper says, and what is wrong with it: a draft may be incomplete, a signed paper may not."""

from yuanban.law.world import POWERS
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.facts import condition_error
from yuanban.mandates.models import Instrument

BARE = ("statute", "agency")  # kinds that nobody grants
SAID = (
    "code", "kind", "title", "number", "powers", "territory", "condition", "basis", "seal_on_sight", "from_date",
    "to_date",
)  # fmt: skip


def check_draft(instrument, items):
    """Raises Invalid. What the source did not say may wait for a person, if it is kept as the source said it."""
    errors = party_errors(instrument) | term_errors(instrument)
    if instrument.kind not in Instrument.KINDS and (instrument.kind or not instrument.stated):
        errors["kind"] = "请选择文书种类。"
    if not instrument.title.strip():
        errors["title"] = "请填写文书名称。"
    if set(instrument.powers) - set(POWERS):
        errors["powers"] = f"权限只能从{'、'.join(POWERS.values())}中选择。"
    if Instrument.objects.filter(code=instrument.code).exclude(pk=instrument.pk).exists():
        errors["code"] = f"已有编号为“{instrument.code}”的文书。"
    if problem := condition_error(instrument.condition, items):
        errors["condition"] = problem
    if errors:
        raise Invalid(errors)


def party_errors(instrument):
    if instrument.grantor_id and instrument.grantor_id == instrument.to_id:
        return {"to": "授出主体和承接主体不能是同一个。"}
    errors = {}
    if instrument.stated:
        return {}
    if not instrument.to_id and not instrument.to_name:
        errors["to"] = "请选择承接主体。"
    if not (instrument.grantor_id or instrument.grantor_name or instrument.kind in ("", *BARE)):
        errors["grantor"] = "请选择授出机关。"
    return errors


def term_errors(one):
    if one.from_date and one.to_date and one.to_date < one.from_date:
        return {"to_date": "截止日期不能早于起始日期。"}
    return {}


def gaps(instrument, items):
    """What must still be filled in before this paper can be signed: {field: sentence}."""
    errors = {}
    if not instrument.kind:
        errors["kind"] = "请选择文书种类：方式决定以谁的名义办理、谁是被告。"
    if not instrument.to_id:
        errors["to"] = f"请选择承接主体{as_stated(instrument.to_name)}。"
    if not instrument.grantor_id and instrument.kind not in BARE:
        errors["grantor"] = f"请选择授出机关{as_stated(instrument.grantor_name)}。"
    if not items:
        errors["items"] = "请选择文书涉及的事项。"
    if not instrument.powers:
        errors["powers"] = "请选择授予的权限。"
    if not instrument.territory:
        errors["territory"] = "请填写地域范围。"
    return errors


def as_stated(name):
    return f"（原表写的是“{name}”）" if name else ""


def told(instrument, items, staff=()):
    """What the first event says beside the columns: codes that people know, not the numbers of rows."""
    return {
        "items": sorted(i.code for i in items),
        "staff": sorted(p.pk for p in staff),
        **{name: getattr(instrument, name) for name in SAID},
        "grantor": instrument.grantor and instrument.grantor.code,
        "to": instrument.to and instrument.to.code,
    }
