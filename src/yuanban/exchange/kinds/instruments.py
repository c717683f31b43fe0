"""Papers that give power, as drafts. Who grants, who receives and by which kind must be said: none of it is guessed."""

import re
from dataclasses import dataclass, field
from hashlib import sha256

from yuanban.catalogue.models import Item
from yuanban.exchange import cells
from yuanban.exchange.kinds.guide import basis
from yuanban.exchange.known import region_code
from yuanban.exchange.rows import Rejected
from yuanban.law.conditions import ConditionError, compile_condition
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.models import Instrument
from yuanban.places.models import Body

KINDS = {
    "entrustment": ("委托", "行政委托", "entrustment"),
    "devolution": ("下放", "下放(赋权)", "调整行使层级", "直接下放", "devolution"),
    "centralisation": ("相对集中", "相对集中行政许可权", "centralisation"),
    "secondment": ("派驻", "窗口派驻", "secondment"),
    "agency": ("代办委托", "代办", "agency"),
    "statute": ("法定职权", "法定", "statute"),
}
POWERS = {
    "receive": ("收件",),
    "accept": ("受理",),
    "review": ("审查", "审核", "初审"),
    "decide": ("决定", "审批", "批准"),
    "seal": ("用印", "盖章"),
    "deliver": ("送达", "发证"),
}
ALL = re.compile("全部|全流程|全过程|全链条")


@dataclass
class Entry:
    code: str
    fields: dict
    extra: dict = field(default_factory=dict)
    items: list = field(default_factory=list)
    rows: list = field(default_factory=list)


def targets(row, known):
    kind = kind_of(row)
    grantor, to = body_of(row, "grantor", "授出机关", known), body_of(row, "to", "承接机关", known)
    if grantor is None and kind not in ("statute", "agency"):
        raise Rejected("没有写明授出机关。请补填后再导入。")
    items = items_of(row, grantor)
    fields = {"kind": kind, "grantor_id": grantor and grantor.pk, "to_id": to.pk, "number": row.short("number", 80)}
    fields |= {"title": title_of(row, kind, grantor, to), "powers": powers_of(row), "territory": territory_of(row)}
    fields |= {"basis": basis_of(row), "condition": condition_of(row), **days_of(row), "duties": duties_of(row, items)}
    seed = "|".join(
        map(str, (fields["number"] or fields["title"], kind, grantor and grantor.code, to.code, row.text("scope")))
    )
    return [Entry(f"imported-{sha256(seed.encode()).hexdigest()[:16]}", fields, row.extra, items, [row])]


def kind_of(row):
    told = cells.code(row.values.get("kind"))
    found = next((kind for kind, words in KINDS.items() if told in words), "")
    if not told:
        raise Rejected("没有写明授权方式。请补填“委托”“下放”“派驻”等：方式决定以谁的名义办理、谁是被告。")
    if not found:
        raise Rejected(
            f"授权方式“{told[:20]}”不明确。请逐项写明是“委托”“下放”还是“派驻”：方式决定以谁的名义办理、谁是被告。"
        )
    return found


def body_of(row, name, title, known):
    told = row.line(name)
    if not told:
        if name == "to":
            raise Rejected("没有写明承接机关。请补填后再导入。")
        return None
    found = known.body(told)
    if found is None:
        raise Rejected(
            f"主体表中没有唯一名为“{told[:40]}”的{title}。请写机关全称，或先用 yuanban import bodies 导入这个主体。"
        )
    return found


def items_of(row, grantor):
    """By code, else by exact name: the grantor's own first, else the only one of that name."""
    told = row.line("item")
    if code := cells.line(row.values.get("item_code")):
        found = list(Item.objects.filter(code=code))
    else:
        named = list(Item.objects.filter(name=told)) if told else []
        own = [item for item in named if grantor and item.organ_id == grantor.pk]
        found = own if len(own) == 1 else named if len(named) == 1 else []
    if not found and (told or row.text("item_code")):
        row.warn(f"事项库中没有唯一对应“{(told or row.text('item_code'))[:40]}”的事项，请在草稿中选择")
    return found


