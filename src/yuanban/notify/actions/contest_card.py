"""申诉: the body that was given a card says why it should not stand, within the days its place has settled."""

from django.db import transaction

from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.notify.models import Card
from yuanban.places.practices import settled

LEAST = 10


def load(pk, version=None):
    card = Card.objects.select_related("case", "body").get(pk=pk)
    if version is not None and int(version) != card.version:
        raise Refusal("changed-meanwhile")
    return card


@transaction.atomic
def contest_card(actor, pk, grounds, version=None):
    card = load(pk, version)
    if actor.body != card.body.code or not actor.official:
        because = f"这张牌是给{card.body.name}的，只有该单位可以申诉。"
        raise Refusal("no-post", because=because, cure=f"请由{card.body.name}的工作人员申诉。")
    if card.state != "standing" or card.judged_on:
        raise Refusal("wrong-state", because="这张牌已经申诉过，不能再次申诉。", cure="请等候或者查看复核结果。")
    days = settled("appeal-days", card.case.place, card.day)
    last = add_workdays(card.day, days)
    if actor.day > last:
        because = f"申诉应当不迟于{last}提出，现在已经逾期。"
        raise Refusal("wrong-state", because=because, cure="确有错误的，请向监督员反映。")
    if len(grounds.strip()) < LEAST:
        raise Invalid({"grounds": f"请写明申诉的理由，不少于{LEAST}个字。"})
    judge_by = add_workdays(actor.day, days)
    write(
        card, "card.contested", actor, state="contested", grounds=grounds.strip()[:1000], contested_on=actor.day,
        judge_by=judge_by,
    )  # fmt: skip
    write(card.case, "case.card-contested", actor, {"colour": card.colour, "grounds": card.grounds})
    return card
