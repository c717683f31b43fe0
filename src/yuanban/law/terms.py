"""How long a certificate lasts, when its renewal is to be asked for, how the next term follows (《行政许可法》第五十条)."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yuanban.law.calendar import add_workdays

ONE_DAY = timedelta(days=1)
RENEWAL_BEFORE = 30  # 第五十条


def end_of_term(first: date, months: int) -> date:
    """The last day of a term of whole months that begins on `first`: five years from 2026-03-05 end on 2031-03-04.

    Where the month has no such day, its last day is the last of the term (《民法典》第二百零二条).
    """
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    if first.day > last:
        return date(year, month + 1, last)
    return date(year, month + 1, first.day) - ONE_DAY


def next_term(last: date, months: int | None) -> tuple[date, date | None]:
    """The term that follows one ending on `last`, without a gap; open when the item sets no term any more."""
    first = last + ONE_DAY
    return first, end_of_term(first, months) if months else None


@dataclass(frozen=True, slots=True)
class Asking:
    """When renewal may be asked for: not later than `latest` days before the end, not earlier than `earliest` days before.

    Thirty days, as 许可法 50 says, unless a law or regulation named by `article` says otherwise.
    """

    latest: int = RENEWAL_BEFORE
    earliest: int | None = None
    workdays: bool = False
    article: str = ""

    def last(self, expires: date) -> date:
        return self._before(expires, self.latest)

    def first(self, expires: date) -> date | None:
        return None if self.earliest is None else self._before(expires, self.earliest)

    def _before(self, expires: date, days: int) -> date:
        return add_workdays(expires, -days) if self.workdays else expires - timedelta(days=days)


def asking(told: Mapping[str, Any] | None) -> Asking:
    """What an item says in its data under `renewal`: {latest, earliest, workdays, article}. Without an article it says nothing."""
    if not told or not str(told.get("article", "")).strip():
        return Asking()
    known = {name: told[name] for name in ("latest", "earliest", "workdays", "article") if name in told}
    return Asking(**known)
