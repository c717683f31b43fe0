"""确定主管机关: an imported item that only names its organ gets the organ itself; the statute's power is that organ's."""

from django.db import transaction

from yuanban.catalogue.search import fill
from yuanban.catalogue.step import lock, require_manager
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.places import epoch


@transaction.atomic
def assign_organ(actor, item, body, seen=None):
    item = lock(item.pk, seen)
    require_manager(actor, item)
    if item.organ_id:
        raise Refusal(
            "wrong-state",
            because=f"这个事项的主管机关已经是{item.organ.name}。",
            cure="主管机关改变的，请重新导入事项。",
        )
    if body is None or body.kind not in ("organ", "organisation"):
        raise Invalid({"organ": "请选择行政机关，或者法律、法规授权的组织（许可法第二十二条、第二十三条）。"})
    write(item, "item.assigned", actor, {"organ": body.code}, organ=body)
    fill([item])
    item.save(update_fields=["words", "pinyin", "initials"])
    epoch.bump()
    return item
