"""Who, anywhere at all, may take a step in an item: every body with its chain and the territory in which it holds."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from yuanban.law.answers import Allowed
from yuanban.law.areas import code_of
from yuanban.law.holdings import Chain
from yuanban.law.index import UNREADABLE, index_of
from yuanban.law.world import World


class Somewhere(NamedTuple):
    """What a body may do in the places of `territory`, once the facts in `missing` are as its papers want them."""

    body: str
    answer: Allowed
    territory: tuple[str, ...]
    missing: tuple[str, ...] = ()


def anywhere(
    world: World, item: str, day: date, facts: Mapping[str, Any] | None = None, power: str = "decide"
) -> list[Somewhere]:
    """Each body by each of its chains. Not for `receive`: any window may.

    Raises what `authority.may` raises for papers that cannot be read.
    """
    index, now, given = index_of(world), day.toordinal(), facts or {}
    key = item, power
    if key not in index.somewhere:
        index.somewhere[key] = _somewhere(world, item, power)
    return [
        found
        for chain, where in index.somewhere[key]
        if chain.first <= now <= chain.last
        and (found := where if not chain.tests else _open(chain, where, given))
        and (power != "seal" or chain.seal is None or index.sealed(item, now, *chain.seal))
    ]


def _somewhere(world: World, item: str, power: str) -> list[tuple[Chain, Somewhere]]:
    index, found = index_of(world), []
    for body in dict.fromkeys(paper.to for paper in world.about(item)):
        holding = index.holding(body, item)
        if holding is UNREADABLE:
            holding = index.compiler.hold(body, item)
        for chain in holding.chains if holding else ():
            if power in chain.powers:
                territory = tuple(sorted(map(code_of, chain.area)))
                found.append((chain, Somewhere(body, chain.allowed, territory)))
    return found


def _open(chain: Chain, where: Somewhere, facts: Mapping[str, Any]) -> Somewhere | None:
    """Unless the facts rule it out."""
    verdicts = [test(facts) for test in chain.tests]
    if False in verdicts:
        return None
    missing = dict.fromkeys(fact for verdict in verdicts if isinstance(verdict, tuple) for fact in verdict)
    return where._replace(missing=tuple(missing)) if missing else where
