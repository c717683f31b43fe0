"""Organs, organisations and companies. What kind a body is decides what may be entrusted to it: it is never guessed."""

from yuanban.catalogue.words import initials
from yuanban.exchange import cells
from yuanban.exchange.known import region_code
from yuanban.exchange.rows import Rejected
from yuanban.law.codes import check_credit_code, region_level
from yuanban.places.actions.keep_bodies import Entry, keep_bodies
from yuanban.places.models import Body

KINDS = {
    "organ": ("行政机关", "机关", "政府部门", "党政机关", "organ"),
    "organisation": ("组织", "事业单位", "社会团体", "社会组织", "群团", "机构", "organisation"),
    "company": ("企业", "公司", "企业法人", "company"),
    "person": ("个人", "自然人", "person"),
}
# GB 32100, positions 1–2: who registered it, and as what.
BY_CREDIT_CODE = {
    "11": "organ",
    "12": "organisation",
    "13": "organisation",
    "51": "organisation",
    "52": "organisation",
    "91": "company",
}
REGION_LEVELS = {
    "country": "national",
    "province": "province",
    "prefecture": "prefecture",
    "county": "county",
    "township": "town",
    "village": "town",
}


def targets(row, known):
    name = row.line("name", 120)
    if not name:
        raise Rejected("没有主体名称。请补填后再导入。")
    credit = credit_code(row)
    kind = kind_of(row, credit)
    region = region_code(cells.code(row.values.get("region_code")))
    fields = {
        "name": name,
        "kind": kind,
        "role": role_of(row, name, kind),
        "standing": standing_of(row, kind),
        "level": level_of(row, region),
    }
    fields |= {"credit_code": credit} if credit else {}
    fields |= {"territory": [region]} if region else {}
    fields |= {"short": short} if (short := row.short("short", 60)) else {}
    fields |= {"approved": True} if cells.yes_no(row.values.get("approved")) else {}
    fields |= merger_of(row, name)
    for header in row.extra:
        known.note(f"列“{header}”没有对应的字段，未导入")
    code = cells.code(row.values.get("code")).lower()[:60]
    return [
        Entry(
            code or made_code(name, region),
            fields,
            given=bool(code),
            parent=row.line("parent"),
            set_up_by=row.line("set_up_by"),
            merged_into=row.line("merged_into"),
        )
    ]


def merger_of(row, name):
    """The day from which its powers are exercised by another, or by nobody (行政诉讼法第二十六条第六款)."""
    day, heir = cells.day(row.values.get("merged_on")), row.line("merged_into")
    if row.line("merged_on") and day is None:
        raise Rejected("“并入（撤销）日期”不是日期。请写成2026-01-01。")
    if heir and day is None:
        raise Rejected("写了并入哪个机关，没有写日期。请补填“并入（撤销）日期”。")
    if heir == name:
        raise Rejected("一个机关不能并入自己。请核对“并入机关”。")
    return {"merged_on": day} if day else {}


def credit_code(row):
    told = cells.code(row.values.get("credit_code")).upper()
    if told:
        for problem in check_credit_code(told):
            row.warn(problem)
    return told if len(told) <= 18 else ""


def kind_of(row, credit):
    told = row.line("kind")
    kind = next((kind for kind, words in KINDS.items() if told in words), "") or BY_CREDIT_CODE.get(credit[:2], "")
    if not kind:
        raise Rejected(
            "看不出主体类型，而类型决定能否接受委托。请补填“主体类型”（行政机关、组织、企业）或者统一社会信用代码。"
        )
    return kind


def role_of(row, name, kind):
    told = row.line("role")
    for role, title in Body.ROLES.items():
        if told in (role, title):
            return role
    if kind != "organ":
        return "institution"
    return (
        "government"
        if name.endswith("人民政府")
        else "committee"
        if name.endswith(("管理委员会", "管委会"))
        else "department"
    )


def standing_of(row, kind):
    told = row.line("standing")
    for standing, title in Body.STANDINGS.items():
        if told in (standing, title):
            return standing
    return "statutory" if kind == "organ" else "none"


def level_of(row, region):
    told = row.line("level")
    for level, title in Body.LEVELS.items():
        if told in (level, title, title.removesuffix("级")):
            return level
    if not region:
        raise Rejected("看不出主体级别。请补填“级别”（国家级、省级、市级、县级、乡镇级）或者“行政区划代码”。")
    return REGION_LEVELS[region_level(region)]


def made_code(name, region):
    """Readable and the same each time: initials of the name and the region."""
    return f"{initials(name)[:40]}-{region}" if region else initials(name)[:50]


def keep(actor, entries, known):
    changed, unknown = keep_bodies(actor, entries)
    for name in unknown:
        known.note(f"主体表中没有“{name}”，上级机构、设立机关或者并入机关暂空")
    return changed


def key(entry):
    return entry.code
