"""Reading messages, sendings, transfers and cards, each by whoever may."""

from django.db.models import F, Q

from yuanban.cases.queries import visible_to
from yuanban.notify.models import Card, Message, Sending, Transfer

OVERSEERS = ("auditor", "provincial")


def inbox(actor):
    return Message.objects.filter(person=actor.person).select_related("case")


def unread(actor):
    return inbox(actor).filter(read_at__isnull=True).count()


def unsigned(actor):
    """What came to this body and lies there unsigned, the oldest first."""
    waiting = Transfer.objects.filter(taker=actor.body, signed_at__isnull=True, case__holder=F("taker"))
    return waiting.filter(case__closed_on__isnull=True).select_related("case__item").order_by("at")


def cards_of(actor):
    """Overseers see all, a manager those of the centre, everybody else their own body's."""
    cards = Card.objects.select_related("case__item", "case__park", "body")
    if actor.role in OVERSEERS:
        return cards
    if actor.role == "manager":
        return cards.filter(Q(case__centre=actor.centre) | Q(body__code=actor.body))
    return cards.filter(body__code=actor.body, case__in=visible_to(actor))


def sendings():
    return Sending.objects.select_related("message__person").order_by("-id")
