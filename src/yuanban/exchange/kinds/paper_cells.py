"""The cells of a row that names a paper: kind, parties, items, powers, days. What is unclear is said and left to a person."""

import datetime as dt
import re

from yuanban.catalogue.models import Item
from yuanban.exchange import cells
from yuanban.exchange.kinds.guide import basis
from yuanban.exchange.known import region_code
from yuanban.exchange.rows import Rejected
from yuanban.mandates.facts import condition_error
from yuanban.mandates.models import Instrument

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
SEVERAL = re.compile("[、；;]")
NAMES = {"grantor": "授出机关", "to": "承接主体"}


def kind_of(row):
    """By which kind decides in whose name, and who is the defendant: it is never guessed."""
    told = cells.code(row.values.get("kind"))
    found = next((kind for kind, words in KINDS.items() if told in words), "")
    if not told:
        row.warn("没有写明授权方式，请在草稿中选定：方式决定以谁的名义办理、谁是被告")
    elif not found:
        row.keep("kind")
        row.warn(f"授权方式“{told[:20]}”不明确，请在草稿中逐项选定是“委托”“下放”还是“派驻”")
    return found


def parties(row, known):
    """[(the model's fields for both parties)], one for each receiver when every one of them is known by name."""
    grantor = party(row, "grantor", row.line("grantor"), known)
    told = row.line("to")
    parts = [part for part in SEVERAL.split(told) if part]
    several = len(parts) > 1 and known.body(told) is None and all(known.body(part) for part in parts)
    return [grantor | party(row, "to", part, known) for part in (parts if several else [told])]


def party(row, name, told, known):
    """The body; or, when there is not just one of this name, the name as it was told."""
    found = known.body(told) if told else None
    if found is None and told:
        row.warn(f"主体表中没有唯一名为“{told[:40]}”的{NAMES[name]}，草稿保留了原文，请在草稿中选定")
    if found is None and len(told) > 200:
        row.keep(name)
    return {name: found, f"{name}_name": "" if found else told[:200]}


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
        row.keep("item_code")
        row.keep("item", "事项")
        row.warn(f"事项库中没有唯一对应“{(told or row.text('item_code'))[:40]}”的事项，请在草稿中选择")
    return found


def title_of(row, kind, both):
    if told := row.line("title", 200):
        return told
    grantor = both["grantor"].name if both["grantor"] else both["grantor_name"]
    to = both["to"].name if both["to"] else both["to_name"]
    about = "" if grantor and to else f"“{row.line('item')}”"
    made = f"{about}{grantor}{Instrument.KINDS.get(kind, '授权')}{to}文书"[:200]
    row.warn(f"没有文书名称，暂名“{made[:60]}”")
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
    if len(told) > 300:
        row.keep("basis")
    return (told if len(told) <= 300 else laws[:300]) or None


def condition_of(row, items):
    told = row.text("condition")
    if told and condition_error(told, items):
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
        row.keep("from_date")
        row.warn(f"期限“{(term or row.text('from_date'))[:20]}”没有写到日，请在草稿中补填起止日期")
    if first and last and last < first:
        raise Rejected(f"截止日期{last}早于起始日期{first}。请核对后再导入。")
    return {"from_date": first, "to_date": last}


def after(first, years):
    """Five years from 12 September end on 11 September."""
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
    return "\n".join(f"{name}：{told}" for name, told in said.items() if told)
