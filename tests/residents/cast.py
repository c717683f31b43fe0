"""Institutions at the first centre, and a dispute brought to one of them."""

from yuanban.residents.actions.keep_institution import settle
from yuanban.residents.actions.open_dispute import open_dispute

SAID = {
    "matter": "payment", "title": "货款拖欠", "text": "供货以后对方一直没有付清余款，请求调解。", "other": "样例买方甲",
    "other_contact": "139-0000-0200", "consent": "1",
}  # fmt: skip
KINDS = {"lg-mediation": "mediation", "lg-notary": "notary", "lg-court": "court", "lg-arbitration": "arbitration"}


def institutions(town):
    boss = town.actor("guanli1")
    said = {"place": "二楼", "phone": "0831-0000101", "hours": "工作日", "about": "驻场服务", "matters": "咨询\n受理"}
    return {kind: settle(boss, said | {"body": body, "kind": kind}) for body, kind in KINDS.items()}


def opened(town, where, **more):
    owner = town.actor("qiye")
    return owner, open_dispute(owner, where.pk, SAID | more, owner.enterprises[0])
