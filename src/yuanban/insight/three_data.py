"""The three groups of figures: each defined once, its value what the printed query gives, nothing typed in.

A figure is a question to the rows (`rows`), the columns of them that count (`columns`), and an SQL expression over those
columns (`measure`, the rows are `r`; `over` is a second question, `o`). What is printed as its query is what was run.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

SOURCE = "四川在线2023年9月28日《政务服务“三化”建设显成效 平均330余项行政权力、160余项公共服务事项园区可办》"


@dataclass(frozen=True)
class Article:
    """A published figure and what it may stand for: `low` ≤ x < `high`, or exactly `low` when both are the same."""

    said: str
    low: Decimal
    high: Decimal
    rule: str

    def holds(self, value):
        return value is not None and (value == self.low if self.low == self.high else self.low <= value < self.high)


GREAT = ((10**8, "亿元"), (10**4, "万元"))


def exactly(said, number):
    """33个: a whole number as it is."""
    return Article(said, Decimal(number), Decimal(number), "原数，一个不差")


def odd(said, number, step):
    """330余项: at least so many, and less than one more of the last place that is named."""
    low = Decimal(number)
    return Article(said, low, low + step, f"“余”：不少于{low:,}，不到{low + step:,}")


def rounded(said, number, step):
    """10万平方米: rounded half up to `step`, the last place that is named."""
    half = Decimal(step) / 2
    low, high = Decimal(number) - half, Decimal(number) + half
    return Article(said, low, high, f"四舍五入：不少于{plain(low)}，不到{plain(high)}")


def plain(number):
    """255亿, 23,500."""
    great = number >= 10**8
    return f"{(number / 10**8 if great else number).normalize():,f}{'亿' if great else ''}"


@dataclass(frozen=True)
class Scope:
    """Whose parks (None: all of the province), and which days, both included; `first` None: from the beginning."""

    last: dt.date
    first: dt.date | None = None
    parks: Any = None

    def of(self, rows, path):
        """The rows whose park, reached by `path`, is looked at."""
        return rows if self.parks is None else rows.filter(**{f"{path}__in": self.parks})

    def during(self, rows, name):
        """The rows whose day `name` lies in these days."""
        rows = rows.filter(**{f"{name}__lte": self.last})
        return rows.filter(**{f"{name}__gte": self.first}) if self.first else rows


@dataclass(frozen=True)
class Figure:
    """`means`: what is counted, for the reader. `shows`: the name of the list that its rows are shown as."""

    key: str
    name: str
    unit: str
    means: str
    rows: Callable[[Scope], Any]
    shows: str
    article: Article | None = None
    columns: dict[str, Any] = field(default_factory=dict)
    measure: str = "count(*)"
    over: Callable[[Scope], Any] | None = None
    reckon: Callable[[Any], tuple[Any, str, tuple]] | None = None  # rows -> value, SQL, parameters


@dataclass(frozen=True)
class Group:
    key: str
    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Answer:
    """What a figure came to. `value`: an int, a Decimal, or None when there is nothing to divide by."""

    figure: Figure
    value: int | Decimal | None
    sql: str
    params: tuple

    @property
    def within(self):
        """None without a published figure."""
        return self.figure.article.holds(self.value) if self.figure.article else None

    @property
    def amount(self):
        return shown(self.value, self.figure.unit)[0]

    @property
    def unit(self):
        return shown(self.value, self.figure.unit)[1]

    @property
    def said(self):
        """331.4项, or a dash."""
        return self.amount + self.unit


def shown(value: int | Decimal | None, unit: str) -> tuple[str, str]:
    """331.4 项, or a dash; money in the largest unit of which there is one, to two places: 261.39 亿元. The rows have every yuan."""
    if value is None:
        return "—", ""
    for size, name in GREAT if unit == "元" else ():
        if value >= size:
            return f"{round(Decimal(value) / size, 2).normalize():,f}", name
    return f"{value:,}", unit


def answer(figure, scope):
    rows = figure.rows(scope)
    try:
        if figure.reckon:
            return Answer(figure, *figure.reckon(rows))
        sql, params = statement(figure, rows, scope)
    except EmptyResultSet:  # nothing can be in it, whatever the rows are
        return Answer(figure, None if figure.reckon or "nullif" in figure.measure else 0, "", ())
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return Answer(figure, tidy(cursor.fetchone()[0]), sql, params)


def statement(figure, rows, scope):
    inner, params = chosen(rows.order_by(), figure.columns).query.sql_with_params()
    measure, more = figure.measure, ()
    if figure.over:
        beside, more = figure.over(scope).order_by().values("pk").query.sql_with_params()
        measure = measure.format(over=f"({beside}) AS o")
    return f"SELECT {measure} FROM ({inner}) AS r", (*more, *params)  # noqa: S608  (all of it written here)


def chosen(rows, columns):
    return rows.values(**columns) if columns else rows.values("pk")


def tidy(value):
    """Whole numbers as ints; others as they came."""
    whole = isinstance(value, Decimal) and value == value.to_integral_value()
    return int(value) if whole else value


def report(groups, scope):
    """[(group, [Answer])]."""
    return [(group, [answer(one, scope) for one in group.figures]) for group in groups]


def as_json(answers, scope):
    return {
        "as_of": scope.last.isoformat(),
        "from": scope.first and scope.first.isoformat(),
        "source": SOURCE,
        "groups": [
            {"key": group.key, "name": group.name, "figures": [told(one) for one in found]} for group, found in answers
        ],
    }


def told(one):
    figure, article = one.figure, one.figure.article
    return {
        "key": figure.key,
        "name": figure.name,
        "unit": figure.unit,
        "value": number(one.value),
        "means": figure.means,
        "article": article and article.said,
        "low": article and number(tidy(article.low)),
        "high": article and number(tidy(article.high)),
        "rule": article and article.rule,
        "within": one.within,
        "query": {"sql": one.sql, "params": [spelled(value) for value in one.params]},
    }


def number(value):
    """Decimals here have one place, which a JSON number holds exactly as it is written."""
    return float(value) if isinstance(value, Decimal) else value


def spelled(value):
    """A parameter as JSON can say it: days and the like as text."""
    if isinstance(value, (list, tuple)):
        return [spelled(one) for one in value]
    return value if isinstance(value, (int, str, type(None))) else str(value)
