"""Parks of the four kinds."""

import re

from yuanban.exchange import cells
from yuanban.exchange.known import region_code
from yuanban.exchange.rows import Rejected
from yuanban.places.actions.keep_parks import Entry, keep_parks
from yuanban.places.models import Park

KINDS = (
    ("ftz", re.compile("自由贸易|自贸")),
    ("agri", re.compile("农业|农村产业|农产品")),
    ("etdz", re.compile("经济技术开发区|经开区")),
    ("industrial", re.compile("开发区|工业园|产业园|高新|科技园|产业集中区|工业区")),
    ("industrial", re.compile("园区|投资区|合作区|保税区|工业集中发展区|新区")),
)
LEVELS = (("national", "国家"), ("provincial", "省"), ("municipal", "市级"), ("county", "县级"), ("county", "区级"))
UNCLEAR = {"市县级"}


def targets(row, known):
    name = row.line("name", 120)
    if not name:
        raise Rejected("没有园区名称。请补填后再导入。")
    city, counties = where(row, known)
    fields = {"name": name, "kind": kind_of(row, name), **level_of(row, name)}
    fields |= {"city_id": city.code} if city else {}
    fields |= {"summary": summary} if (summary := summary_of(row)) else {}
    fields |= {"short": short} if (short := row.short("short", 60)) else {}
    for column in ("kind", "level", "province", "city", "county", "region_code", "industries", "year", "area"):
        row.keep(column)
    code = cells.code(row.values.get("code"))[:60]
    return [Entry(code, fields, row.extra, [county.code for county in counties], rank=row.text("year"))]


def kind_of(row, name):
    told = row.line("kind")
    for text in filter(None, (told, name)):
        for place, (kind, words) in enumerate(KINDS):
            if words.search(text):
                if place == len(KINDS) - 1 or (text is name and told):
                    row.warn(f"园区类型按“{text}”归为{Park.KINDS[kind]}，请核对")
                return kind
    raise Rejected("看不出园区类型。请增加“园区类型”列：经济技术开发区、工业园区、现代农业园区或自由贸易试验区。")


def level_of(row, name):
    """国家级, 省五星级; a name says it only with 国家 in it. What is not said stays 未标明."""
    told = row.line("level")
    found = next((level for level, word in LEVELS if word in told and told not in UNCLEAR), "")
    if not found and not told and "国家" in name:
        found = "national"
    return {"level": found} if found else {}


def summary_of(row):
    industries = row.text("industries")
    return row.text("summary") or (f"主导产业：{industries}" if industries else "")


def where(row, known):
    """-> (city, counties), by code if the row has one, else by names; nothing is guessed from the park's name."""
    region = known.region(cells.code(row.values["region_code"])) if row.text("region_code") else by_name(row, known)
    if region is None:
        return None, []
    county = row.line("county")
    if county and region.level == "county" and region.name != county:
        row.warn(f"区划代码{region.code}是{region.name}，与所在县“{county}”不一致，以代码为准")
    city = region.code if region.level == "prefecture" else region_code(region.code[:4])
    return known.regions.get(city), [region] if region.level == "county" else []


def by_name(row, known):
    for column in ("county", "city"):
        if not (name := row.line(column)):
            continue
        found = known.named_regions.get(name, [])
        within = [one for one in found if under(one, row, known)]
        if len(within) == 1:
            return within[0]
        known.missing[name] = known.missing.get(name, 0) + 1
    return None


def under(region, row, known):
    city = known.named_regions.get(row.line("city"), [])
    return region.level != "county" or not city or any(region.code[:4] == one.code[:4] for one in city)


def keep(actor, entries, known):
    return keep_parks(actor, entries)


def key(entry):
    return entry.code or entry.fields["name"]
