"""告知听证权利: before a decision that touches weighty interests, those it touches are told that they may be heard."""

from django.db import transaction

from yuanban.cases.hearings import hearing_of, stop, tell
from yuanban.cases.local import settled_for
from yuanban.cases.models import Hearing
from yuanban.cases.permit import permit
from yuanban.cases.step import load
from yuanban.law import hearings
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid

MOST = 20


@transaction.atomic
def tell_hearing(actor, number, ground, reason, parties=(), version=None):
    """`ground`: `interests` (第四十七条: the parties choose) or one on which a hearing is held anyway (第四十六条).

    `parties`: the names of those whose interests are touched besides the applicant.
    """
    case = load(actor, number, version)
    permit(actor, case, "tell_hearing", "review")
    names = list(dict.fromkeys(name.strip() for name in parties if name.strip()))
    check(ground, reason, names)
    require_first(case)
    hearing = drawn(case, actor, ground, reason, names)
    entries, changes = stop(case, actor.day) if counts_from_now(case, actor, ground) else ([], {})
    return tell(case, hearing, "case.hearing-told", actor, {"ground": ground}, entries, **changes)


def check(ground, reason, names):
    errors = {}
    if ground not in hearings.GROUNDS:
        errors["ground"] = "请选择举行听证的情形。"
    if not reason.strip():
        errors["reason"] = "请写明涉及哪些重大利益，或者为什么应当听证。"
    if len(reason) > 1000:
        errors["reason"] = "最多1000字。"
    if len(names) > MOST or any(len(name) > 120 for name in names):
        errors["parties"] = f"最多{MOST}名，每个名称最多120字。"
    if errors:
        raise Invalid(errors)


def require_first(case):
    if hearing_of(case):
        because = "本件已经告知过听证权利。"
        raise Refusal("wrong-state", because=because, cure="遗漏的利害关系人提出听证的，请登记其听证申请。")


def drawn(case, actor, ground, reason, names):
    day, by_right = actor.day, ground == hearings.BY_RIGHT
    everyone = dict.fromkeys([case.applicant_name, *names])
    return Hearing(
        case=case,
        state="told" if by_right else "asked",
        ground=ground,
        reason=reason.strip(),
        parties=[{"name": name, "answer": ""} for name in everyone],
        told_on=day,
        ask_by=hearings.ask_by(day),
        asked_on=None if by_right else day,
        asked_by="" if by_right else actor.body_name,
        hold_by=None if by_right else hearings.hold_by(day),
    )


def counts_from_now(case, actor, ground):
    """第四十五条 does not say from when a hearing's time stands still: the place does."""
    return ground != hearings.BY_RIGHT or settled_for("hearing-clock", case) == "told"
