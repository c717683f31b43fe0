"""What a board shows, read from the rollups alone."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import connection

from yuanban.insight.measures import NOW, measures

MONTHS = 12
READ = """
SELECT p.city_id, r.park_id, r.month, r.measure, r.value, sum(r.n)
FROM insight_rollup r JOIN places_park p ON p.id = r.park_id
WHERE r.month = ANY(%s){where}
GROUP BY GROUPING SETS (({place}, r.measure, r.value), (r.month, r.measure, r.value))
"""


@dataclass(frozen=True)
class Ratio:
    """A figure made of measures and kept nowhere. `rows`: the measure whose matters stand behind it."""

    key: str
    name: str
    unit: str
    owner: str
    formula: str
    rows: str = "used"
    grain: str = "园区、市州、省，月"


RATIOS = {
    one.key: one
    for one in (
        Ratio("median", "用时中位数", "个工作日", "省级中心", "实际所用的中位数；逐个天数保留件数，是真实的中位数"),
        Ratio("saved-promise", "提速率（承诺）", "%", "省级中心", "1－承诺时限之和÷法定时限之和；说的是承诺，不是实际"),
        Ratio("saved-fact", "提速率（实际）", "%", "省级中心", "1－实际所用之和÷法定时限之和；说的是实际，不是承诺"),
        Ratio("in-time", "按承诺办结率", "%", "省级中心", "1－超承诺的件数÷作出决定的件数"),
    )
}
COLUMNS = (
    "applied", "accepted", "granted", "denied", "refused", "closed", "supplemented", "extended", "late", "breach",
    "median", "saved-promise", "saved-fact", "in-time", "open", "red",
)  # fmt: skip


def meaning(key):
    """The Measure or Ratio of this key; None for an unknown one."""
    return measures().get(key) or RATIOS.get(key)


def is_now(key):
    return key in measures() and measures()[key].when == "now"


class Figures:
    """The histograms of one place, or one month: {measure: {value: n}}."""

    def __init__(self):
        self.spread = defaultdict(Counter)

    def count(self, measure):
        return sum(self.spread[measure].values())

    def days(self, measure):
        return sum(value * n for value, n in self.spread[measure].items())

    def median(self, measure):
        """The middle one, or half-way between the middle two. None without any."""
        total = self.count(measure)
        if not total:
            return None
        low, high = (nth(self.spread[measure], (total + more) // 2) for more in (1, 2))
        return low if low == high else tidy((low + high) / 2)

    def saved(self, measure):
        law = self.days("statutory")
        return percent(1 - self.days(measure) / law) if law else None

    def __getitem__(self, key):
        """A count, or a ratio; None where there is nothing to divide by."""
        if key == "median":
            return self.median("used")
        if key in ("saved-promise", "saved-fact"):
            return self.saved("promised" if key == "saved-promise" else "used")
        if key == "in-time":
            return percent(1 - self.count("late") / self.count("decided")) if self.count("decided") else None
        return self.count(key)


def nth(spread, number):
    for value in sorted(spread):
        number -= spread[value]
        if number <= 0:
            return value
    raise ValueError(number)


def percent(share):
    return round(100 * share, 1)


def tidy(number):
    return int(number) if number == int(number) else number


def months_to(day):
    """The first days of the last twelve months, the oldest first."""
    last = day.year * 12 + day.month - 1
    return [dt.date(n // 12, n % 12 + 1, 1) for n in range(last - MONTHS + 1, last + 1)]


@dataclass
class Board:
    """`whole`: all of it in the time looked at; `places`: {city code or park id: Figures}; `months`: {month: Figures}, all twelve."""

    whole: Figures
    places: dict
    months: dict


def board(day, month=None, city="", park=None):
    """The province's, one prefecture's or one park's. `month` narrows the places and the whole, never the months."""
    every = months_to(day)
    if month is None or month not in every:
        return read(every, city, park)
    found, narrow = read(every, city, park), read([month], city, park)
    return Board(narrow.whole, narrow.places, found.months)


def read(months, city, park):
    where, values = (" AND r.park_id = %s", [park]) if park else (" AND p.city_id = %s", [city]) if city else ("", [])
    by_park = bool(city or park)
    sql = READ.format(where=where, place="p.city_id, r.park_id" if by_park else "p.city_id")
    if not by_park:
        sql = sql.replace("r.park_id, r.month", "NULL::bigint, r.month", 1)
    found = Board(Figures(), defaultdict(Figures), defaultdict(Figures))
    with connection.cursor() as cursor:
        cursor.execute(sql, [[NOW, *months], *values])
        for code, place, on, measure, value, n in cursor.fetchall():
            if on is None:
                found.places[place if by_park else code].spread[measure][value] += int(n)
                found.whole.spread[measure][value] += int(n)
            else:
                found.months[on].spread[measure][value] += int(n)
    return found
