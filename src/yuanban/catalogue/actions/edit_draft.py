"""修改草稿: what an item will say once it is published. What is published never changes; a draft may be incomplete."""

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from yuanban.catalogue import commitment
from yuanban.catalogue.material_kinds import choices
from yuanban.catalogue.models import ItemVersion, Material
from yuanban.catalogue.step import lock, require_draft, require_manager
from yuanban.law import procedure
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write

MOST = 999
LONGEST = {"visit_reason": 200, "result_name": 120, "consult": 60, "complaint": 60}


@transaction.atomic
def edit_draft(actor, version, from_date, materials, seen=None, **fields):
    """`fields` are ItemVersion's, `materials` dicts of Material's, in order. Raises Refusal or Invalid."""
    item = lock(version.item_id, seen)
    require_manager(actor, item)
    draft = ItemVersion.objects.get(pk=version.pk)
    draft.item = item
    require_draft(draft)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.validity = DateRange(from_date, None)
    check(draft, materials)
    draft.save()
    draft.materials.all().delete()
    Material.objects.bulk_create(Material(version=draft, order=order, **m) for order, m in enumerate(materials))
    told = {name: getattr(value, "code", value) for name, value in fields.items()}
    said = {"version": draft.number, "from": from_date, "draft": told, "materials": materials}
    write(item, "item.edited", actor, said)
    return draft


def check(draft, materials):
    errors = dict(limits(draft)) | dict(words(draft)) | dict(handed(materials))
    if errors:
        raise Invalid(errors)
    commitment.check(draft, materials)
    if draft.statutory is not None and draft.promised is not None:
        procedure.guard_promise(draft.promised, draft.statutory)


def limits(draft):
    for name, title in (("statutory", "法定时限"), ("promised", "承诺时限"), ("visits", "到现场次数")):
        value = getattr(draft, name)
        if value is not None and not 0 <= value <= MOST:
            yield name, f"{title}应为0至{MOST}的整数。"
    if draft.reviewers not in (1, 2):
        yield "reviewers", "审查人数为1人或者2人（许可法第三十四条第三款）。"
    if draft.first_reviewer and draft.first_reviewer_id == draft.item.organ_id:
        yield "first_reviewer", "初审机关应当是主管机关以外的下级机关；本机关自己审查的，留空。"
    if draft.visits and not draft.visit_reason:
        yield "visit_reason", "要到现场的，请写明为什么。"


def words(draft):
    if draft.kind not in ItemVersion.KINDS:
        yield "kind", "请选择即办件或者承诺件。"
    if draft.result_kind not in ItemVersion.RESULTS:
        yield "result_kind", "请选择结果的种类。"
    for name, most in LONGEST.items():
        if len(getattr(draft, name)) > most:
            yield name, f"最多{most}字，现有{len(getattr(draft, name))}字。"
    if draft.fee and not draft.fee.get("name"):
        yield "fee_name", "收费的，请写明收费项目；不收费的，三项都留空。"
    for row, one in enumerate(draft.basis):
        if one.get("article") and not one.get("law"):
            yield f"basis{row}-law", f"第{row + 1}条依据请填写法律名称。"


def handed(materials):
    for row, one in enumerate(materials):
        if not one["name"]:
            yield f"m{row}-name", f"第{row + 1}份材料请填写名称。"
        elif len(one["name"]) > 300:
            yield f"m{row}-name", f"第{row + 1}份材料的名称最多300字。"
        if one["need"] not in Material.NEEDS or one["source"] not in Material.SOURCES:
            yield f"m{row}-need", f"第{row + 1}份材料请选择要求和来源。"
        if one.get("shelf_kind") and one["shelf_kind"] not in dict(choices()):
            yield f"m{row}-shelf_kind", f"第{row + 1}份材料请从列表中选择材料种类。"
        if len(one["note"]) > 300:
            yield f"m{row}-note", f"第{row + 1}份材料的说明最多300字。"
        for name, title in (("originals", "原件"), ("copies", "复印件")):
            if not 0 <= one[name] <= MOST:
                yield f"m{row}-{name}", f"第{row + 1}份材料的{title}份数应为0至{MOST}的整数。"
