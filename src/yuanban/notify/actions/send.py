"""Sending: messages are spread over the channels their readers chose, and each sending is tried until it is told or given up.

At least once: a worker killed between telling and writing so tells it again, under the same key.
"""

import datetime as dt
import uuid

from django.db import transaction

from yuanban.accounts.acting import CHINA
from yuanban.law.refusal import Refusal
from yuanban.notify.models import Message, Preference, Sending
from yuanban.notify.senders import NotSent, channels

AT_ONCE = 200
WAITS = [dt.timedelta(minutes=m) for m in (1, 5, 30, 120, 720)]
QUIET_FROM, QUIET_TO = 21, 8


def spread(now):
    """-> how many sendings were put on their way. One process takes a message, others pass it by."""
    with transaction.atomic():
        fresh = list(
            Message.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(spread=False)
            .select_related("person__preference")
            .order_by("id")[:AT_ONCE]
        )
        ways = [sending for message in fresh for sending in sendings(message, now)]
        Sending.objects.bulk_create(ways, ignore_conflicts=True)
        Message.objects.filter(pk__in=[message.pk for message in fresh]).update(spread=True)
    return len(ways)


def sendings(message, now):
    wish = getattr(message.person, "preference", None) or Preference(person=message.person)
    if wish.only_legal and not message.legal:
        return
    for channel, address in addresses(message, wish).items():
        if address and getattr(wish, channel) and channel in channels():
            at = after_quiet(now) if channel == "sms" else now
            yield Sending(message=message, channel=channel, to=address, key=uuid.uuid4(), next_at=at)


def addresses(message, wish):
    """Officials are told in the application and by mail; their reminders wake nobody."""
    if message.kind == "reminder":
        return {"email": wish.address}
    return {"email": wish.address, "sms": message.person.phone, "wechat": wish.wechat_id}


def after_quiet(now):
    """Nobody's telephone rings between nine in the evening and eight in the morning."""
    here = now.astimezone(CHINA)
    if QUIET_TO <= here.hour < QUIET_FROM:
        return now
    day = here.date() + dt.timedelta(days=here.hour >= QUIET_FROM)
    return dt.datetime.combine(day, dt.time(QUIET_TO), CHINA)


def send_due(now):
    """-> {"sent": n, "failed": n}."""
    told = {"sent": 0, "failed": 0}
    for pk in (
        Sending.objects.filter(state="queued", next_at__lte=now)
        .order_by("next_at")
        .values_list("pk", flat=True)[:AT_ONCE]
    ):
        outcome = try_one(pk, now)
        if outcome:
            told[outcome] += 1
    return told


@transaction.atomic
def try_one(pk, now):
    sending = (
        Sending.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(pk=pk, state="queued", next_at__lte=now)
        .select_related("message")
        .first()
    )
    if sending is None:
        return None
    sending.tries += 1
    outcome = deliver(sending, now)
    sending.save()
    return outcome


def deliver(sending, now):
    try:
        sender = channels().get(sending.channel)
        if sender is None:
            raise NotSent("这个渠道没有设置。", again=False)
        sender(sending)
    except NotSent as problem:
        return put_off(sending, problem, now)
    sending.state, sending.sent_at, sending.reason = "sent", now, ""
    return "sent"


def put_off(sending, problem, now):
    sending.reason = str(problem)[:300]
    if problem.again and sending.tries <= len(WAITS):
        sending.next_at = now + WAITS[sending.tries - 1]
    else:
        sending.state = "dead"
    return "failed"


@transaction.atomic
def send_again(actor, pk):
    """By the administrator, for what was given up."""
    if actor.role not in ("admin", "provincial"):
        raise Refusal("no-post", because=f"{actor.name}的岗位不能重发消息。", cure="请由系统管理员重发。")
    sending = Sending.objects.select_for_update().get(pk=pk)
    if sending.state != "dead":
        raise Refusal("wrong-state", because="只有发送失败的消息可以重发。", cure="请刷新页面查看最新状态。")
    sending.state, sending.tries, sending.next_at = "queued", 0, actor.at
    sending.save()
    return sending
