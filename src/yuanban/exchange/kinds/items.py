"""Items: names, codes and organs of a catalogue; limits, basis and materials into a draft."""

import re
from hashlib import sha256

from yuanban.catalogue.actions.keep_items import Entry, keep_items
from yuanban.catalogue.models import Item
from yuanban.exchange import cells
from yuanban.exchange.kinds.guide import draft_of, materials_of
from yuanban.exchange.rows import Rejected, Row, record_row
from yuanban.law.codes import ItemCode, parse_item_code

TYPES = {name: code for code, name in Item.TYPES.items()}
UNSORTED = {"未分类", "无", ""}
MAIN = "主项名称"


def targets(row, known):
    """One entry, or one for each business (办理项) that the row holds."""
    told = row.values.get("business")
    parts = [part for part in told if isinstance(part, dict)] if isinstance(told, list) else []
    if not parts:
        row.keep("business")
    if len(parts) < 2:
        return [entry(business(row, part), known) for part in parts] or [entry(row, known)]
    return [entry(business(row, part), known, f"-{number:02d}") for number, part in enumerate(parts, start=1)]


def business(row, part):
    """What the business says comes before what its item says; the item is its main entry (主项)."""
    own = record_row("items", row.sheet, row.number, part)
    whole = Row(row.sheet, row.number, row.cells, warnings=row.warnings, known=row.known | own.known)
    whole.values = {name: told for name, told in row.values.items() if name != "business"} | own.values
    whole.extra = {**row.extra, **own.extra}
    if row.line("name") != own.line("name"):
        whole.values["main"] = row.line("name")
    return whole


def entry(row, known, suffix=""):
    name = row.line("name", 300)
    if not name:
        raise Rejected("没有事项名称。请补填后再导入。")
    fields = {"name": name, **organ(row)}
    code, parsed = code_of(row, name, fields.get("organ_name", ""), suffix)
    region = known.region(cells.code(row.values.get("region_code")) or parsed.region)
    fields |= {"scheme": parsed.scheme, "warnings": list(parsed.warnings), **sort(row), **person(row)}
    fields |= {"region_id": region.code} if region else {}
    fields |= (
        {"organ_id": body.pk} if region and (body := known.body(fields.get("organ_name", ""), region.code)) else {}
    )
    for warning in parsed.warnings:
        row.warn(warning)
    keep_whole(row, parsed.region)
    return Entry(
        code=code,
        fields=fields,
        basic=(basic[:40], name) if (basic := row.text("basic_code") or parsed.basic) else ("", ""),
        draft=draft_of(row),
        materials=materials_of(row),
        extra=row.extra,
    )


def organ(row):
    told = row.short("organ_name", 120)
    return {"organ_name": told} if told else {}


def code_of(row, name, organ, suffix):
    told = cells.code(row.values.get("code"))
    if len(told) + len(suffix) > 120:
        raise Rejected(f"事项编码有{len(told)}字，最多120字。请核对这一格。")
    if told:
        return told + suffix, parse_item_code(told)
    seed = "|".join([row.text("region_code"), organ, row.line("main"), name])
    made = f"无编码-{sha256(seed.encode()).hexdigest()[:12]}"
    return made + suffix, ItemCode(made, "unknown", warnings=(f"没有事项编码，暂编为“{made}”",))


def sort(row):
    code = TYPES.get(row.line("type")) or row.text("type_code").zfill(2)
    fields = {"type": code, "list": "service" if code == "20" else "approval"} if code in Item.TYPES else {}
    if not fields or (row.text("type") and Item.TYPES[code] != row.line("type")):
        row.keep("type")
        row.keep("type_code")
    theme = row.short("theme", 40)
    return fields | ({"theme": theme} if theme else {})


def person(row):
    """服务对象 in words; numbers mean different things in different places and are kept as they came."""
    told = row.line("audience")
    firm, citizen = bool(re.search("企业|法人|组织", told)), bool(re.search("自然人|个人|公民", told))
    row.keep("audience")
    return {"audience": "both" if firm and citizen else "enterprise" if firm else "person"} if firm or citizen else {}


def keep_whole(row, parsed):
    """Columns that have no place of their own, or say something else than the place they have."""
    for name in ("organ_code", "shown_region"):
        row.keep(name)
    if row.text("region_code") != parsed:
        row.keep("region_code")
    if (main := row.line("main")) not in UNSORTED:
        row.extra[MAIN] = main


def keep(actor, entries, known):
    return keep_items(actor, entries)


def key(entry):
    return entry.code
