"""新建清单草稿: the next version of the template of a kind of park, copied from the last one that was published."""

from django.db import IntegrityError, transaction

from yuanban.catalogue.lists import ReferenceEntry, ReferenceList
from yuanban.catalogue.lists_step import FIELDS, require_provincial
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.places.models import Park


@transaction.atomic
def start_reference(actor, kind):
    require_provincial(actor)
    if kind not in Park.KINDS:
        raise Invalid({"kind": f"请选择园区类型：{'、'.join(Park.KINDS.values())}。"})
    versions = list(ReferenceList.objects.filter(kind=kind).order_by("-number"))
    if draft := next((one for one in versions if one.state == "draft"), None):
        raise Refusal("wrong-state", because=f"已有一份草稿（第{draft.number}版）。", cure="请先修改、公布这份草稿。")
    source = next((one for one in versions if one.state == "published"), None)
    draft = ReferenceList(kind=kind, number=versions[0].number + 1 if versions else 1)
    try:
        with transaction.atomic():
            create(draft, "reference.drafted", actor, {"copied": source.number if source else None})
    except IntegrityError:  # somebody started one in the same moment
        raise Refusal("changed-meanwhile") from None
    if source:
        copy(source, draft)
    return draft


def copy(source, draft):
    ReferenceEntry.objects.bulk_create(
        ReferenceEntry(reference=draft, **{name: getattr(one, name) for name in FIELDS})
        for one in source.entries.select_related("basic").order_by("pk")
    )
