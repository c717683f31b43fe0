"""Reminders, cards and a contested one; the messages of the sample town lie in its inboxes already."""

from yuanban.accounts.acting import system
from yuanban.accounts.models import Post
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.notify.actions.contest_card import contest_card
from yuanban.notify.actions.give_cards import give_cards
from yuanban.notify.actions.remind import remind
from yuanban.notify.models import Card, Message

GROUNDS = "承诺期限届满前已经作出决定，因当日网络中断没有及时登记，有纸质签批为证。"


def tell(town):
    actor = system(town.now)
    remind(actor)
    give_cards(actor)
    contest_one(town)
    old = town.office(add_workdays(town.now.date(), -5))
    Message.objects.filter(at__lt=old).update(read_at=old, spread=True)
    Message.objects.filter(spread=False).update(spread=True)  # what happened in the story is not sent today


def contest_one(town):
    for card in Card.objects.filter(state="standing").select_related("body").order_by("id"):
        post = Post.objects.filter(body=card.body, role="approver").select_related("person").first()
        if post is None:
            continue
        try:
            return contest_card(town.staff.on(post).then(town.now), card.pk, GROUNDS)
        except Refusal:
            continue
