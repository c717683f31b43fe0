"""挂帮: a cadre is attached to an enterprise of the centre's park for a term."""

from django.db import IntegrityError, transaction

from yuanban.accounts.models import Enterprise
from yuanban.crew.actions.keep_team import helpers_of, require_manager
from yuanban.crew.models import Cadre
from yuanban.law.crew import guard_term
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write


@transaction.atomic
def attach_cadre(actor, enterprise, person, from_date, to_date=None):
    """`enterprise` is a credit code, `person` an id."""
    require_manager(actor)
    firm = Enterprise.objects.filter(code=enterprise.strip(), park__centre=actor.centre).first()
    errors = {}
    if firm is None:
        errors["enterprise"] = "没有找到本园区的这家企业，请核对统一社会信用代码。"
    if not helpers_of(actor).filter(pk=person).exists():
        errors["person"] = "请选择本中心的帮办代办员或者挂帮干部。"
    if from_date is None:
        errors["from_date"] = "请填写开始的日子。"
    elif wrong := guard_term(from_date, to_date):
        errors["to_date"] = wrong
    if errors or firm is None:
        raise Invalid(errors)
    row = Cadre(enterprise=firm, person_id=person, from_date=from_date, to_date=to_date)
    try:
        with transaction.atomic():
            create(row, "cadre.attached", actor, {"name": row.person.name, "firm": firm.name})
    except IntegrityError:
        raise Invalid({"from_date": "这家企业在这段时间已有挂帮干部，请先结束原来的。"}) from None
    return row


@transaction.atomic
def end_cadre(actor, pk, day, why):
    """`day` is the last day."""
    require_manager(actor)
    row = Cadre.objects.select_for_update().get(pk=pk, enterprise__park__centre=actor.centre)
    errors = {}
    if day is None or day < row.from_date:
        errors["day"] = "最后一日不能早于开始的日子。"
    if not why.strip():
        errors["why"] = "请写明为什么结束。"
    if errors:
        raise Invalid(errors)
    write(row, "cadre.ended", actor, to_date=day, why=why.strip()[:200])
    return row
