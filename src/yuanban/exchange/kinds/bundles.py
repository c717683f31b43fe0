"""一件事 as others have published them: each becomes a draft, looked through and published by a person. Nothing is lost:
what the catalogue does not know is kept by its name."""

import hashlib
from dataclasses import dataclass, field

import orjson

from yuanban.catalogue.actions.edit_bundle import edit_bundle, start_bundle
from yuanban.catalogue.models import Bundle, Item
from yuanban.exchange import cells
from yuanban.exchange.rows import Rejected

NAMES = ("local_item", "item", "name", "national_list_item", "事项", "事项名称")
ORGANS = ("department", "organ", "部门", "单位")
DAYS = ("limit_workdays", "days", "时限")
REMARKS = ("condition", "remark", "exception", "note", "kind")


@dataclass
class Entry:
    """`fields`: name, theme, lead, source; `members`: rows for `edit_bundle`; `told`: the whole record as it came."""

    code: str
    fields: dict
    members: list
    regions: list
    told: dict
    extra: dict = field(default_factory=dict)


def key(entry):
    return entry.code


def targets(row, known):
    theme, area = row.line("theme", 60), row.line("area", 60)
    parts = row.values.get("constituents")
    if not theme:
        raise Rejected("没有写主题，例如“企业注销登记”。")
    if not isinstance(parts, list) or not parts:
        raise Rejected("没有列出包括哪些事项。")
    members = [member(n, part, row) for n, part in enumerate(parts)]
    if row.values.get("complete") is False:
        row.warn("来源没有列全，请对照原文补齐")
    fields = {"name": f"{theme}“一件事”", "theme": theme, "source": row.short("doc", 300), "lead": lead(row, known)}
    told = {name: row.cells[name] for name in row.cells}
    yield Entry(code_of(theme, area, row), fields, ordered(members, parts), regions(row, area, known), plain(told))


def code_of(theme, area, row):
    """The same theme of the same place is the same 一件事, whenever it is imported."""
    return "imported-" + hashlib.sha256(f"{theme}|{area}".encode()).hexdigest()[:10]


def plain(told):
    return orjson.loads(orjson.dumps(told, default=str))


def member(n, part, row):
    part = part if isinstance(part, dict) else {"item": cells.line(part)}
    name = first(part, NAMES)[:300]
    if not name:
        raise Rejected(f"第{n + 1}件没有名称。")
    days = first(part, DAYS)
    said = {
        "key": f"m{n + 1}",
        "item": item_of(name, row),
        "name": name,
        "organ": first(part, ORGANS)[:120],
        "days": int(days) if days.isdigit() else None,
        "note": first(part, REMARKS)[:300],
        "needs": [],
        "after": [],
    }
    return said


def first(part, names):
    return next((cells.line(part[name]) for name in names if part.get(name) not in (None, "", [], {})), "")


def item_of(name, row):
    """The one item of exactly this name; several or none: the name is kept, and a person chooses."""
    found = list(Item.objects.filter(name=name).order_by("pk")[:2])
    if len(found) == 1:
        return found[0]
    row.warn(f"“{name}”在目录中有几个，先按名称保留，请在草稿里选择" if found else f"“{name}”不在目录中，按名称保留")
    return None


def ordered(members, parts):
    """Those with a group of their own begin together, after the last one before them; without groups, all begin together."""
    if not any(isinstance(part, dict) and part.get("parallel_group") for part in parts):
        return members
    before = ""
    for row, part in zip(members, parts, strict=True):
        row["after"] = [before] if before else []
        if not part.get("parallel_group"):
            before = row["key"]
    return members


def lead(row, known):
    name = row.line("lead", 120)
    body = known.body(name) if name else None
    if name and body is None:
        row.warn(f"牵头单位“{name}”不在主体表中，请在草稿里选择")
    return body


def regions(row, area, known):
    """The narrowest region that the area ends with."""
    fit = [region for name, found in known.named_regions.items() if area.endswith(name) for region in found]
    if len(fit) == 1:
        return [fit[0].code]
    if area:
        row.warn(f"适用地区“{area[:30]}”没有对应的区划，请在草稿里选择在哪里适用")
    return []


def keep(actor, entries, known):
    """-> codes of what changed. A draft is put anew; what was published gets a next version as a draft."""
    return {entry.code for entry in entries if keep_one(actor, entry)}


def keep_one(actor, entry):
    digest = hashlib.sha256(orjson.dumps(entry.told, option=orjson.OPT_SORT_KEYS)).hexdigest()
    latest = Bundle.objects.filter(code=entry.code).exclude(state="discarded").order_by("-number").first()
    if latest and latest.extra.get("sha256") == digest:
        return False
    draft = latest if latest and latest.state == "draft" else start_bundle(actor, entry.code, entry.fields["name"])
    said = {**entry.fields, "regions": entry.regions, "extra": {"sha256": digest, "source": entry.told}}
    edit_bundle(actor, draft, members=entry.members, **said)
    return True
