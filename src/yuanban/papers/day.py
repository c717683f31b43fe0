import calendar
import datetime as dt


def zh(day):
    """2026年3月5日."""
    day = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.year}年{day.month}月{day.day}日"


def end_of_term(first, months):
    """The last day of a term of whole months that begins on `first`: five years from 2026-03-05 end on 2031-03-04.

    Where the month has no such day, its last day is the last of the term (《民法典》第二百零二条).
    """
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    if first.day > last:
        return dt.date(year, month + 1, last)
    return dt.date(year, month + 1, first.day) - dt.timedelta(days=1)
