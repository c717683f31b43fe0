"""班次: who works when; and dropping out, which gives the rest of the day's orders back and asks for a new plan."""

import datetime as dt

from django.db import transaction

from yuanban.crew.actions.plan_day import start
from yuanban.crew.models import Order, Runner, Shift
from yuanban.crew.step import leads, require_lead
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write

MOST_DAYS = 31


@transaction.atomic
def set_shift(actor, runner, day, begins, ends, until=None):
    """From `day` to `until`, both counted, on every day asked for; a shift already there is changed. -> how many days."""
    found = Runner.objects.select_related("team").get(pk=runner, team__centre=actor.centre)
    require_lead(actor, found.team.centre_id)
    until = until or day
    check(actor, found, day, until, begins, ends)
    days = [day + dt.timedelta(days=n) for n in range((until - day).days + 1)]
    for one in days:
        keep_one(actor, found, one, begins, ends)
    return len(days)


def check(actor, runner, day, until, begins, ends):
    errors = {}
    if begins is None or ends is None or ends <= begins:
        errors["ends"] = "请填写上班和下班的时间，下班要晚于上班。"
    if day < actor.day:
        errors["day"] = "不能给过去的日子排班。"
    elif not day <= until <= day + dt.timedelta(days=MOST_DAYS - 1):
        errors["until"] = f"一次最多排{MOST_DAYS}天。"
    elif day < runner.from_date or (runner.to_date and until > runner.to_date):
        errors["day"] = "这几天不在他入队的期间之内。"
    if errors:
        raise Invalid(errors)


def keep_one(actor, runner, day, begins, ends):
    row = Shift.objects.select_for_update().filter(runner=runner, day=day).first()
    if row is None:
        create(Shift(runner=runner, day=day, begins=begins, ends=ends), "shift.set", actor)
    elif (row.begins, row.ends, row.left_at) != (begins, ends, None):
        write(row, "shift.set", actor, begins=begins, ends=ends, left_at=None, why="")


@transaction.atomic
def drop_out(actor, shift, why):
    """By the runner themself or the leader. -> (the orders given back, those under way that somebody must look after)."""
    row = (
        Shift.objects.select_for_update(of=("self",))
        .select_related("runner__team", "runner__person")
        .get(pk=shift, runner__team__centre=actor.centre)
    )
    if row.runner.person_id != actor.person and not leads(actor):
        raise Refusal("no-post", because="只有本人或者组长可以登记离岗。", cure="请联系组长。")
    if row.left_at:
        raise Refusal("wrong-state", because="已经登记过离岗。", cure="不用再登记。")
    if not why.strip():
        raise Invalid({"why": "请写明为什么离岗。"})
    write(row, "shift.ended", actor, left_at=actor.at, why=why.strip()[:200])
    found = Order.objects.select_for_update().filter(runner=row.runner, day=row.day).order_by("pk")
    rows = list(found.filter(state__in=("assigned", "underway")))
    back = [one for one in rows if one.state == "assigned"]
    for one in back:
        give_back(actor, one, row)
    if back:
        start(actor, row.runner.team.centre_id, row.day, f"{row.runner.person.name}离岗：{row.why}")
    return back, [one for one in rows if one.state == "underway"]


def give_back(actor, order, shift):
    why = f"{shift.runner.person.name}离岗（{shift.why}），等待重新排单。"
    write(
        order, "order.released", actor, {"why": shift.why}, state="open", runner=None, by_hand=False, place=None,
        arrives_at=None, late=0, why=why[:300],
    )  # fmt: skip
