"""补报: a step that a phone sends, perhaps late, perhaps twice. It is done once; whoever sends it again has the first answer."""

import datetime as dt

from django.db import transaction
from django.utils.dateparse import parse_datetime

from yuanban.crew.actions.hand_on import hand_on
from yuanban.crew.actions.run_errand import run_errand
from yuanban.crew.models import Deed, Order
from yuanban.crew.step import leads, runner_of
from yuanban.law.crew import STATES, TURNS
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid

AHEAD = dt.timedelta(minutes=5)  # clocks of phones differ
OLDEST = dt.timedelta(days=30)
NAMES = {"begin": "出发", "take": "收到原件", "give": "交出原件", "done": "办成", "fail": "没有办成"}
HANDING = ("take", "give")


@transaction.atomic
def replay(actor, key, number, verb, said, happened_at):
    """`key` is the phone's own UUID, `happened_at` its ISO moment. -> the stored answer: {"ok", "because", "cure", "state"}."""
    order = Order.objects.filter(number=number, centre=actor.centre).first()
    if order is None or verb not in NAMES:
        raise Invalid({"order": "没有这一单，或者不是本中心的。"})
    when = moment(actor, happened_at)
    row = Deed(key=key, person_id=actor.person, order=order, verb=verb, said=said, happened_at=when, at=actor.at)
    Deed.objects.bulk_create([row], ignore_conflicts=True)  # waits for whoever is writing the same key
    row = Deed.objects.select_for_update().get(key=key)
    if row.person_id != actor.person:
        raise Invalid({"key": "这一步是另一个人登记的。"})
    if row.state is None:
        row.answer = attempt(actor, order.number, verb, said, when)
        row.state = "done" if row.answer["ok"] else "refused"
        row.save(update_fields=["answer", "state"])
    return row.answer


def moment(actor, text):
    """When it happened, as the phone says: never later than now, never absurdly long ago."""
    found = parse_datetime(str(text or ""))
    if found is None or found.tzinfo is None or found > actor.at + AHEAD or found < actor.at - OLDEST:
        return actor.at
    return min(found, actor.at)


def attempt(actor, number, verb, said, when):
    """The step in a transaction of its own: what is refused leaves nothing but its answer."""
    try:
        with transaction.atomic():
            do(actor, number, verb, said, when)
    except Refusal as refusal:
        return told(number, False, refusal.because, refusal.cure)
    except Invalid as problem:
        return told(number, False, "；".join(problem.errors.values()), "请在这一单里重新登记。")
    return told(number, True, f"已登记“{NAMES[verb]}”。", "")


def do(actor, number, verb, said, when):
    if verb in TURNS:
        return run_errand(actor, number, verb, str(said.get("note", "")), when)
    require_runner(actor)
    other, signed = str(said.get("other", "")).strip(), str(said.get("signed", ""))
    papers = [str(one) for one in said.get("papers", [])]
    where, hands = str(said.get("where", "")), str(said.get("hands", ""))
    if verb == "take":
        return hand_on(actor, papers, other, actor.name, signed, actor.name, "runner", where, None, when)
    return hand_on(actor, papers, actor.name, other, actor.name, signed, hands, where, None, when)


def require_runner(actor):
    if runner_of(actor) is None:
        raise Refusal("no-post", because=f"{actor.name}今天不在任何队伍里。", cure="请联系组长。")


def told(number, ok, because, cure):
    order = Order.objects.get(number=number)
    return {"ok": ok, "because": because, "cure": cure, "state": order.state, "name": STATES[order.state]}


@transaction.atomic
def settle(actor, key, how):
    """The rider, or the leader for them, has read why a step was not taken and says what was done instead."""
    row = Deed.objects.select_for_update().select_related("order").get(key=key, order__centre=actor.centre)
    if row.person_id != actor.person and not leads(actor):
        raise Refusal("no-post", because="这一步是另一个人登记的。", cure="请由本人或者组长处理。")
    if row.seen_at is None:
        row.seen_at, row.settled = actor.at, how.strip()[:300] or "本人已看过"
        row.save(update_fields=["seen_at", "settled"])
    return row
