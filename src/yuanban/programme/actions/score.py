"""专家评分: given once; changed with a reason, before and after kept. What is published is flagged, never altered."""

from decimal import Decimal

from django.db import transaction

from yuanban.law import programme as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.programme.models import Ranking, Sheet
from yuanban.programme.step import call_of, require, scores_of, values
from yuanban.voice.step import same


def sheet_of(actor, pk, version):
    """The sheet and its call, both held still."""
    require(actor, "expert")
    call = call_of(Sheet.objects.values_list("application__call", flat=True).get(pk=pk))
    law.guard_call(call.state, ("scoring", "notice"), "评分")
    rows = Sheet.objects.select_for_update(of=("self",)).select_related("expert__person", "application__park")
    row = rows.get(pk=pk)
    same(row, version)
    law.guard_own_sheet(row.expert.person_id, actor.person)
    if row.application.state != "recommended":
        raise Refusal("wrong-state", f"{row.application.park.name}的申报已经不在评审中。", "不必再评。")
    return row, call


@transaction.atomic
def give(actor, pk, given, opinion="", version=None):
    """`given`: {criterion: {score, said}} for every criterion."""
    row, call = sheet_of(actor, pk, version)
    if row.state != "asked":
        raise Refusal("wrong-state", f"这份评分{row.get_state_display()}。", "需要改动的，请写明原因后修改。")
    scores, errors = scores_of(given, call.criteria)
    if errors:
        raise Invalid(errors)
    total = sum(values(scores).values(), Decimal(0))
    write(
        row, "sheet.given", actor, {"park": row.application.park.code}, state="given", scores=scores, total=total,
        opinion=opinion.strip()[:2000], given_at=actor.at,
    )  # fmt: skip
    question(actor, call, row, {"why": "公布以后交来的评分", "moved": {}, "totals": ["没有", str(total)]})
    return row


@transaction.atomic
def change(actor, pk, given, why, opinion=None, version=None):
    row, call = sheet_of(actor, pk, version)
    if row.state != "given":
        raise Refusal("wrong-state", f"这份评分{row.get_state_display()}，不能修改。", "请先评分。")
    scores, errors = scores_of(given, call.criteria)
    if errors:
        raise Invalid(errors)
    before, after = values(row.scores), values(scores)
    law.guard_change(before, after, why)
    said = told(row, before, after, why)
    said |= {"opinion": opinion.strip()[:2000]} if opinion is not None else {}
    changes = {"opinion": said.pop("opinion")} if "opinion" in said else {}
    total = sum(after.values(), Decimal(0))
    write(row, "sheet.changed", actor, said, scores=scores, total=total, changed=row.changed + 1, **changes)
    question(actor, call, row, said)
    return row


def told(row, before, after, why):
    """What the event says of a change: every criterion that moved, the totals, why."""
    return {
        "park": row.application.park.code,
        "why": why.strip()[:500],
        "moved": {key: [str(before[key]), str(after[key])] for key in after if before[key] != after[key]},
        "totals": [str(sum(before.values(), Decimal(0))), str(sum(after.values(), Decimal(0)))],
    }


def question(actor, call, row, said):
    """A published ranking stands as it was published; that something moved beneath it is written on it."""
    ranking = Ranking.objects.select_for_update().filter(call=call).exclude(state="replaced").first()
    if ranking is not None:
        more = {"sheet": row.pk, "name": row.application.park.name, "expert": row.expert.person.name}
        write(ranking, "ranking.questioned", actor, said | more, questioned=ranking.questioned + 1)