def title_of(row, kind, grantor, to):
    if told := row.line("title", 200):
        return told
    made = f"{grantor.name if grantor else ''}{Instrument.KINDS[kind]}{to.name}文书"[:200]
    row.warn(f"没有文书名称，暂名“{made}”")
    return made


def powers_of(row):
    told = row.text("powers")
    found = [power for power, words in POWERS.items() if ALL.search(told) or any(word in told for word in words)]
    if not found:
        row.warn("没有写明授出哪些权限（收件、受理、审查、决定、用印、送达），请在草稿中补填")
    return found


def territory_of(row):
    found = [code for code in map(region_code, re.split(r"[、,，;；\s]+", row.text("region_code"))) if code]
    if not found:
        row.warn("没有写明适用区划的代码，请在草稿中补填")
    return found


def basis_of(row):
    told = row.line("basis")
    laws = "；".join(f"《{one['law']}》{one['article']}" for one in basis(told))
    return (told if len(told) <= 300 else laws[:300]) or None


def condition_of(row):
    told = row.text("condition")
    try:
        if told:
            compile_condition(told)
    except ConditionError:
        row.keep("condition")
        row.warn(f"条件“{told[:30]}”不是可以计算的表达式，写入说明，请在草稿中改写")
        return None
    return told or None


TERM = re.compile(r"(?:起|,|，)?(\d{1,2})年$")


def days_of(row):
    term = row.text("term")
    first = cells.day(row.values.get("from_date")) or cells.day(term)
    last = cells.day(row.values.get("to_date"))
    years = TERM.search(cells.code(term))
    if first and years and not last:
        last = after(first, int(years[1]))
    if not first and (term or row.text("from_date")):
        row.warn(f"期限“{(term or row.text('from_date'))[:20]}”没有写到日，请在草稿中补填起止日期")
    return {"from_date": first, "to_date": last}


def after(first, years):
    """Five years from 12 September end on 11 September."""
    import datetime as dt

    day = 28 if (first.month, first.day) == (2, 29) else first.day
    return first.replace(year=first.year + years, day=day) - dt.timedelta(days=1 if day == first.day else 0)


def duties_of(row, items):
    """What the list says and no column of the paper can hold."""
    said = {
        "事项": "" if items else row.line("item"),
        "范围": row.text("scope"),
        "期限": row.text("term"),
        "条件": row.text("condition"),
    }
    said |= row.extra
    return "\n".join(f"{name}：{told}" for name, told in said.items() if told)


def combine(older, newer):
    """Rows of one paper list its items."""
    older.items += [item for item in newer.items if item not in older.items]
    new = [
        line for line in newer.fields["duties"].split("\n") if line and line not in older.fields["duties"].split("\n")
    ]
    older.fields["duties"] = "\n".join(filter(None, [older.fields["duties"], *new]))
    older.rows += newer.rows
    return older


def keep(actor, entries, known):
    standing = {
        i.code: i for i in Instrument.objects.filter(code__in=[e.code for e in entries]).prefetch_related("items")
    }
    made = set()
    for entry in entries:
        if entry.code in standing:
            compare(entry, standing[entry.code])
        elif draft(actor, entry):
            made.add(entry.code)
    return made


def compare(entry, standing):
    """A paper that is there already is someone's work: what differs is said and left to them."""
    if {item.pk for item in entry.items} - {item.pk for item in standing.items.all()}:
        for row in entry.rows:
            row.warn(f"这份文书已在系统中（{Instrument.STATES[standing.state]}），所列事项与本表不同，未改动")


def draft(actor, entry):
    fields = entry.fields | {"grantor": find(entry.fields["grantor_id"]), "to": find(entry.fields["to_id"])}
    try:
        return draft_instrument(
            actor, items=entry.items, code=entry.code, **{k: v for k, v in fields.items() if not k.endswith("_id")}
        )
    except Invalid as problem:
        for row in entry.rows:
            row.reason = str(problem)
        return None


def find(pk):
    return Body.objects.get(pk=pk) if pk else None


def key(entry):
    return entry.code
