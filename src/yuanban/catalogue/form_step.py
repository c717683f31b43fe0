"""What the verbs on forms share: the draft in hand, what may not be kept, and how it is written down."""

import hashlib

import orjson

from yuanban.catalogue.form_definition import problems_of
from yuanban.catalogue.guidance_definition import guidance_problems
from yuanban.catalogue.models import Bundle, Item, ItemVersion
from yuanban.catalogue.step import lock, require_draft, require_manager
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write


def held(actor, version, seen):
    item = lock(version.item_id, seen)
    require_manager(actor, item)
    draft = ItemVersion.objects.get(pk=version.pk)
    draft.item = item
    require_draft(draft)
    return item, draft


def keep(actor, item, draft, form, guidance, kind, change):
    draft.form, draft.guidance = form, guidance
    draft.save(update_fields=["form", "guidance"])
    digest = hashlib.sha256(orjson.dumps([form, guidance], option=orjson.OPT_SORT_KEYS)).hexdigest()
    write(item, kind, actor, {"version": draft.number, "change": change, "sha256": digest})
    return draft


def guard_form(version, form, guidance):
    """Raises Invalid with everything that is wrong, at its place: `form.0.when`, `guidance.outcomes.1.needs`."""
    if errors := wrong(version, form, guidance):
        raise Invalid(errors)


def wrong(version, form, guidance):
    materials = {material.code for material in version.materials.all()}
    found = {f"form.{at}": text for at, text in problems_of(form, materials).items()}
    more = guidance_problems(guidance, materials, version.item.code)
    found |= {f"guidance.{at}": text for at, text in (more or lost(guidance)).items()}
    return found


def lost(guidance):
    """Where an outcome leads to something that is not in the catalogue."""
    targets = [
        (n, one["instead"]) for n, one in enumerate((guidance or {}).get("outcomes") or []) if one.get("instead")
    ]
    items = set(
        Item.objects.filter(code__in=[t["item"] for _, t in targets if "item" in t]).values_list("code", flat=True)
    )
    bundles = set(
        Bundle.objects.filter(code__in=[t["bundle"] for _, t in targets if "bundle" in t]).values_list(
            "code", flat=True
        )
    )
    return {
        f"outcomes.{n}.instead": f"第{n + 1}条结果指向的事项或者一件事不存在：{next(iter(target.values()))}。"
        for n, target in targets
        if not (target.get("item") in items or target.get("bundle") in bundles)
    }
