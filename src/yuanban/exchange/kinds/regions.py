"""Administrative divisions (GB/T 2260)."""

from yuanban.exchange import cells
from yuanban.exchange.known import region_code
from yuanban.exchange.rows import Rejected
from yuanban.law.codes import region_level
from yuanban.places.actions.keep_regions import Entry, keep_regions
from yuanban.places.models import Region

LEVELS = Region.LEVELS


def targets(row, known):
    name = row.line("name", 60)
    told = cells.code(row.values.get("long_code")) or cells.code(row.values.get("code"))
    code = region_code(told) or region_code(cells.code(row.values.get("code")))
    if not name:
        raise Rejected("没有区划名称。请补填后再导入。")
    if not code:
        raise Rejected(f"区划代码“{told[:20]}”不是2、4、6、9或12位数字。请核对。")
    level = region_level(code)
    if level not in LEVELS:
        raise Rejected("只收录省、市、县、乡四级区划，这一行是全国或者村级。")
    return [Entry(code, {"name": name, "level": level}, parent=cells.code(row.values.get("parent")))]


def keep(actor, entries, known):
    codes = {entry.code for entry in entries} | set(known.regions)
    for entry in entries:
        parent = parent_of(entry, codes)
        if parent:
            entry.fields["parent_id"] = parent
        elif entry.fields["level"] != "province":
            known.note("上级区划不在表中，暂空；补充上级区划后再次导入即可")
    return keep_regions(actor, entries)


def parent_of(entry, codes):
    """The parent that the list names, else the nearest division above that is known."""
    code = entry.code
    above = [region_code(entry.parent), code[:6] if len(code) == 12 else "", f"{code[:4]}00", f"{code[:2]}0000"]
    return next((one for one in above if one and one != code and one in codes), "")


def key(entry):
    return entry.code
