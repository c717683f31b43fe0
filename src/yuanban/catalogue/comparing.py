"""What one version says differently from the one before it, in words."""

from yuanban.catalogue.commitment import covered
from yuanban.catalogue.material_kinds import choices
from yuanban.catalogue.models import ItemVersion, Material

SAID = {
    "statutory": "法定时限",
    "promised": "承诺时限",
    "kind": "办件类型",
    "joint": "联合办理",
    "reviewers": "审查人数",
    "visits": "到现场次数",
    "visit_reason": "到现场的原因",
    "conditions": "条件",
    "basis": "设定依据",
    "result_name": "结果名称",
    "result_kind": "结果种类",
    "term_months": "有效期",
    "fee": "收费",
    "channels": "申请途径",
    "form": "申请表",
    "guidance": "情形引导",
    "commitment": "告知承诺",
    "consult": "咨询电话",
    "complaint": "投诉电话",
    "supervisor_id": "监督机关",
    "first_reviewer_id": "初审机关",
}
CHANNELS = {"window": "窗口", "online": "网上"}
NOTHING = "（无）"


def differences(old, new):
    """[(what, as it was, as it is)]; empty when the two say the same."""
    found = [(title, shown(old, name), shown(new, name)) for name, title in SAID.items() if differ(old, new, name)]
    return found + materials(list(old.materials.all()), list(new.materials.all()))


def differ(old, new, name):
    return getattr(old, name) != getattr(new, name)


def shown(version, name):
    value = getattr(version, name)
    if name in WORDS:
        return WORDS[name](version, value) or NOTHING
    return NOTHING if value in (None, "", []) else str(value)


WORDS = {
    "statutory": lambda version, days: "" if days is None else f"{days}个工作日",
    "promised": lambda version, days: "" if days is None else f"{days}个工作日",
    "kind": lambda version, kind: ItemVersion.KINDS.get(kind, kind),
    "joint": lambda version, joint: "是" if joint else "否",
    "result_kind": lambda version, kind: ItemVersion.RESULTS.get(kind, kind),
    "conditions": lambda version, lines: "；".join(lines),
    "basis": lambda version, laws: "；".join(cited(one) for one in laws),
    "term_months": lambda version, months: f"{months}个月" if months else "长期",
    "fee": lambda version, fee: charged(fee),
    "channels": lambda version, ways: "、".join(CHANNELS.get(way, way) for way in ways),
    "form": lambda version, fields: "、".join(field["label"] for field in fields),
    "guidance": lambda version, said: "、".join(one["label"] for one in said.get("questions") or []),
    "commitment": lambda version, said: "、".join([*covered(version), *said.get("conditions", [])]),
    "supervisor_id": lambda version, _: version.supervisor.name if version.supervisor else "",
    "first_reviewer_id": lambda version, _: version.first_reviewer.name if version.first_reviewer else "",
}


def charged(fee):
    """不收费, or what for, how much, by which law."""
    if not fee:
        return "不收费"
    return "；".join(part for part in (f"{fee['name']}：{fee['standard']}", fee.get("basis")) if part)


def cited(one):
    return f"《{one.get('law', '').strip('《》')}》{one.get('article') or ''}"


def materials(old, new):
    """By name: a list keeps no other identity of its materials across versions."""
    was, now = {m.name: m for m in old}, {m.name: m for m in new}
    gone = [("删去材料", name, NOTHING) for name in was if name not in now]
    added = [("增加材料", NOTHING, f"{name}（{told(m)}）") for name, m in now.items() if name not in was]
    both = [(name, told(was[name]), told(m)) for name, m in now.items() if name in was]
    changed = [(f"材料“{name}”", before, after) for name, before, after in both if before != after]
    return gone + added + changed + ordered([n for n in was if n in now], [n for n in now if n in was])


def ordered(was, now):
    return [("材料次序", "、".join(was), "、".join(now))] if was != now else []


def told(m):
    said = [Material.NEEDS.get(m.need, m.need), Material.SOURCES.get(m.source, m.source)]
    copies = [f"{title}{n}份" for title, n in (("原件", m.originals), ("复印件", m.copies)) if n]
    kind = [f"材料种类：{dict(choices()).get(m.shelf_kind, m.shelf_kind)}"] if m.shelf_kind else []
    return "，".join(said + copies + kind + ([m.note] if m.note else []))
