"""What the verbs on items share."""

from yuanban.catalogue.models import Item
from yuanban.law.refusal import Refusal

MANAGERS = ("manager", "provincial", "admin")


def require_manager(actor, item):
    """A manager of one centre handles only what its own park offers, or no park does yet."""
    if actor.role not in MANAGERS:
        raise Refusal("no-post", because=f"{actor.name}的岗位不能办理事项版本。", cure="请由中心管理员办理。")
    if actor.role == "manager" and offered_elsewhere(item, actor):
        raise Refusal(
            "no-post",
            because=f"“{item.name}”由其他园区开办，本园区的中心管理员不能改它的办事指南。",
            cure="请由相应园区的中心管理员或者省级中心办理。",
        )


def offered_elsewhere(item, actor):
    going = item.arrangements.filter(to_date__isnull=True)
    return going.exists() and not going.filter(park__centre=actor.centre).exists()


def lock(item_id, seen=None):
    """The item, held until the transaction ends; `seen` is the version of it that the writer was looking at."""
    item = Item.objects.select_for_update(of=("self",)).select_related("organ").get(pk=item_id)
    if seen is not None and int(seen) != item.version:
        raise Refusal("changed-meanwhile")
    return item


def require_draft(version):
    if version.state != "draft":
        raise Refusal(
            "wrong-state", because=f"第{version.number}版{version.get_state_display()}，只有草稿可以修改和公布。"
        )
