"""One firm against 10,000 products: the pool beside the CEL library asked each product's condition in turn.

The peer has compiled every condition beforehand, as one expression with the same clauses, and asks for a verdict alone;
ours also knows which clauses fail and which facts are missing. Both must give the same answers.
"""

import random
from collections.abc import Callable
from time import perf_counter

import cel

from yuanban.law.conditions import judge
from yuanban.law.matching import NO, UNKNOWN, YES, Clause, Pool, Product, among

PRODUCTS, FIRMS = 10_000, 40
PARKS = [f"park{n}" for n in range(252)]
GRADES = ["A", "B", "M", "C", "D"]


def clauses(rng: random.Random) -> list[str]:
    """What products ask: an amount, a park, and a few of the usual conditions with limits of their own."""
    least = rng.randint(1, 500)
    found = [
        f"amount >= {least}",
        f"amount <= {least * rng.randint(2, 40)}",
        among("park", rng.sample(PARKS, rng.choice([1, 3, 252]))),
    ]
    usual = [
        lambda: f"years >= {rng.randint(1, 10)}",
        lambda: f"revenue_wan >= {rng.randint(50, 9000)}",
        lambda: f"tax_wan >= {rng.randint(1, 900)}",
        lambda: f"debt_ratio <= {rng.randint(40, 90)}",
        lambda: f"employees <= {rng.randint(20, 999)}",
        lambda: among("tax_grade", GRADES[: rng.randint(1, 3)]),
        lambda: rng.choice(["sme", "collateral", "!hazardous", "credit_ok", "orders || high_tech"]),
        lambda: f"collateral || revenue_wan >= {rng.randint(50, 2000)}",
        lambda: rng.choice(["permits.exists(p, p.contains('施工许可'))", "'食品经营许可' in permits"]),
    ]
    return found + [make() for make in rng.sample(usual, rng.randint(1, 5))]


def firm(rng: random.Random) -> dict[str, object]:
    """A firm of which something is always unknown."""
    known = {
        "amount": rng.randint(10, 3000), "park": rng.choice(PARKS), "years": rng.randint(0, 20),
        "revenue_wan": rng.randint(50, 9000), "tax_wan": rng.randint(0, 900), "debt_ratio": rng.randint(10, 95),
        "employees": rng.randint(3, 900), "tax_grade": rng.choice(GRADES), "sme": rng.random() < 0.6,
        "collateral": rng.random() < 0.5, "hazardous": rng.random() < 0.1, "credit_ok": rng.random() < 0.9,
        "orders": rng.random() < 0.5, "high_tech": rng.random() < 0.2, "permits": ["食品经营许可"],
    }  # fmt: skip
    for name in rng.sample(sorted(known), 4):
        if name not in ("amount", "park"):
            del known[name]
    return known


def verdict(program: cel.Program, facts: dict[str, object]) -> int:
    """Yes, no, or not known; CEL's `&&` is no as soon as one clause is, whatever the others are."""
    try:
        found = program.execute(facts)
    except (RuntimeError, TypeError, ValueError):
        return UNKNOWN
    return YES if found else NO


def one_by_one(rows: list[list[str]]) -> Callable[[dict[str, object]], bytes]:
    programs = [cel.compile(" && ".join(f"({expr})" for expr in row)) for row in rows]
    return lambda facts: bytes([verdict(program, facts) for program in programs])


def milliseconds(match: Callable[[dict[str, object]], object], firms: list[dict[str, object]]) -> float:
    """The median over the firms of one match each."""
    taken = []
    for facts in firms:
        begin = perf_counter()
        match(facts)
        taken.append(perf_counter() - begin)
    return sorted(taken)[len(taken) // 2] * 1000


def main() -> None:
    rng = random.Random(20261126)
    rows = [clauses(rng) for _ in range(PRODUCTS)]
    pool = Pool(Product(n, tuple(Clause(expr, expr) for expr in row)) for n, row in enumerate(rows))
    peer, firms = one_by_one(rows), [firm(rng) for _ in range(FIRMS)]
    differ = sum(a != b for facts in firms[:5] for a, b in zip(pool.match(facts).answers, peer(facts), strict=True))
    plain = [judge(expr, firms[0]) for expr in rows[0]]
    if differ or (False in plain) != (pool.match(firms[0]).answers[0] == NO):
        raise SystemExit(f"support-matching: {differ} answers differ from those of the library")
    ours, theirs = milliseconds(pool.match, firms), milliseconds(peer, firms[:10])
    print(f"support-matching ratio={ours / theirs:.4f} ours={ours:.2f} theirs={theirs:.1f} unit=ms")


if __name__ == "__main__":
    main()
