"""What the verbs of this room share: who leads, finding an order, serial numbers, the case's own story."""

from django.db import connection

from yuanban.crew.models import Order, Runner, Team
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write
from yuanban.voice.step import tell_case

DESK = ("clerk", "helper", "manager")
NEXT = (
    "INSERT INTO crew_ordercounter (centre_id, day, last) VALUES (%s, %s, 1)"
    " ON CONFLICT (centre_id, day) DO UPDATE SET last = crew_ordercounter.last + 1 RETURNING last"
)


def leads(actor):
    """The manager of the centre, or whoever leads a team there."""
    if actor.role == "manager":
        return actor.centre is not None
    return actor.role == "helper" and Team.objects.filter(centre=actor.centre, leader=actor.person).exists()


def require_lead(actor, centre):
    if actor.centre != centre or not leads(actor):
        because = f"{actor.name}不是这个中心的帮办组长或者管理员。"
        raise Refusal("no-post", because=because, cure="请由队伍的组长或者中心管理员办理。")


def require_desk(actor):
    if actor.role not in DESK or actor.centre is None:
        raise Refusal(
            "no-post", because="只有园区中心的人员可以安排帮办。", cure="请由窗口、帮办人员或者中心管理员办理。"
        )


def next_number(centre, day):
    """BB + centre + day + serial."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [centre.pk, day])
        return f"BB{centre.number:03d}{day:%y%m%d}{cursor.fetchone()[0]:04d}"


def lock(actor, number, version=None):
    """The order held still, as somebody of its centre sees it; Order.DoesNotExist otherwise."""
    rows = Order.objects.select_for_update(of=("self",)).select_related(
        "runner__person", "runner__team", "start", "end"
    )
    order = rows.get(number=number, centre=actor.centre)
    if version is not None and int(version) != order.version:
        raise Refusal("changed-meanwhile")
    return order


def runner_of(actor):
    """The member of a team that this person is today, or None."""
    rows = Runner.objects.filter(person=actor.person, team__centre=actor.centre, from_date__lte=actor.day)
    return rows.exclude(to_date__lt=actor.day).select_related("team", "base", "person").order_by("-id").first()


def end(order, kind, actor, data, **changes):
    """The order comes to its end, and the case it belongs to says so."""
    write(order, kind, actor, data, ended_at=data.pop("happened_at", actor.at), **changes)
    said = {"number": order.number, "state": order.state, "result": order.result}
    tell_case(
        order.case_id, "case.order-ended", actor, said | {"runner": order.runner.person.name if order.runner else ""}
    )
