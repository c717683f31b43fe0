"""复核误评申诉: the rating stands, or is no longer counted. It is never deleted, and its words stay where they are."""

from django.db import transaction

from yuanban.accounts.models import Person
from yuanban.law import voice as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.voice.models import Mending, RatingAppeal
from yuanban.voice.step import same, tell_case

OUTCOMES = ("stands", "excluded")


@transaction.atomic
def judge_appeal(actor, pk, outcome, judgement, version=None):
    if actor.role != "auditor":
        raise Refusal("no-post", because="误评申诉由监督人员复核。", cure="请由没有参与的监督人员复核。")
    row = RatingAppeal.objects.select_for_update(of=("self",)).select_related("rating").get(pk=pk)
    same(row, version)
    if row.state != "open":
        raise Refusal("wrong-state", because=f"这件申诉已经复核：{row.get_state_display()}。")
    mending = Mending.objects.select_for_update().filter(rating=row.rating).first()
    law.guard_judge(actor.person, {row.by_id, *row.rating.served, *(mending.hands if mending else ())})
    check(outcome, judgement)
    said = {"judgement": judgement.strip()[:1000], "state": outcome}
    judge = Person.objects.get(pk=actor.person)
    write(row, "rating.judged", actor, judged_by=judge, closed_on=actor.day, **said)
    if outcome == "excluded":
        exclude(actor, row.rating, mending)
    tell_case(row.rating.about_id, "case.rating-judged", actor, {"outcome": outcome, "judgement": said["judgement"]})
    return row


def check(outcome, judgement):
    errors = {} if outcome in OUTCOMES else {"outcome": "请选择复核的结果。"}
    if not judgement.strip():
        errors["judgement"] = "请写明复核的理由。"
    if errors:
        raise Invalid(errors)


def exclude(actor, rating, mending):
    """Not counted from now on; there is nothing left to put right."""
    rating.counted = False
    rating.save(update_fields=["counted"])
    if mending and mending.closed_on is None:
        write(mending, "mending.dropped", actor, state="closed", closed_on=actor.day)
