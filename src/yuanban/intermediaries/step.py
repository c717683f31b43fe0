"""What the verbs of this room share: whose firm, whose order, and the row as the page was drawn from."""

from django.db.models import Q

from yuanban.accounts.models import Enterprise
from yuanban.intermediaries.models import Intermediary, Order
from yuanban.law import intermediary as law
from yuanban.law.refusal import Refusal


def same(row, version):
    if version is not None and version != row.version:
        raise Refusal("changed-meanwhile")


def own_firm(actor, enterprise):
    found = None if actor.official else Enterprise.objects.filter(pk__in=actor.enterprises, pk=enterprise).first()
    if found is None:
        raise Refusal("no-post", because="只有这家企业的人员可以办理。", cure="请用企业账号登录。")
    return found


def own_intermediary(actor):
    """-> the intermediary that the actor acts for, or None."""
    return None if actor.official else Intermediary.objects.filter(enterprise__in=actor.enterprises).first()


def is_own(actor, order):
    """Whether the actor is the one who wants the service."""
    return not actor.official and (order.enterprise_id in actor.enterprises or order.by_id == actor.person)


def is_chosen(actor, order):
    return order.chosen_id is not None and order.chosen.enterprise_id in actor.enterprises and not actor.official


def lock(number, version=None):
    rows = Order.objects.select_for_update(of=("self",)).select_related("service", "need", "chosen", "case__item")
    order = rows.get(number=number)
    same(order, version)
    return order


def require_own(actor, order):
    if not is_own(actor, order):
        raise Refusal("no-post", because="这一步由委托服务的申请人办理。", cure="请用申请人的账号登录。")


def require_chosen(actor, order):
    if not is_chosen(actor, order):
        raise Refusal("no-post", because="这一步由被选定的中介服务机构办理。", cure="请用该机构的账号登录。")


def orders_for(actor):
    """Both sides of an order, and nobody else: what they agree on is their own business."""
    if actor.official or actor.person is None:
        return Order.objects.none()
    mine = Q(by=actor.person) | Q(enterprise__in=actor.enterprises) | Q(chosen__enterprise__in=actor.enterprises)
    rows = Order.objects.select_related(
        "service", "need__item", "case__item", "chosen__enterprise", "enterprise", "file"
    )
    return rows.filter(mine)


def turn(order, verb):
    return law.order_turn(order.state, verb)
