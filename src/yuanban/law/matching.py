"""Which products a firm may have: yes; no, with the clauses that fail; or not yet, with what must still be known.

The condition of a product is a list of clauses, each a CEL expression with its words; all of them must hold. A fact that
nobody has given makes a clause unknown, never false; a product with a false clause is a no whatever else is unknown.
Each distinct clause is judged once for a firm, however many products share it, and plain comparisons of one fact with a
constant are not judged at all: they lie sorted, and one bisection divides those that hold from those that do not. Nor is
the membership of a text in a list of constants: each value knows the clauses that name it.
"""

import json
import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from yuanban.law.conditions import compile_condition, judge

NO, UNKNOWN, YES = 0, 1, 2
ANSWERS = {YES: "符合", UNKNOWN: "还需要知道", NO: "不符合"}
PLAIN = re.compile(r"\s*([a-z_]\w*)\s*(>=|<=|>|<)\s*(-?\d{1,15}(?:\.\d{1,6})?)\s*")
MEMBER = re.compile(r"\s*([a-z_]\w*)\s+in\s+(\[[^\\']*\])\s*")

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition: a CEL expression, and how a person reads it."""

    expr: str
    words: str


@dataclass(frozen=True, slots=True)
class Product:
    """What is offered under which clauses. `key` is whatever the caller finds it by."""

    key: Hashable
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Comparisons of one fact by one operator: the constants in order, the first of them at place `start`."""

    fact: str
    sign: str
    limits: tuple[float, ...]
    start: int

    def reads(self, value: object) -> bool:
        """A number that Python and CEL order alike; anything else is left to CEL."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return math.isfinite(value) and abs(value) < 2**53

    def fill(self, verdicts: bytearray, value: Any) -> None:
        """`>=` and `>` hold up to the value, `<=` and `<` from it on."""
        held = {
            ">=": (0, bisect_right(self.limits, value)),
            ">": (0, bisect_left(self.limits, value)),
            "<=": (bisect_left(self.limits, value), len(self.limits)),
            "<": (bisect_right(self.limits, value), len(self.limits)),
        }[self.sign]
        whole = bytearray(len(self.limits))
        whole[held[0] : held[1]] = bytes([YES]) * (held[1] - held[0])
        verdicts[self.start : self.start + len(whole)] = whole


@dataclass(frozen=True, slots=True)
class Members:
    """Memberships of one text fact in lists of constants: which of them name each value."""

    fact: str
    limits: tuple[tuple[str, ...], ...]
    start: int
    naming: Mapping[str, tuple[int, ...]]

    def reads(self, value: object) -> bool:
        return isinstance(value, str)

    def fill(self, verdicts: bytearray, value: Any) -> None:
        verdicts[self.start : self.start + len(self.limits)] = bytes(len(self.limits))
        for place in self.naming.get(value, ()):
            verdicts[place] = YES


class Pool:
    """Products compiled once, to be matched with one firm after another. Raises ConditionError for an unreadable clause."""

    def __init__(self, products: Iterable[Product]) -> None:
        self.products = tuple(products)
        distinct = dict.fromkeys(clause.expr for product in self.products for clause in product.clauses)
        for expr in distinct:
            compile_condition(expr)
        self.rows, self.others, self.places = _laid_out(distinct)
        self.columns = _columns(self.products, self.places, len(distinct))

    def __len__(self) -> int:
        return len(self.products)

    def match(self, facts: Facts) -> "Matches":
        """The answer for every product, in the order they were given."""
        verdicts = bytearray([UNKNOWN]) * (len(self.places) + 1)
        verdicts[-1] = YES
        others = dict(self.others)
        for row in self.rows:
            value = facts.get(row.fact)
            if row.reads(value):
                row.fill(verdicts, value)
            elif value is not None:
                others |= {row.start + n: "" for n in range(len(row.limits))}
        missing: dict[int, tuple[str, ...]] = {}
        exprs = self._exprs
        for place in others:
            answer = judge(exprs[place], facts)
            if isinstance(answer, bool):
                verdicts[place] = YES if answer else NO
            else:
                missing[place] = answer
        return Matches(self, bytes(verdicts), missing)

    @cached_property
    def facts(self) -> frozenset[str]:
        """Every fact that any of the clauses turns on."""
        return frozenset(name for expr in self.places for name in compile_condition(expr).facts)

    @cached_property
    def _exprs(self) -> dict[int, str]:
        return {place: expr for expr, place in self.places.items()}


class Matches:
    """The answers of a pool to one firm. Reasons are worked out only for the products that are asked about."""

    def __init__(self, pool: Pool, verdicts: bytes, missing: dict[int, tuple[str, ...]]) -> None:
        self.pool, self.verdicts, self.missing = pool, verdicts, missing
        columns = [column(verdicts) for column in pool.columns]
        self.answers = bytes(map(min, *columns)) if len(columns) > 1 else bytes(columns[0]) if columns else b""

    def of(self, answer: int) -> Iterator[int]:
        """The positions of the products with this answer."""
        return (n for n, found in enumerate(self.answers) if found == answer)

    def why_not(self, n: int) -> tuple[str, ...]:
        """The words of the clauses that the firm does not meet."""
        return tuple(c.words for c in self.pool.products[n].clauses if self._verdict(c) == NO)

    def unknown(self, n: int) -> tuple[str, ...]:
        """The facts that must still be known, in the order of the clauses."""
        found = [name for c in self.pool.products[n].clauses if self._verdict(c) == UNKNOWN for name in self._asks(c)]
        return tuple(dict.fromkeys(found))

    def questions(self) -> list[tuple[str, int]]:
        """(fact, for how many products it is still open), the most asked first."""
        counted = Counter(name for n in self.of(UNKNOWN) for name in self.unknown(n))
        return sorted(counted.items(), key=lambda one: (-one[1], one[0]))

    def _verdict(self, clause: Clause) -> int:
        return self.verdicts[self.pool.places[clause.expr]]

    def _asks(self, clause: Clause) -> tuple[str, ...]:
        return self.missing.get(self.pool.places[clause.expr]) or compile_condition(clause.expr).facts


def among(name: str, values: Iterable[str]) -> str:
    """The clause that a text is one of these."""
    return f"{name} in {json.dumps(sorted(values), ensure_ascii=False)}"


def _laid_out(distinct: Iterable[str]) -> tuple[list[Row | Members], dict[int, str], dict[str, int]]:
    """Plain comparisons and memberships in rows, all others after them; and the place of each."""
    orders: defaultdict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
    members: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    others: list[str] = []
    for expr in distinct:
        if plain := PLAIN.fullmatch(expr):
            orders[plain[1], plain[2]].append((float(plain[3]), expr))
        elif (member := MEMBER.fullmatch(expr)) and (named := _texts(member[2])):
            members[member[1]].append((named, expr))
        else:
            others.append(expr)
    places: dict[str, int] = {}
    rows: list[Row | Members] = []
    for (fact, sign), told in sorted(orders.items()):
        told.sort()
        rows.append(Row(fact, sign, tuple(limit for limit, _ in told), _placed(places, told)))
    for fact, lists in sorted(members.items()):
        start = _placed(places, lists)
        naming: defaultdict[str, list[int]] = defaultdict(list)
        for n, (values, _) in enumerate(lists):
            for value in dict.fromkeys(values):
                naming[value].append(start + n)
        index = {value: tuple(found) for value, found in naming.items()}
        rows.append(Members(fact, tuple(values for values, _ in lists), start, index))
    start = len(places)
    places |= {expr: start + n for n, expr in enumerate(others)}
    return rows, {places[expr]: expr for expr in others}, places


def _placed(places: dict[str, int], told: Iterable[tuple[Any, str]]) -> int:
    """Give each the next place. -> the first of them."""
    start = len(places)
    for _, expr in told:
        places[expr] = len(places)
    return start


def _texts(text: str) -> tuple[str, ...]:
    """The texts of a list literal; empty when it holds anything else."""
    try:
        found = json.loads(text)
    except ValueError:
        return ()
    return tuple(found) if all(isinstance(one, str) for one in found) else ()


def _columns(products: tuple[Product, ...], places: Mapping[str, int], filler: int) -> list[Any]:
    """The n-th clause of every product, as one look-up for all of them."""
    if not products:
        return []
    width = max(1, max(len(product.clauses) for product in products))
    rows = [[places[c.expr] for c in product.clauses] for product in products]
    padded = [row + [filler] * (width - len(row)) for row in rows]
    return [_getter(column) for column in zip(*padded, strict=True)]


def _getter(column: tuple[int, ...]) -> Any:
    """`itemgetter` of one place gives the bare value, not a tuple of it."""
    return itemgetter(*column) if len(column) > 1 else lambda verdicts: (verdicts[column[0]],)
