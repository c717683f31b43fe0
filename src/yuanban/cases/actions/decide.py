"""决定: grant or refuse. A refusal is written and gives its reasons (许可法第三十八条第二款)."""

from django.db import transaction

from yuanban.cases import about, before, clocking, promised
from yuanban.cases.hearings import guard_decision
from yuanban.cases.permit import permit
from yuanban.cases.step import load, move
from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def decide(actor, number, outcome, reasons="", version=None):
    """`outcome` is granted or denied. In whose name and who answers for it come from the law, never from the caller."""
    case = load(actor, number, version)
    answer = permit(actor, case, "decide", "decide")
    require_reviewers(case)
    if outcome not in procedure.OUTCOMES:
        raise Invalid({"outcome": "请选择准予或者不予。"})
    procedure.guard_reasons(outcome, reasons)
    guard_decision(case, actor.day, reasons)
    about.guard_decision(case, actor.day, outcome)
    require_promised(case, outcome)
    before.guard("decide", actor, case, outcome=outcome)
    data = {
        "reasons": reasons.strip(),
        "in_name_of": answer.in_name_of,
        "respondent": answer.respondent,
        "chain": list(answer.chain),
    }
    clock = [*case.clock, clocking.entry(actor.day, "decided")]
    checking = promised.check_by(case, actor.day, outcome)
    move(
        case,
        "case.decided",
        actor,
        data,
        state="decided",
        outcome=outcome,
        decided_on=actor.day,
        clock=clock,
        **checking,
    )
    return case


def require_reviewers(case):
    if case.item_version.kind == "promise":
        procedure.guard_two_reviewers(set(case.reviewers), case.item_version.reviewers)


def require_promised(case, outcome):
    """容缺受理 puts off a paper, not the duty to have it: nothing is granted before the promise is kept."""
    lacking = (
        list(case.materials.filter(state="deferred").values_list("name", flat=True)) if outcome == "granted" else []
    )
    if lacking:
        raise Refusal("promise-kept", because=f"申请人承诺后补的材料尚未补齐：{'、'.join(lacking)}。")
