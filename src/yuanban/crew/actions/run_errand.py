"""出发、办成、没有办成: the runner's own steps. `happened_at` is when the phone noted it, which may be long before it is told."""

from django.db import transaction

from yuanban.crew.step import end, lock, runner_of
from yuanban.law import crew as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write


@transaction.atomic
def run_errand(actor, number, verb, note="", happened_at=None):
    """`verb` is begin, done or fail."""
    order = lock(actor, number)
    require_mine(actor, order)
    turn = law.turn(order.state, verb)
    when = happened_at or actor.at
    if verb == "begin":
        write(order, "order.begun", actor, state=turn.target, began_at=when)
        return order
    if verb == "done":
        law.guard_empty_hands(held_by(actor, order))
    elif not note.strip():
        raise Invalid({"note": "请写明为什么没有办成，申请人和组长都看得到。"})
    kind = "order.done" if verb == "done" else "order.failed"
    end(order, kind, actor, {"happened_at": when}, state=turn.target, result=note.strip()[:300])
    return order


def require_mine(actor, order):
    """Only who was sent; when somebody else was sent meanwhile, say who."""
    mine = runner_of(actor)
    if mine is not None and order.runner_id == mine.pk:
        return
    if order.closed:
        law.turn(order.state, "begin")
    now = f"已改派{order.runner.person.name}" if order.runner else "已收回，等待重新派单"
    raise Refusal("no-post", f"这一单不在您名下：{now}。", cure_of(order))


def cure_of(order):
    told = f"请联系{order.runner.person.name}说明已经办到哪一步" if order.runner else "请联系组长说明已经办到哪一步"
    return f"{told}；原件在您手里的，照常登记交给谁。"


def held_by(actor, order):
    return list(order.originals.filter(person=actor.person).values_list("name", flat=True))
