"""The next rung: the smallest sets of papers that would move a matter up, each proved in the world that has them.

Nothing is claimed that `modes.prove` does not grant; no set holds a paper without which it would still be granted.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from yuanban.law.answers import Refused, Unknown
from yuanban.law.matter import Matter
from yuanban.law.mending import Site, inside
from yuanban.law.modefile import Mode, load_modes
from yuanban.law.modes import Outcome, choose, matter_of
from yuanban.law.plans import Plan
from yuanban.law.proof import prove
from yuanban.law.proposals import proposals
from yuanban.law.wanted import Wanted, enlarged
from yuanban.law.world import OWN_NAME, Instrument, World

LARGEST = 3  # papers in a set
ALSO = 2  # up to this size, other sets are looked for when one is found


@dataclass(frozen=True, slots=True)
class Rung:
    """A mode within reach: the papers it wants, and its plan when they stand. `wish`: the park's arrangement must
    change too. No papers at all: the arrangement alone."""

    mode: str
    wanted: tuple[Wanted, ...]
    plan: Plan
    wish: bool

    @property
    def capacity(self) -> dict[str, tuple[str, ...]]:
        """{body: the powers its people must be ready to use} at the park, beyond taking in and handing out."""
        hands: dict[str, list[str]] = {}
        for step in self.plan.steps[1:]:
            if step.actor != step.in_name_of and step.power != "deliver":
                hands.setdefault(step.actor, []).append(step.power)
        return {body: tuple(powers) for body, powers in hands.items()}


@dataclass(frozen=True, slots=True)
class Ladder:
    """Where a matter stands, and the rungs above it, the easiest first."""

    park: str
    item: str
    before: Outcome
    rungs: tuple[Rung, ...]

    @property
    def mode(self) -> str | None:
        return self.before.mode if isinstance(self.before, Plan) else None

    @property
    def next(self) -> Rung | None:
        return self.rungs[0] if self.rungs else None


def ladder(
    world: World,
    park: str,
    item: str,
    day: date,
    modes: Mapping[str, Mode] | None = None,
    stay: Collection[str] = (),
) -> Ladder:
    """Where this item stands in this park on this day, and the papers that would lift it.

    Fewest papers first, then what the park wishes anyway, then the mending of papers that stand, then as an enterprise
    would choose: trips, days, hand-overs. `stay` are the items that stay at home: neither entrusted nor sent out. KeyError as `modes.plan`.
    """
    known = load_modes() if modes is None else modes
    wish = world.parks[park].modes.get(item)
    matter, before = _stands(_about(world, park, item), park, item, day, known)
    floor = _standing(matter, known, before)
    site = Site(matter, world, frozenset(stay))
    higher = [mode for mode in known.values() if mode.rung > floor]
    found = [rung for mode in higher for rung in _rungs(site, mode, wish)]
    return Ladder(park, item, before, tuple(_distinct(sorted(found, key=lambda rung: _ease(rung, known)))))


def ladders(
    world: World,
    wanted: Iterable[tuple[str, str]],
    day: date,
    modes: Mapping[str, Mode] | None = None,
    stay: Mapping[str, Collection[str]] | None = None,
) -> Iterator[Ladder]:
    """The ladders of these (park, item) pairs; `stay` by park."""
    return (ladder(world, park, item, day, modes, (stay or {}).get(park, ())) for park, item in wanted)


def _stands(world: World, park: str, item: str, day: date, modes: Mapping[str, Mode]) -> tuple[Matter, Outcome]:
    """The matter at the first place of the park at which it can be handled at all, and how."""
    wish = world.parks[park].modes.get(item)
    matters = (matter_of(world, park, item, day, place=place) for place in world.parks[park].places)
    tried = [(matter, choose(matter, modes, wish if wish in modes else None)) for matter in matters]
    return next((pair for pair in tried if not isinstance(pair[1], Refused)), tried[0])


def _distinct(rungs: Iterable[Rung]) -> Iterator[Rung]:
    """Of sets that reach the same mode with papers of the same kinds, the easiest."""
    seen = set()
    for rung in rungs:
        kinds = rung.mode, tuple(sorted((w.kind, w.seal_on_sight or 0) for w in rung.wanted))
        if kinds not in seen:
            seen.add(kinds)
            yield rung


def _standing(matter: Matter, modes: Mapping[str, Mode], before: Outcome) -> int:
    """The rung it stands on. What turns on facts stands where the facts may put it."""
    if isinstance(before, Plan):
        return modes[before.mode].rung
    if isinstance(before, Unknown):
        return max(mode.rung for mode in modes.values() if not isinstance(prove(matter, mode), Refused))
    return 0


def _ease(rung: Rung, modes: Mapping[str, Mode]) -> tuple[int, ...]:
    new = sum(not wanted.changes for wanted in rung.wanted)
    plan = rung.plan
    return len(rung.wanted), rung.wish, new, plan.trips_outside, plan.days, plan.handovers, -modes[rung.mode].rung


def _rungs(site: Site, mode: Mode, wish: str | None) -> Iterator[Rung]:
    """Every set that is enough and of which no part is, up to a size."""
    pool = proposals(site, mode)
    enough: list[frozenset[Wanted]] = []
    for size in range(min(len(pool), LARGEST) + 1):
        if enough and size > ALSO:
            break
        for wanted in combinations(pool, size):
            if any(part <= frozenset(wanted) for part in enough):
                continue
            plan = _proved(site, mode, wanted)
            if plan:
                enough.append(frozenset(wanted))
                yield Rung(mode.id, wanted, plan, mode.id != wish)


def _proved(site: Site, mode: Mode, wanted: tuple[Wanted, ...]) -> Plan | None:
    old = site.matter
    world = enlarged(old.world, [_narrowed(one, site.item) for one in wanted])
    found = prove(Matter(world, world.parks[old.park.id], site.item, old.place, old.day, old.facts), mode)
    return found if isinstance(found, Plan) else None


# -- one item's part of the world: small enough to be tried many times over ----------------------------------------


def _about(world: World, park: str, item: str) -> World:
    """The world as far as this item in this park is concerned; every answer about it stays the same."""
    papers = [_only(paper, item) for paper in _heard(world, park, item)]
    offices = {key: agreement for key, agreement in world.agreements.items() if item in agreement.items}
    bodies = {paper.to for paper in papers} | {office.window for office in offices.values()}
    givers = {paper.grantor or paper.to for paper in papers} | bodies
    kept = {(p.grantor or p.to, p.to) for p in papers} | {(giver, giver) for giver in givers}
    kept |= {(giver, house) for giver in givers for house in world.parks[park].houses}
    homes = {park} | {home for body in bodies for home in world.homes(body)}
    return replace(
        world,
        instruments={paper.id: paper for paper in papers},
        seals=tuple(seal for pair in sorted(kept) for seal in world.seals_kept(*pair)),
        agreements=offices,
        parks={key: one for key in homes if (one := world.parks.get(key))},
    )


def _heard(world: World, park: str, item: str) -> list[Instrument]:
    """The papers about this item that say anything in this park: what its own bodies and the organs of its places hold,
    what may be signed by applicants, and what the givers of all these hold."""
    papers = world.about(item)
    own = [paper for paper in papers if paper.kind in OWN_NAME]
    near = [
        *_reaching(world, own, world.parks[park].places),
        *(p for p in papers if p.kind == "agency" or not world.elsewhere(p.to, park)),
    ]
    kept, givers = {paper.id for paper in near}, {paper.grantor for paper in near}
    return [paper for paper in papers if paper.id in kept or paper.to in givers]


def _reaching(world: World, papers: list[Instrument], places: tuple[str, ...]) -> list[Instrument]:
    """Those that reach one of the places; all of them when some place is reached by none."""
    reach = {paper.id: paper.territory or world.territory(paper.to) for paper in papers}
    if all(any(inside(place, outer) for outer in reach.values()) for place in places):
        return [paper for paper in papers if any(inside(place, reach[paper.id]) for place in places)]
    return papers


def _only(paper: Instrument, item: str) -> Instrument:
    return replace(paper, items=frozenset({item})) if len(paper.items) > 1 else paper


def _narrowed(wanted: Wanted, item: str) -> Wanted:
    if isinstance(wanted.paper, Instrument):
        return replace(wanted, paper=_only(wanted.paper, item))
    return wanted
