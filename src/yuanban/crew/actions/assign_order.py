"""派单, by hand: the leader names who goes and why; later plans keep it."""

from dataclasses import replace

from django.db import transaction

from yuanban.crew.daybook import Day, moment
from yuanban.crew.models import Runner, Shift
from yuanban.crew.planning import visits
from yuanban.crew.step import end, lock, require_lead
from yuanban.law import crew as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write

LONG = 10 * 24 * 60  # whether the shift is long enough is the leader's to judge


@transaction.atomic
def assign_order(actor, number, runner, why, version=None):
    """`runner` is an id. Raises Invalid without a reason, Refusal when nobody of that name is on duty that day."""
    order = lock(actor, number, version)
    require_lead(actor, order.centre_id)
    law.turn(order.state, "assign")
    found = Runner.objects.filter(pk=runner, team__centre=order.centre_id).select_related("person").first()
    errors = {}
    if found is None:
        errors["runner"] = "请选择本中心的人。"
    if not why.strip():
        errors["why"] = "请写明为什么指定这个人，以后看得到。"
    if errors or found is None:
        raise Invalid(errors)
    require_on_duty(found, order.day)
    arrives, late = estimate(order, found, actor.at)
    told = f"组长指定{found.person.name}：{why.strip()}" + (f"预计晚到{late}分钟。" if late else "")
    write(
        order, "order.assigned", actor, {"name": found.person.name}, state="assigned", runner=found, by_hand=True,
        why=told[:300], place=99, began_at=None, late=late, arrives_at=arrives,
    )  # fmt: skip
    return order


def estimate(order, runner, at):
    """When the runner can be there after what they already have today, and how many minutes late that is."""
    day = Day(order.centre_id, order.day, at)
    free = replace(next(one for one in day.runners if one.key == runner.pk), ends=LONG, room=len(day.orders) + 1)
    mine = [row for row in day.orders.values() if row.runner_id == runner.pk and row.pk != order.pk]
    route = [day.errand(row) for row in [*sorted(mine, key=lambda row: row.place or 0), order]]
    last = (visits(free, route) or [])[-1]
    return moment(last.arrives, order.day), last.late


def require_on_duty(runner, day):
    if not Shift.objects.filter(runner=runner, day=day, left_at__isnull=True).exists():
        because = f"{runner.person.name}{day.month}月{day.day}日没有班次，或者已经离岗。"
        raise Refusal("no-post", because=because, cure="请先排班，或者指定别人。")


@transaction.atomic
def free_order(actor, number, version=None):
    """Take back what was named by hand: the next plan decides."""
    order = lock(actor, number, version)
    require_lead(actor, order.centre_id)
    law.turn(order.state, "release")
    write(
        order, "order.released", actor, {"why": "组长收回"}, state="open", runner=None, by_hand=False, place=None,
        arrives_at=None, late=0, why="组长收回，等待重新排单。",
    )  # fmt: skip
    return order


@transaction.atomic
def move_order(actor, number, version=None):
    """What was not begun on its day is put to today, for a new plan. Its due time was of that day and ends with it."""
    order = lock(actor, number, version)
    require_lead(actor, order.centre_id)
    if order.state not in ("open", "assigned") or order.day >= actor.day:
        raise Refusal("wrong-state", "只有以前没有出发的单可以改到今天。", "进行中的请联系去的人；今天的单请重新排单。")
    write(
        order, "order.moved", actor, state="open", runner=None, by_hand=False, place=None, arrives_at=None, late=0,
        due_at=None, day=actor.day, why=f"原定{order.day.month}月{order.day.day}日没有去成，改到今天，等待排单。",
    )  # fmt: skip
    return order


@transaction.atomic
def cancel_order(actor, number, why, version=None):
    order = lock(actor, number, version)
    law.turn(order.state, "cancel")
    if not why.strip():
        raise Invalid({"why": "请写明为什么取消。"})
    guard_papers(order)
    end(order, "order.cancelled", actor, {}, state="cancelled", result=why.strip()[:300])
    return order


def guard_papers(order):
    """What was carried off must first come back."""
    held = order.originals.filter(hands="runner")
    if held.exists():
        names = "、".join(f"{paper.name}（{paper.holder}）" for paper in held)
        raise Refusal("wrong-state", f"这一单的原件还在帮办人员手里：{names}。", "请先登记退还，再取消。")
