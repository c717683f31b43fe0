"""Who may take which step, from a compiled index: the answers of `authority.py` at the price of a look-up.

It fills as it is asked, with one holding for each body and set of papers; `authority.py` itself words the refusals.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from yuanban.law import authority
from yuanban.law.answers import Allowed, Answer
from yuanban.law.areas import AROUND, Area, around
from yuanban.law.authority import PREFERENCE, at_the_window
from yuanban.law.holdings import NEVER, Chain, Compiler, Holding, Single
from yuanban.law.layout import Layout
from yuanban.law.misses import Asked, broken
from yuanban.law.world import APPLICANT, GRANTED, Instrument, Seal, World, grouped

if TYPE_CHECKING:
    from yuanban.law.anywhere import Somewhere
    from yuanban.law.reach import Reach

Facts = Mapping[str, Any]
NOTHING: Facts = {}
UNREADABLE = Holding((), (), frozenset())  # a territory or condition that cannot be read: authority.py speaks


class Spread(NamedTuple):
    """All that hold an item: their order, and who of them holds anything at a stem."""

    rank: Mapping[str, int]
    at: Mapping[str, tuple[tuple[str, Holding], ...]]
    grantors: frozenset[str]
    readable: bool


def index_of(world: World) -> "Index":
    """The index of this world, kept as long as the world itself."""
    kept: Index | None = vars(world).get("_index")
    if kept is None:
        kept = vars(world)["_index"] = Index(world)
    return kept


class Index:
    def __init__(self, world: World) -> None:
        self.world = world
        self.windows = {window: at_the_window(world, window) for window in sorted(world.windows)}
        self.seals = grouped(((seal.of, seal.kept_by), _term(seal)) for seal in world.seals)
        self.held: dict[str, dict[str, Holding | None]] = {}
        self.ready: dict[str, dict[str, Single | Holding | None]] = {}
        self.singles: dict[tuple[int, tuple[tuple[int, int], ...]], Single] = {}
        self.known: dict[tuple[object, ...], Holding] = {}
        self.compiler = Compiler(world)
        self.layout = Layout(world)
        self.reaches: dict[str, Reach] = {}
        self.spreads: dict[str, Spread] = {}
        self.somewhere: dict[tuple[str, str], list[tuple[Chain, Somewhere]]] = {}

    def may(self, by: str, power: str, item: str, place: str, day: date, facts: Facts | None = None) -> Answer:
        """As `authority.may`, word for word."""
        holding, places = self.holding(by, item), around(place)
        if holding and places and not self._lent(holding.grantors, power):
            found = self._allowed(holding, power, item, places, day.toordinal(), facts or NOTHING)
            if found:
                return found
        return authority.may(self.world, by, power, item, place, day, facts)

    def verdict(self, by: str, power: str, item: str, place: str, day: date, facts: Facts = NOTHING) -> Allowed | str:
        """The same without the words: of a refusal only its rule, `facts-missing` among them."""
        try:
            found = self.ready[item][by]
        except KeyError:
            found = self._made_ready(by, item)
        if found is None and power != "receive":
            return "no-instrument"
        places = AROUND[place]
        if type(found) is not Single or power == "receive" or places is None:
            return self._verdict(by, power, item, place, day, facts)
        powers, published, first, last, area, test, allowed, seals = found
        now = day.toordinal()
        if power not in powers:
            return "power-not-granted"
        if now < published:
            return "not-published"
        if not first <= now <= last:
            return "not-in-force"
        if area.isdisjoint(places):
            return "outside-territory"
        if test is not None and (met := test(facts)) is not True:
            return "facts-missing" if met else "outside-condition"
        if power == "seal" and seals is not None and not _runs(seals, now):
            return "seal-not-registered"
        return allowed

    def _verdict(self, by: str, power: str, item: str, place: str, day: date, facts: Facts) -> Allowed | str:
        holding, places, now = self.holding(by, item), around(place), day.toordinal()
        if holding is None:
            return (power == "receive" and self.windows.get(by)) or "no-instrument"
        if holding is UNREADABLE or not places or self._lent(holding.grantors, power):
            answer = authority.may(self.world, by, power, item, place, day, facts)
            return answer if isinstance(answer, Allowed) else answer.rule
        found = self._allowed(holding, power, item, places, now, facts)
        if found is None and power == "receive":
            found = self.windows.get(by)
        return found or broken(holding.grants, Asked(power, item, places, now, facts, self.sealed))

    def _made_ready(self, by: str, item: str) -> Single | Holding | None:
        holding = self.holding(by, item)
        found = self._with_seals(holding.single, by, item) if holding and holding.single else holding
        self.ready.setdefault(item, {})[by] = found
        return found

    def _with_seals(self, single: Single, by: str, item: str) -> Single:
        organ = single.allowed.in_name_of
        if organ in (by, APPLICANT):
            return single
        terms = self.seals.get((organ, by), ())
        key = id(single), tuple((first, last) for items, first, last in terms if items is None or item in items)
        if key not in self.singles:
            self.singles[key] = single._replace(seals=key[1])
        return self.singles[key]

    def who(
        self, power: str, item: str, place: str, day: date, facts: Facts | None = None
    ) -> list[tuple[str, Allowed]]:
        """As `authority.who`."""
        spread, places = self._spread(item), around(place)
        if not spread.readable or not places or self._lent(spread.grantors, power):
            return authority.who(self.world, power, item, place, day, facts)
        now = day.toordinal()
        found = dict(self.windows) if power == "receive" else {}
        here = {body: holding for stem in places for body, holding in spread.at.get(stem, ())}
        for body, holding in here.items():
            answer = self._allowed(holding, power, item, places, now, facts or NOTHING)
            if answer:
                found[body] = answer
        last = len(spread.rank)
        return sorted(
            found.items(), key=lambda pair: (self._preference(pair[1]), spread.rank.get(pair[0], last), pair[0])
        )

    def holding(self, by: str, item: str) -> Holding | None:
        """What the body's papers give it over the item; None when it has no paper."""
        try:
            return self.held[item][by]
        except KeyError:
            found = self.held.setdefault(item, {})[by] = self._compiled(by, item)
            return found

    # -- inside -------------------------------------------------------------------------------------------------------

    def _allowed(self, holding: Holding, power: str, item: str, places: Area, now: int, facts: Facts) -> Allowed | None:
        for powers, first, last, area, tests, allowed, seal, _ in holding.chains:
            if power in powers and first <= now <= last and not area.isdisjoint(places):
                for test in tests:
                    if test(facts) is not True:
                        break
                else:
                    if power != "seal" or seal is None or self.sealed(item, now, *seal):
                        return allowed
        return None

    def after(self, world: World, items: Collection[str]) -> "Index":
        """The index of a world that differs in the papers of these items, or in its seals, but in no body."""
        found = Index(world)
        found.known = dict(self.known)
        found.held = {item: kept for item, kept in self.held.items() if item not in items}
        if world.seals is self.world.seals:
            found.singles = dict(self.singles)
            found.ready = {item: kept for item, kept in self.ready.items() if item not in items}
        found.spreads = {item: kept for item, kept in self.spreads.items() if item not in items}
        return found

    def _lent(self, grantors: frozenset[str], power: str) -> bool:
        """A window that passes its 收件 on: rare enough to be left to authority.py."""
        return power == "receive" and not grantors.isdisjoint(self.world.windows)

    def sealed(self, item: str, now: int, organ: str, keeper: str) -> bool:
        for items, first, last in self.seals.get((organ, keeper), ()):
            if first <= now <= last and (items is None or item in items):
                return True
        return organ == keeper

    def _preference(self, answer: Allowed) -> int:
        return PREFERENCE[self.world.instruments[answer.chain[-1]].kind] if answer.chain else 0

    def _compiled(self, by: str, item: str) -> Holding | None:
        """Items under the same papers share one holding."""
        papers = list(self._papers(by, item))
        if not papers:
            return None
        key = (by, *map(id, papers))
        if key not in self.known:
            try:
                self.known[key] = self.compiler.hold(by, item)
            except ValueError:
                return UNREADABLE
        return self.known[key]

    def _papers(self, by: str, item: str) -> Iterator[Instrument]:
        """The papers to this body, to those that granted them, and so on."""
        bodies = [by]
        for body in bodies:
            for paper in self.world.given(body, item):
                yield paper
                if paper.kind in GRANTED and paper.grantor and paper.grantor not in bodies:
                    bodies.append(paper.grantor)

    def _spread(self, item: str) -> Spread:
        if item not in self.spreads:
            bodies = dict.fromkeys(paper.to for paper in self.world.about(item))
            held = [(body, holding) for body in bodies if (holding := self.holding(body, item))]
            at = grouped((stem, pair) for pair in held for stem in _stems(pair[1]))
            grantors = frozenset().union(*(holding.grantors for _, holding in held))
            readable = all(holding is not UNREADABLE for _, holding in held)
            self.spreads[item] = Spread({body: n for n, body in enumerate(bodies)}, at, grantors, readable)
        return self.spreads[item]


def _runs(terms: tuple[tuple[int, int], ...], now: int) -> bool:
    return any(first <= now <= last for first, last in terms)


def _term(seal: Seal) -> tuple[frozenset[str] | None, int, int]:
    first = seal.from_date.toordinal() if seal.from_date else 0
    return seal.items, first, seal.to_date.toordinal() if seal.to_date else NEVER


def _stems(holding: Holding) -> set[str]:
    return {stem for chain in holding.chains for stem in chain.area}
