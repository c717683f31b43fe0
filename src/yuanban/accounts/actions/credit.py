"""信用记录: note somebody's bad credit with its source, and lift it once it has been repaired (信用修复)."""

from django.db import transaction

from yuanban.accounts.models import CreditNote
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write

KEEPERS = ("provincial", "manager")
LONGEST = {"reason": 300, "source": 300}


@transaction.atomic
def note_credit(actor, reason, source, from_date, to_date=None, enterprise=None, person=None):
    """About one enterprise or one person. `source`: who found it, by which paper."""
    require_keeper(actor)
    return record(actor, reason, source, from_date, to_date, enterprise, person)


def record(actor, reason, source, from_date, to_date=None, enterprise=None, person=None):
    """For an action that has found it lawfully itself, in its own transaction."""
    check(reason, source, from_date, to_date, enterprise, person)
    note = CreditNote(
        enterprise=enterprise,
        person=person,
        reason=reason.strip(),
        source=source.strip(),
        from_date=from_date,
        to_date=to_date,
    )
    create(note, "credit.noted", actor)
    return note


@transaction.atomic
def lift_credit(actor, pk, why):
    require_keeper(actor)
    note = CreditNote.objects.select_for_update().get(pk=pk)
    if note.lifted_on:
        raise Refusal("wrong-state", because="这条记录已经修复。", cure="不必再办。")
    if not why.strip() or len(why.strip()) > 300:
        raise Invalid({"why": "请写明信用修复的依据，最多300字。"})
    write(note, "credit.lifted", actor, lifted_on=actor.day, lifted_why=why.strip())
    return note


def require_keeper(actor):
    if actor.role not in KEEPERS:
        because = f"{actor.name}的岗位不能登记信用记录。"
        raise Refusal("no-post", because=because, cure="请由中心管理员或者省级中心办理。")


def check(reason, source, from_date, to_date, enterprise, person):
    errors = {}
    if (enterprise is None) == (person is None):
        errors["whose"] = "请选择一家企业或者一名个人。"
    for name, label, text in (("reason", "情形", reason), ("source", "来源", source)):
        if not text.strip() or len(text.strip()) > LONGEST[name]:
            errors[name] = f"请写明{label}，最多{LONGEST[name]}字。"
    if from_date is None:
        errors["from_date"] = "请填写自哪一日起。"
    elif to_date and to_date < from_date:
        errors["to_date"] = "截止日期不能早于起始日期。"
    if errors:
        raise Invalid(errors)
