"""A filled form in words, section by section, as it was asked by the version it was filled in under."""

from dataclasses import dataclass, field

from yuanban.catalogue.form_showing import REST, has_region
from yuanban.places.models import Region


@dataclass
class Told:
    """One answer; a repeated group has `rows`, each a list of (label, text), and their column `heads`."""

    label: str
    text: str = ""
    fact: bool = False
    rows: list = field(default_factory=list)
    heads: list = field(default_factory=list)
    long: bool = False


def told(fields, answers):
    """[(section title, [Told])], of what was answered."""
    regions = names_of_regions(fields)
    sections: dict[str, list] = {}
    for one in fields:
        if answers.get(one["key"]) not in (None, "", []):
            sections.setdefault(one.get("section") or REST, []).append(tell(one, answers[one["key"]], regions))
    return list(sections.items())


def tell(one, value, regions):
    if one["type"] == "group":
        return told_rows(one, value, regions)
    return Told(one["label"], in_words(one, value, regions), bool(one.get("fact")), long=one["type"] == "textarea")


def told_rows(group, rows, regions):
    rows = [row for row in rows if isinstance(row, dict) and row] if isinstance(rows, list) else []
    used = [f for f in group["fields"] if any(row.get(f["key"]) not in (None, "", []) for row in rows)]
    lines = [[(f["label"], in_words(f, row.get(f["key"]), regions)) for f in used] for row in rows]
    return Told(group["label"], f"{len(lines)}行", rows=lines, heads=[f["label"] for f in used])


def in_words(one, value, regions=None):
    """A stored or typed answer as the form asked it: yes or no in words, numbers with their unit, days in full."""
    if value in (None, "", []):
        return ""
    words = WORDS.get(one["type"])
    if words:
        return words(one, value, regions or {})
    unit = one.get("unit") or ("元" if one["type"] == "money" else "")
    return f"{value}{unit}"


def day(value):
    parts = str(value).split("-")
    return (
        f"{int(parts[0])}年{int(parts[1])}月{int(parts[2])}日"
        if len(parts) == 3 and all(p.isdigit() for p in parts)
        else str(value)
    )


WORDS = {
    "yesno": lambda one, value, regions: "是" if value in (True, "是", "yes", "true", "on") else "否",
    "statement": lambda one, value, regions: "已声明" if value in (True, "是", "yes", "true", "on") else "未声明",
    "date": lambda one, value, regions: day(value),
    "choices": lambda one, value, regions: "、".join(value) if isinstance(value, list) else str(value),
    "region": lambda one, value, regions: regions.get(str(value), str(value)),
    "file": lambda one, value, regions: "见所交材料",
    "group": lambda one, value, regions: f"{len(value)}行" if isinstance(value, list) else "",
}


def names_of_regions(fields):
    if not any(has_region(one) for one in fields):
        return {}
    found = Region.objects.filter(level="county").select_related("parent")
    return {region.code: f"{region.parent.name if region.parent else ''}{region.name}" for region in found}
