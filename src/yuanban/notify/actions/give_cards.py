"""亮牌: by rule, to the body whose turn it was when the limit passed, with the ledger of days as evidence."""

from django.db import IntegrityError, transaction

from yuanban.cases.models import Case
from yuanban.law import ladder
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import create, write
from yuanban.notify.models import Card
from yuanban.notify.settled import steps_on
from yuanban.places.models import Body
from yuanban.places.practices import settled


def give_cards(actor):
    """-> how many cards were given. Each colour once for each due day of a case."""
    steps = steps_on(actor.day)
    late = Case.objects.filter(decided_on__isnull=True, closed_on__isnull=True, promised_due__lt=actor.day)
    return sum(give(actor, case.pk, steps(case.place)) for case in late.only("place"))


def give(actor, pk, steps):
    try:
        with transaction.atomic():
            return int(give_one(actor, pk, steps))
    except (IntegrityError, Refusal):
        return 0


def give_one(actor, pk, steps):
    case = Case.objects.select_related("item", "item_version", "park", "centre", "enterprise").get(pk=pk)
    promised, statutory = case.promised_due, case.statutory_due
    if promised is None or statutory is None:
        return False
    colour = ladder.card(promised, statutory, actor.day, steps, case.state == "paused", not case.holder)
    if colour is None:
        return False
    due = statutory if actor.day > statutory else promised
    if Card.objects.filter(case=case, colour=colour, due=due).exists():
        return False
    card = Card(case=case, body=Body.objects.get(code=case.holder), colour=colour, day=actor.day, due=due)
    create(card, "card.given", actor)
    days = settled("appeal-days", case.place, actor.day)
    said = {"colour": colour, "body": case.holder, "due": due.isoformat(), "card": card.pk, "appeal_days": days}
    write(case, "case.carded", actor, said)
    return True
