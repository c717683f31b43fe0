"""补正: all gaps in one notice, within five working days of receipt, and only once (许可法第三十二条第一款第四项)."""

from django.db import transaction

from yuanban.cases import clocking
from yuanban.cases.handed import handed
from yuanban.cases.permit import permit
from yuanban.cases.step import load, move
from yuanban.law import duties, procedure
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def ask_supplement(actor, number, gaps, version=None):
    """`gaps` is {material code: what is wrong with it}, every gap of the application at once."""
    case = load(actor, number, version)
    duties.guard_no_re_asking(any(e["did"] == "sent-up" for e in case.clock))
    permit(actor, case, "ask_supplement", "accept")
    clocking.guard_not_deemed(case, actor.day)
    procedure.guard_supplement_once(any(e["did"] == "supplement-asked" for e in case.clock))
    gaps = checked(case, gaps)
    for material in case.materials.filter(code__in=gaps):
        material.gap = gaps[material.code]
        material.save(update_fields=["gap"])
    clock = [*case.clock, clocking.entry(actor.day, "supplement-asked")]
    move(
        case, "case.supplement-asked", actor, {"gaps": gaps, "handed": handed(case)}, state="supplementing", clock=clock
    )
    return case


def checked(case, gaps):
    gaps = {code: text.strip() for code, text in gaps.items() if text.strip()}
    unknown = set(gaps) - set(case.materials.values_list("code", flat=True))
    if not gaps or unknown:
        raise Invalid({"gaps": "请至少选择一份材料，并写明需要补正的内容。"})
    return gaps
