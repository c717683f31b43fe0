"""Every open product of one kind, compiled once in a process and asked about one firm after another."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from yuanban.law import services as law
from yuanban.law.conditions import facts_of
from yuanban.law.matching import NO, UNKNOWN, YES, Clause, Pool, among
from yuanban.law.matching import Product as Offered
from yuanban.support.known import known_of, plain
from yuanban.support.models import Admission, Product
from yuanban.support.step import standing_on

MARK = """
SELECT (SELECT coalesce(bit_xor(('x' || left(head, 16))::bit(64)::bigint), 0) FROM support_product WHERE kind = %s AND state = 'open'),
       (SELECT coalesce(bit_xor(('x' || left(head, 16))::bit(64)::bigint), 0) FROM support_admission WHERE state = 'admitted')
"""
_pools: dict[str, tuple[Any, Pool]] = {}


class Key(NamedTuple):
    """How a product of the pool is found again, and what it is ordered by."""

    pk: int
    number: str
    days: int


@dataclass(frozen=True)
class Answer:
    """One product for one firm: `answer` of `law.matching`, why not, which facts are still asked."""

    product: Any
    answer: int
    why_not: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def pool(kind, day):
    """Compiled anew when a product or an admission changed, or the day did."""
    mark = (day, *read_mark(kind))
    kept = _pools.get(kind)
    if kept is None or kept[0] != mark:
        kept = _pools[kind] = (mark, Pool(offered(kind, day)))
    return kept[1]


def read_mark(kind):
    with connection.cursor() as cursor:
        cursor.execute(MARK, [kind])
        return cursor.fetchone()


def offered(kind, day):
    where = served(day)
    rows = Product.objects.filter(kind=kind, state="open").order_by("pk")
    columns = rows.values(
        "pk", "number", "provider", "kind", "least", "most", "months", "clauses", "parks", "offer_days", "deliver_days"
    )
    for row in columns:
        parks = where.get((row["provider"], row["kind"]), {})
        here = {code: name for code, name in parks.items() if not row["parks"] or code in row["parks"]}
        if here:
            key = Key(row["pk"], row["number"], row["offer_days"] + row["deliver_days"])
            yield Offered(key, (*of_span(row), of_area(here), *(Clause(**told) for told in row["clauses"])))


def served(day):
    """{(provider, kind): {park: its name}} by the admissions that stand today."""
    found: dict[tuple[int, str], dict[str, str]] = {}
    rows = Admission.objects.filter(standing_on(day)).values_list(
        "provider", "kinds", "centre__park__code", "centre__park__short"
    )
    for provider, kinds, code, name in rows:
        for kind in kinds:
            found.setdefault((provider, kind), {})[code] = name
    return found


def of_area(parks):
    return Clause(among("park", parks), f"只服务{'、'.join(sorted(parks.values()))}")


def of_span(row):
    unit = law.kinds()[row["kind"]].unit
    if row["least"] is not None:
        yield Clause(f"amount >= {plain(row['least'])}", f"不少于{plain(row['least']):,}{unit}")
    if row["most"] is not None:
        yield Clause(f"amount <= {plain(row['most'])}", f"不多于{plain(row['most']):,}{unit}")
    if row["months"] is not None:
        yield Clause(f"months <= {row['months']}", f"期限最长{row['months']}个月")


def clauses_of(product, day):
    """All conditions of one product as they are matched; its own last."""
    row = {name: getattr(product, name) for name in ("kind", "least", "most", "months")}
    parks = served(day).get((product.provider_id, product.kind), {})
    here = {code: name for code, name in parks.items() if not product.parks or code in product.parks}
    return (*of_span(row), of_area(here), *(Clause(**told) for told in product.clauses))


@dataclass(frozen=True)
class Found:
    """What one need finds: positions in the pool for each answer, in the order they are shown."""

    matches: Any
    order: dict[int, list[int]]

    def count(self, answer):
        return len(self.order[answer])

    def page(self, answer, places):
        """[Answer] for some of these positions; only their rows are read."""
        keys = {n: self.matches.pool.products[n].key for n in places}
        rows = Product.objects.select_related("provider").in_bulk([key.pk for key in keys.values()])
        return [
            Answer(rows[key.pk], answer, self.matches.why_not(n), self.matches.unknown(n)) for n, key in keys.items()
        ]


def found_for(need, day, quickest=False):
    """Among equals in drawn order (the number of the need is the seed); `quickest`: as the firm asked, by promised days."""
    matches = pool(need.kind, day).match(known_of(need.enterprise, day, need))
    keys = [product.key for product in matches.pool.products]
    drawn = [law.drawn(need.number, key.number) for key in keys]
    order = {}
    for answer in (YES, UNKNOWN, NO):
        order[answer] = sorted(matches.of(answer), key=lambda n: (keys[n].days if quickest else 0, drawn[n]))
    return Found(matches, order)


def answer_for(product, need, day, facts=None):
    """The same for one product; UNKNOWN asks, NO says why."""
    found = Pool([Offered(product.pk, clauses_of(product, day))]).match(facts or known_of(need.enterprise, day, need))
    return Answer(product, found.answers[0], found.why_not(0), found.unknown(0))


def used_facts(product, facts, day):
    """Only what the conditions of this product speak of: no more is told to a provider."""
    names = {name for clause in clauses_of(product, day) for name in facts_of(clause.expr)} - {"amount", "months"}
    return {name: facts[name] for name in sorted(names) if name in facts}


def open_products(day):
    """Open products of providers admitted somewhere today for their kind."""
    where = served(day)
    pairs: dict[str, set[int]] = {}
    for provider, kind in where:
        pairs.setdefault(kind, set()).add(provider)
    either = Q(pk__in=[])
    for kind, providers in pairs.items():
        either |= Q(kind=kind, provider__in=providers)
    return Product.objects.filter(either, state="open").select_related("provider")
