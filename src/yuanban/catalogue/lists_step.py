"""What the verbs on reference lists share: who may, and what a line must say."""

import re

from yuanban.catalogue.lists import GOVERNMENT, LISTS, STAGES, ReferenceList
from yuanban.catalogue.models import BasicItem
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid

KEEPERS = ("manager", "provincial")
CODE = re.compile(r"[0-9A-Z][0-9A-Z-]{3,39}")
LONGEST = {"name": ("名称", 300), "summary": ("说明", 300), "supplier": ("提供单位", 120), "key": ("编码", 60)}
FIELDS = ("key", "list", "stage", "basic", "name", "summary", "supplier")


def require_provincial(actor):
    if actor.role != "provincial":
        raise Refusal(
            "no-post",
            because=f"{actor.name}的岗位不能编制参考清单。",
            cure="参考清单由省级中心编制；本园区的增减请由中心管理员在园区清单中办理。",
        )


def require_keeper(actor, park):
    """A manager keeps the list of its own park only; the provincial centre keeps everyone's."""
    if actor.role not in KEEPERS:
        raise Refusal(
            "no-post",
            because=f"{actor.name}的岗位不能增减园区清单。",
            cure="请由本园区的中心管理员或者省级中心办理。",
        )
    if not keeps(actor, park):
        raise Refusal(
            "no-post",
            because=f"中心管理员只能增减本园区的清单，{park.name}不是。",
            cure="请由该园区的中心管理员或者省级中心办理。",
        )


def keeps(actor, park):
    centre = getattr(park, "centre", None)
    mine = actor.role == "manager" and centre is not None and centre.pk == actor.centre
    return actor.role == "provincial" or mine


def lock(reference, seen=None):
    """The version, held until the transaction ends; `seen` counts the events of it that the writer was looking at."""
    found = ReferenceList.objects.select_for_update().get(pk=reference.pk)
    if found.state != "draft":
        raise Refusal(
            "wrong-state",
            because=f"{found}{found.get_state_display()}，只有草稿可以修改、公布和作废。",
            cure="请新建一版草稿，修改后公布。",
        )
    if seen is not None and int(seen) != found.version:
        raise Refusal("changed-meanwhile")
    return found


def read_entries(lines):
    """What each line says as columns, its basic item found or made. Raises Invalid with every line's faults."""
    lines = [tidy(line) for line in lines]
    errors = {name: text for n, line in enumerate(lines) for name, text in faults(line, n, len(lines) > 1)}
    repeated = twice([line["key"] for line in lines])
    if repeated:
        errors["key"] = f"编码或者名称重复：{'、'.join(repeated)}。"
    if errors:
        raise Invalid(errors)
    basics = keep_basics([line for line in lines if line["list"] in GOVERNMENT])
    return [line | {"basic": basics.get(line["key"]) if line["list"] in GOVERNMENT else None} for line in lines]


def tidy(line):
    line = {name: str(line.get(name) or "").strip() for name in FIELDS if name != "basic"}
    line["key"] = line["key"].upper() if line["list"] in GOVERNMENT else line["key"] or line["name"][:60]
    if line["list"] in GOVERNMENT and not line["name"]:
        line["name"] = BasicItem.objects.filter(code=line["key"]).values_list("name", flat=True).first() or ""
    return line


def faults(line, n, many):
    row, at = (f"第{n + 1}行", f"-{n + 1}") if many else ("", "")
    if line["list"] not in LISTS:
        yield f"list{at}", f"{row}请选择清单：{'、'.join(LISTS.values())}。"
    if line["stage"] not in STAGES:
        yield f"stage{at}", f"{row}请选择阶段：{'、'.join(STAGES.values())}。"
    if line["list"] in GOVERNMENT and not CODE.fullmatch(line["key"]):
        yield f"key{at}", f"{row}请填写基本目录编码（4至40位数字、大写字母或者短横线）。"
    if not line["name"]:
        yield f"name{at}", f"{row}请填写名称。"
    if line["list"] in LISTS and line["list"] not in GOVERNMENT and not line["supplier"]:
        yield f"supplier{at}", f"{row}请填写由谁提供：要素保障和中介服务不是政府事项，企业要知道找谁。"
    for name, (title, most) in LONGEST.items():
        if len(line[name]) > most:
            yield f"{name}{at}", f"{row}{title}最多{most}字，现有{len(line[name])}字。"


def twice(keys):
    return sorted({key for key in keys if key and keys.count(key) > 1})


def keep_basics(lines):
    """{code: BasicItem}; a code that the basic catalogue does not have yet is added under the line's name."""
    BasicItem.objects.bulk_create(
        [BasicItem(code=line["key"], name=line["name"], type=type_of(line)) for line in lines], ignore_conflicts=True
    )
    return {one.code: one for one in BasicItem.objects.filter(code__in=[line["key"] for line in lines])}


def type_of(line):
    return "20" if line["list"] == "service" else ""


def said(line):
    """A line as an event tells it."""
    return {name: line[name] for name in FIELDS if name != "basic"}
