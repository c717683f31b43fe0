"""What the verbs of this room share: whose centre it is, whose firm, and the row as the page was drawn from."""

from yuanban.accounts.models import Enterprise
from yuanban.law.refusal import Refusal

AT_DOOR = ("manager", "clerk", "helper")


def require_manager(actor, centre):
    if actor.role != "manager" or actor.centre != centre:
        raise Refusal("no-post", because="招聘会和活动由本园区的中心管理员安排。", cure="请由中心管理员办理。")


def require_staff(actor, centre, doing):
    if actor.role not in AT_DOOR or actor.centre != centre:
        raise Refusal("no-post", because=f"只有本园区中心的工作人员可以{doing}。", cure=f"请由中心的工作人员{doing}。")


def own_firm(actor, enterprise):
    """-> the firm, if the actor acts for it."""
    found = None if actor.official else Enterprise.objects.filter(pk__in=actor.enterprises, pk=enterprise).first()
    if found is None:
        raise Refusal("no-post", because="只有这家企业的人员可以办理。", cure="请用企业账号登录。")
    return found


def same(row, version):
    if version is not None and version != row.version:
        raise Refusal("changed-meanwhile")
