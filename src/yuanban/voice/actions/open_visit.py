"""登记到访: somebody came to a window. The clerk who serves opens it, and it can then be rated."""

import secrets

from django.db import transaction

from yuanban.accounts.models import Enterprise
from yuanban.cases.queries import visible_to
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.places.models import Window
from yuanban.voice.models import Visit

SERVING = ("clerk", "seconded", "helper", "manager")


@transaction.atomic
def open_visit(actor, window, purpose="", case="", enterprise=""):
    """`window` is a code, `case` a number, `enterprise` a credit code; what is not known is left out."""
    if actor.role not in SERVING:
        raise Refusal("no-post", because="只有窗口人员可以登记到访。", cure="请由窗口人员登记。")
    found, errors = Window.objects.filter(code=window, centre=actor.centre).select_related("centre").first(), {}
    matter = visible_to(actor).filter(number=case.strip()).select_related("item").first() if case.strip() else None
    firm = Enterprise.objects.filter(code=enterprise.strip()).first() if enterprise.strip() else None
    if found is None:
        errors["window"] = "请选择本中心的窗口。"
    if case.strip() and matter is None:
        errors["case"] = "没有找到这个办件编号。"
    if enterprise.strip() and firm is None:
        errors["enterprise"] = "没有找到这个统一社会信用代码。"
    if not purpose.strip() and matter is None:
        errors["purpose"] = "请写明来办什么，或者填写办件编号。"
    if errors:
        raise Invalid(errors)
    firm_id = firm.pk if firm else matter.enterprise_id if matter else None
    item = matter.item if matter else None
    told = (purpose.strip() or (item.name if item else ""))[:200]
    return put(actor, found, "desk", clerk_id=actor.person, enterprise_id=firm_id, purpose=told, item=item)


def put(actor, window, way, **columns):
    visit = Visit(
        token=secrets.token_urlsafe(12),
        centre=window.centre,
        window=window,
        way=way,
        at=actor.at,
        day=actor.day,
        **columns,
    )
    create(visit, "visit.opened", actor)
    return visit
