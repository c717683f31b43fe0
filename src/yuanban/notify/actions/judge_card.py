"""复核: an auditor who does not belong to that body upholds the card or takes it back. It is never deleted."""

from django.db import transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.notify.actions.contest_card import load


@transaction.atomic
def judge_card(actor, pk, outcome, judgement, version=None):
    """`outcome` is upheld or withdrawn."""
    card = load(pk, version)
    if actor.role not in ("auditor", "provincial") or actor.body == card.body.code:
        because = f"{actor.name}的岗位不能复核这张牌。"
        raise Refusal("no-post", because=because, cure="请由不属于该单位的监督员复核。")
    if card.state != "contested":
        raise Refusal("wrong-state", because="这张牌没有待复核的申诉。", cure="不必办理。")
    errors = {}
    if outcome not in ("upheld", "withdrawn"):
        errors["outcome"] = "请选择维持或者撤销。"
    if not judgement.strip():
        errors["judgement"] = "请写明复核意见。"
    if errors:
        raise Invalid(errors)
    write(card, "card.judged", actor, state=outcome, judgement=judgement.strip()[:1000], judged_on=actor.day)
    data = {"colour": card.colour, "outcome": outcome, "judgement": card.judgement}
    write(card.case, "case.card-judged", actor, data)
    return card
