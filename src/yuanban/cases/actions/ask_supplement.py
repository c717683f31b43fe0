"""补正: all gaps in one notice, within five working days of receipt, and only once (许可法第三十二条第一款第四项)."""

from django.db import transaction

from yuanban.cases import clocking
from yuanban.cases import gaps as gap
from yuanban.cases.actions.flag import flag, flag_refused
from yuanban.cases.handed import handed
from yuanban.cases.local import settled_for, source_for
from yuanban.cases.permit import permit
from yuanban.cases.step import load, move
from yuanban.law import gaps as law
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal


def ask_supplement(actor, number, gaps, version=None, ground="", reason=""):
    """`gaps`: see `cases.gaps.listed`; every gap of the application at once.

    A second notice is refused, and the supervisor is told that it was tried; unless its `ground` (law.gaps.SECOND) says why
    nobody could know at the first, with the reason: then the supervisor is told that it was sent.
    """
    try:
        return notify_once(actor, number, gaps, version, ground, reason)
    except Refusal as refusal:
        if refusal.rule == "supplement-once":
            flag_refused(actor, number, gap.listed(gaps), f"{law.SECOND.get(ground, '')} {reason}".strip())
        raise


@transaction.atomic
def notify_once(actor, number, gaps, version, ground, reason):
    case = load(actor, number, version)
    permit(actor, case, "ask_supplement", "accept")
    clocking.guard_not_deemed(case, actor.day)
    again = asked_before(case)
    law.guard_once(again, ground, reason)
    found = gap.read(case, gaps)
    entry = clocking.entry(actor.day, "supplement-asked", **({"ground": ground, "told": True} if again else {}))
    clock = [*case.clock, entry]
    clocking.guard_effect(case, clock, actor.day)
    days = settled_for("supplement-days", case)
    data = {
        "gaps": gap.keep(case, found),
        "days": days,
        "overdue": source_for("overdue-supplement", case),
        "handed": handed(case),
    }
    if again:
        data["again"] = {"ground": ground, "reason": reason.strip()}
        flag(actor, case, "second-asked", found, f"{law.SECOND[ground]}。{reason.strip()}")
    move(
        case,
        "case.supplement-asked",
        actor,
        data,
        state="supplementing",
        supply_by=add_workdays(actor.day, days),
        clock=clock,
    )
    return case


def asked_before(case):
    return any(entry["did"] == "supplement-asked" for entry in case.clock)
