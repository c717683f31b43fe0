"""Plausible answers to any form, and one sample file to hand in. Everything in it is plainly invented."""

import json
import re
from functools import cache

import typst

PAGE = """
#set page(paper: "a5")
#set text(font: ("Noto Serif CJK SC", "Noto Serif SC", "Noto Sans CJK SC", "Noto Sans SC"), lang: "zh", size: 14pt)
#let said = json(bytes(sys.inputs.said))
#align(center)[= #said.title]
#v(1em)
本页为演示系统自动生成的样例材料，不具有任何效力。
"""
TEXTS = {
    "address": "园区示例路8号",
    "scope": "预包装食品销售；热食类食品制售",
    "name": "样例建设项目",
}
INVENTED_ID = "00000019900101000X"  # no such region
LONG = "本次申请的内容真实、完整，场所、设备和人员符合办事指南列明的条件。"


@cache
def sample_file(title):
    """A one-page PDF that says what it stands for."""
    from django.conf import settings

    said = json.dumps({"title": title}, ensure_ascii=False)
    return typst.compile(PAGE.encode(), font_paths=[str(settings.FONTS_DIR)], sys_inputs={"said": said})  # type: ignore[misc]


def answers(fields, firm, rng):
    """Raw answers to every question, asked or not, that agree with the checks of the form."""
    return agreed(fields, {field["key"]: answer(field, firm, rng) for field in fields})


def agreed(fields, raw):
    """Totals, counts and orders that checks ask for, made true."""
    for field in fields:
        for check in field.get("checks") or []:
            for pattern, mend in MENDS:
                if match := pattern.fullmatch(check["test"]):
                    names = field.get("names") or {}
                    mend(raw, *(names.get(name, name) for name in match.groups()))
    return raw


def total(raw, group, part, whole):
    rows = raw[group]
    for row in rows:
        row[part] = raw[whole] if row is rows[0] else 0


def as_many(raw, group, number):
    raw[number] = len(raw[group])


def no_more(raw, group, number):
    raw[number] = max(raw[number], len(raw[group]))


MENDS = (
    (re.compile(r"sum\((\w+)\.map\(r, r\.(\w+)\)\) == (\w+)"), total),
    (re.compile(r"size\((\w+)\) == (\w+)"), as_many),
    (re.compile(r"size\((\w+)\) <= (\w+)"), no_more),
)


def answer(field, firm, rng):
    kind = field["type"]
    if kind == "group":
        rows = max(field.get("min_rows") or 1, 1 + (rng.random() < 0.4))
        return [answers(field["fields"], firm, rng) for _ in range(min(rows, field.get("max_rows") or rows))]
    if kind == "choices":
        return field["options"][:2]
    if kind in ("number", "money"):
        return number(field, rng)
    if kind == "choice":
        return rng.choice(field["options"])
    if kind == "yesno":
        return "是" if rng.random() < 0.5 else "否"
    return FIXED[kind](field, firm) if kind in FIXED else text(field, firm)


def number(field, rng):
    low, high = field.get("min") or 1, min(field.get("max") or 8000, 8000)
    return max(low, round(rng.triangular(low, max(high, low + 1), low + (high - low) / 5)))


def text(field, firm):
    if "姓名" in field["label"]:
        return "周样例"
    if "平台" in field["label"]:
        return "样例外卖平台"
    if "名称" in field["label"] and "项目" not in field["label"]:
        return firm.name
    if "地址" in field["label"] or "地点" in field["label"] or "场所" in field["label"]:
        return firm.address
    return next((said for word, said in TEXTS.items() if word in field["key"]), f"样例{field['label']}")[:100]


FIXED = {
    "textarea": lambda field, firm: LONG,
    "date": lambda field, firm: "2026-12-31",
    "credit_code": lambda field, firm: firm.code,
    "project_code": lambda field, firm: "2605-511502-04-01-123456",
    "phone": lambda field, firm: "138-0000-0000",
    "id_number": lambda field, firm: INVENTED_ID,
    "region": lambda field, firm: firm.region_id or "511502",
    "statement": lambda field, firm: "是",
    "file": lambda field, firm: field["material"],
}
