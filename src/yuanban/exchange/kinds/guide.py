"""What a list says about handling an item, as far as it can be read without guessing. The text itself is kept whole."""

import re

from yuanban.exchange import cells

KINDS = {"即办件": "spot", "承诺件": "promise", "即办": "spot", "承诺": "promise"}
ARTICLE = r"第[一二三四五六七八九十百千零〇\d]+条"
LAW = re.compile(
    rf"《([^《》\n]{{2,80}})》\s*(?:[（(][^（）()]{{0,80}}[）)])?\s*(?:[（(][^（）()]{{0,80}}[）)])?[，,：:]?\s*({ARTICLE})?"
)
NOTHING = {"", "无", "无。", "暂无", "/", "-"}
NOT_REQUIRED = "optional"


def draft_of(row):
    """ItemVersion's columns that the row says; None when it says none."""
    draft = {**limits(row), **manner(row), **texts(row)}
    if laws := basis(row.text("basis")):
        draft["basis"] = laws
    row.keep("basis")
    return draft or ({} if row.values.get("materials") else None)


def limits(row):
    found = {}
    for name, title in (("statutory", "法定时限"), ("promised", "承诺时限")):
        told, unit = row.text(name), row.text(f"{name}_unit")
        days = cells.workdays(told, unit)
        if told and days is None:
            row.warn(f"{title}“{(told + unit)[:30]}”不是明确的工作日数，未写入草稿，原文保留")
        if days is not None:
            found[name] = days
        row.keep(name)
        row.keep(f"{name}_unit")
    if found.get("promised", 0) > found.get("statutory", 10**6):
        row.warn(f"承诺时限{found['promised']}个工作日长于法定时限{found['statutory']}个工作日，承诺时限未写入草稿")
        del found["promised"]
    return found


def manner(row):
    found = {}
    if (kind := KINDS.get(row.line("kind"))) is not None:
        found["kind"] = kind
    else:
        row.keep("kind")
    visits = cells.whole(row.values.get("visits"))
    if visits is not None:
        found["visits"] = visits
    elif row.text("visits"):
        row.keep("visits")
        row.warn(f"到现场次数“{row.text('visits')[:20]}”不是数字，未写入草稿，原文保留")
    return found


def texts(row):
    found = {}
    for name, limit in (("visit_reason", 200), ("result_name", 120), ("consult", 60), ("complaint", 60)):
        told = row.line(name)
        if told in NOTHING:
            continue
        if len(told) <= limit:
            found[name] = told
        else:
            row.keep(name)
    conditions = [part.strip() for part in row.text("conditions").split("\n") if part.strip() not in NOTHING]
    return found | ({"conditions": conditions} if conditions else {})


def basis(text):
    """[{law, article}] of every law named with its article, each once; laws without an article only if nothing has one."""
    found = [{"law": law.strip(), "article": article} for law, article in LAW.findall(text)]
    exact = [entry for entry in found if entry["article"]]
    return [dict(pair) for pair in dict.fromkeys(tuple(entry.items()) for entry in exact or found)][:50]


def materials_of(row):
    """A list of names, or of objects; a text with one material a line. None when the list says nothing of materials."""
    told = row.values.get("materials")
    if isinstance(told, str):
        told = [line for line in told.split("\n") if line.strip()]
    if not isinstance(told, list) or not told:
        return None
    found = [material(row, number, one) for number, one in enumerate(told, start=1)]
    return [one for one in found if one]


def material(row, number, one):
    one = one if isinstance(one, dict) else {"name": one}
    name = cells.line(one.get("name") or one.get("材料名称"))
    if not name:
        return None
    if len(name) > 300:
        row.keep("materials")
        row.warn(f"第{number}件材料的名称超过300字，已截短，全文保留")
    need, note = need_of(one)
    return {"code": f"m{number}", "name": name[:300], "need": need, "note": note}


def need_of(one):
    told = one.get("required", one.get("是否必须", one.get("必要性", "")))
    wanted = cells.yes_no(told)
    if wanted is not False:
        return "required", ""
    return NOT_REQUIRED, "" if cells.code(told) in (
        "false",
        "否",
        "非必要",
    ) else f"原表“是否必须”填“{cells.line(told)[:100]}”"
