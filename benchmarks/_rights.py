"""What the papers of the province come to when every chain is written out: one flat right for a body and an item."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import NamedTuple

from benchmarks._province import DAY, PROVINCE, province
from yuanban.law.areas import around
from yuanban.law.holdings import NEVER
from yuanban.law.index import Index, index_of
from yuanban.law.world import World

QUESTIONS = 10_000
FACT = "investment_wan"
OFFICIAL = ("accept", "review", "decide", "seal", "deliver")


class Right(NamedTuple):
    """`areas` are stems of region codes; days are ordinals; `bound` is the most that may be invested."""

    by: str
    item: str
    powers: tuple[str, ...]
    areas: tuple[str, ...]
    first: int
    last: int
    bound: int | None


class Question(NamedTuple):
    by: str
    power: str
    item: str
    place: str
    day: date
    facts: dict[str, int]


def filled(world: World) -> Index:
    """The index with every holding in it."""
    index = index_of(world)
    for paper in world.instruments.values():
        for item in paper.items:
            index.verdict(paper.to, "decide", item, PROVINCE, DAY)
    return index


def rights(world: World) -> Iterator[Right]:
    index = filled(world)
    for item, held in index.held.items():
        for by, holding in held.items():
            for chain in holding.chains if holding else ():
                bound = _bound(world, chain.allowed.chain)
                powers = chain.powers.intersection(OFFICIAL) - ({"seal"} if chain.seal else set())
                areas = tuple(sorted(chain.area))
                yield Right(by, item, tuple(sorted(powers)), areas, chain.first, chain.last, bound)
                for first, last in _sealed(index, item, chain) if "seal" in chain.powers else ():
                    yield Right(by, item, ("seal",), areas, first, last, bound)


def _bound(world: World, chain: tuple[str, ...]) -> int | None:
    conditions = [world.instruments[id].condition for id in chain]
    bounds = [int(text.removeprefix(f"{FACT} <= ")) for text in conditions if text]
    return min(bounds, default=None)


def _sealed(index: Index, item: str, chain) -> Iterator[tuple[int, int]]:
    terms = index.seals.get(chain.seal, ()) if chain.seal else ()
    for items, first, last in terms:
        if items is None or item in items:
            yield max(first, chain.first), min(last, chain.last)


def questions(world: World) -> list[Question]:
    """Two of three are about a body and an item that some paper connects; places, days and sums are anything."""
    random = Random(7)
    papers, items = list(world.instruments.values()), list(world.items)
    counties = sorted({place for park in world.parks.values() for place in park.places})
    return [_question(random, random.choice(papers), items, counties) for _ in range(QUESTIONS)]


def _question(random: Random, paper, items: list[str], counties: list[str]) -> Question:
    item = random.choice(sorted(paper.items) if random.random() < 2 / 3 else items)
    near = [code for code in counties if code.startswith(paper.territory[0].rstrip("0"))]
    place = random.choice(near if near and random.random() < 3 / 4 else counties)
    day = date(2023 + random.randrange(6), 1 + random.randrange(12), 1 + random.randrange(28))
    return Question(paper.to, random.choice(OFFICIAL), item, place, day, {FACT: random.randrange(7000)})


def stems(place: str) -> list[str]:
    return sorted(around(place) or ())


__all__ = ["FACT", "NEVER", "Question", "Right", "filled", "province", "questions", "rights", "stems"]
