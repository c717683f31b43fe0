"""The State Council's notice of a year's holidays: one row for each holiday, one for each weekend day that is worked."""

import datetime as dt

from django.db import transaction

from yuanban.cases.actions.recount import recount
from yuanban.exchange import cells
from yuanban.exchange.rows import Rejected
from yuanban.law import calendar
from yuanban.places.actions.keep_calendar import Entry, keep_calendar

REST = ("放假", "休息", "休", "holiday", "h")
WORK = ("上班", "调休上班", "调休", "补班", "工作日", "workday", "w")
LONGEST = 31


def targets(row, known):
    days, kind = span(row), cells.line(row.values.get("kind")).lower()
    if kind not in (*REST, *WORK):
        raise Rejected("“安排”一栏请填写“放假”或者“上班”。")
    name = row.line("name", 20)
    if kind in REST and not name:
        raise Rejected("放假的日子请写明是哪个节日。")
    told = notice(row)
    return [entry(year, days, name if kind in REST else "", told) for year in sorted({day.year for day in days})]


def entry(year, days, name, told):
    mine = [day for day in days if day.year == year]
    rest, work = (dict.fromkeys(mine, name), set()) if name else ({}, set(mine))
    return Entry(year, rest, work, told)


def span(row):
    first, last = day_of(row, "first"), day_of(row, "last") if row.text("last") else None
    last = last or first
    if not 0 <= (last - first).days < LONGEST:
        raise Rejected(f"{first}至{last}不是一段假期，请核对起止日期。")
    if not min(calendar.years()) <= first.year <= max(calendar.years()) + 1:
        raise Rejected(f"现有日历到{calendar.last_day()}为止，请先导入前一年的通知。")
    return [first + dt.timedelta(n) for n in range((last - first).days + 1)]


def day_of(row, name):
    value = row.values.get(name)
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = cells.line(value).replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-")
    try:
        return dt.date(*map(int, text.split("-")))
    except (ValueError, TypeError, OverflowError):
        raise Rejected(f"“{cells.line(value)[:20]}”不是日期，应如 2027-02-05。") from None


def notice(row):
    """The paper behind it; a year without one stays provisional."""
    title, number = row.line("title", 120), row.line("number", 60)
    if title and number:
        return {number: {"title": title, "number": number, "url": row.line("url", 300)}}
    if title or number:
        row.warn("通知的名称和文号要写全，否则这一年仍为暂定")
    return {}


def combine(older, newer):
    return Entry(older.year, older.rest | newer.rest, older.work | newer.work, older.notices | newer.notices)


def keep(actor, entries, known):
    """Cases are counted anew once the notice is safely kept; the nightly sweep goes on where this is interrupted."""
    clashes = sorted({day for one in entries for day in one.work if day in one.rest})
    if clashes:
        known.note(f"{'、'.join(map(str, clashes))}既写放假又写上班，按放假计")
    changed = keep_calendar(actor, entries)
    if changed:
        transaction.on_commit(lambda: recount(actor))
    if provisional := [str(one.year) for one in entries if one.year in changed and not one.notices]:
        known.note(f"{'、'.join(provisional)}年没有写明通知的名称和文号，仍为暂定")
    return changed


def key(entry):
    return entry.year
