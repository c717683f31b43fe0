"""What the matrix is computed from, each thing with its fingerprint; and which cells a changed thing may reach.

The things are those of the law's own picture, so that whatever reaches the law reaches the matrix: no writer can forget.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

import orjson

from yuanban.catalogue.lists_queries import reference_codes
from yuanban.law import world as law
from yuanban.law.coverage import touched
from yuanban.mandates.planning import alone

Pair = tuple[str, str]
CLASSES: dict[str, Any] = {
    "instrument": law.Instrument,
    "seal": law.Seal,
    "agreement": law.Agreement,
    "bundle": law.Bundle,
    "park": law.Park,
}
SETS, ENGINE, TURNS = ("items", "powers"), "engine", "turns"


@dataclass(frozen=True)
class Input:
    """One thing the law reads: `said` is all of it."""

    kind: str
    code: str
    said: bytes

    @property
    def digest(self):
        return hashlib.sha256(self.said).hexdigest()


def wanted(now, parks, day):
    """{park code: the items of its row}: its reference list, and what it handles besides."""
    listed = reference_codes(parks, day)
    return {
        park.code: frozenset(listed.get(park.code, ())) | frozenset(now.parks[park.code].modes)
        for park in parks
        if park.code in now.parks
    }


def pairs_of(rows) -> set[Pair]:
    return {(park, item) for park, items in rows.items() for item in items}


def inputs(now, rows, turns) -> Iterable[Input]:
    """Everything that the cells of `rows` are computed from in the world `now`."""
    yield Input(ENGINE, "modes", plain(alone()))
    yield Input(TURNS, "all", turns.said())
    for kind, things in (
        ("body", now.bodies),
        ("item", now.items),
        ("instrument", now.instruments),
        ("seal", {seal.id: seal for seal in now.seals}),
        ("agreement", now.agreements),
        ("bundle", now.bundles),
        ("park", now.parks),
        ("list", rows),
    ):
        yield from (Input(kind, code, plain(thing)) for code, thing in things.items())


def plain(thing) -> bytes:
    return orjson.dumps(thing, default=sorted, option=orjson.OPT_SORT_KEYS)


def codes(said) -> frozenset[str]:
    """The items of a row, as `inputs` said them."""
    return frozenset(orjson.loads(said) if said else ())


def revived(kind, said):
    """The thing as the law reads it."""
    told = orjson.loads(said)
    return CLASSES[kind](
        **{field.name: shaped(field, told[field.name]) for field in fields(CLASSES[kind]) if field.name in told}
    )


def shaped(field, value):
    if value is None or isinstance(value, bool | int | dict):
        return value
    if isinstance(value, list):
        return frozenset(value) if field.name in SETS and "frozenset" in str(field.type) else tuple(value)
    return dt.date.fromisoformat(value) if "date" in str(field.type) else value


class Reached:
    """The (park, item) pairs whose cell may differ. `papers` are asked about together: one may matter through another."""

    def __init__(self, views):
        self.now, self.views = views[0], views
        self.pairs: set[Pair] = set()
        self.papers: list = []

    def all(self):
        return self.pairs.union(*(touched(view, *self.papers) for view in self.views if self.papers))

    def take(self, kind, code, before, after):
        """`before` and `after`: what the thing said and says, or None."""
        if kind == "body":
            self.body(code)
        elif kind == "item":
            self.everywhere([code])
            self.papers += [bundle for bundle in self.now.bundles.values() if code in bundle.items]
        elif kind == "park" and before and after:
            self.park(revived(kind, before), revived(kind, after))
        else:
            self.papers += [revived(kind, said) for said in (before, after) if said]

    def everywhere(self, items):
        self.pairs |= {(park, item) for park in self.now.parks for item in items}

    def body(self, code):
        """A body is read through the papers that name it, and in the parks it is at home in."""
        for paper in self.now.instruments.values():
            if code in (paper.grantor, paper.to):
                self.everywhere(paper.items)
        for pact in self.now.agreements.values():
            if code in (pact.window, *pact.parties):
                self.everywhere(pact.items)
        for park in self.now.parks.values():
            if code in park.houses:
                self.row(park.id)

    def row(self, park):
        self.pairs |= {(park, item) for item in self.now.items}

    def park(self, before, after):
        """A wish concerns one item; a named cadre all items of the park; anything else may concern other parks too."""
        if bare(before) != bare(after):
            self.papers += [before, after]
        if before.cadre != after.cadre:
            self.row(after.id)
        items = before.modes.keys() | after.modes.keys()
        self.pairs |= {(after.id, item) for item in items if before.modes.get(item) != after.modes.get(item)}


def bare(park):
    return [getattr(park, field.name) for field in fields(park) if field.name not in ("modes", "cadre")]
