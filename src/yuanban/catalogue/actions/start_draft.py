"""新建草稿: a copy of what the item says now, for someone to change and publish."""

from django.db import transaction
from django.forms.models import model_to_dict

from yuanban.catalogue.actions.publish_version import draft_version
from yuanban.catalogue.models import Material
from yuanban.catalogue.queries import version_on
from yuanban.catalogue.step import lock, require_manager
from yuanban.law.refusal import Refusal

OWN = ("id", "item", "number", "state", "validity", "supervisor", "first_reviewer")
MATERIAL = [f.name for f in Material._meta.concrete_fields if f.name not in ("id", "version", "order")]


@transaction.atomic
def start_draft(actor, item, seen=None):
    """From the version that binds today, or else the last one published, or else empty. One draft at a time."""
    item = lock(item.pk, seen)
    require_manager(actor, item)
    if draft := item.versions.filter(state="draft").first():
        raise Refusal("wrong-state", because=f"已有一份草稿（第{draft.number}版）。", cure="请先修改、公布这份草稿。")
    source = version_on(item, actor.day) or item.versions.filter(state="published").order_by("-number").first()
    if source is None:
        return draft_version(actor, item, actor.day)
    fields = model_to_dict(source, exclude=OWN)
    fields |= {"supervisor": source.supervisor, "first_reviewer": source.first_reviewer}
    materials = [{name: getattr(m, name) for name in MATERIAL} for m in source.materials.all()]
    return draft_version(actor, item, actor.day, materials, **fields)
