"""Which papers could carry a mode that is not carried yet: for each role and need of its file, who could sign what.

Never more than the law lets anybody sign: only an organ that holds the power itself gives it, only to another organ,
never beyond its own territory, and what stays at home is neither entrusted nor sent out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from yuanban.law.codes import region_level
from yuanban.law.mending import SIGHT, Site, inside, mended, ordered
from yuanban.law.modefile import Mode
from yuanban.law.wanted import BASIS, Cadre, Wanted
from yuanban.law.world import OWN_NAME, Agreement, Instrument, Seal, World

CARRYING = frozenset({"receive", "deliver"})


Proposals = Iterable[Wanted]


def proposals(site: Site, mode: Mode) -> list[Wanted]:
    """Every paper that could help to carry this mode, the mending of standing papers first."""
    roles = {role for parts in mode.steps.values() for part in parts for role in (part.who, part.hands) if role}
    asked = [*(ROLES[role] for role in sorted(roles) if role in ROLES), *(NEEDS[n] for n in mode.needs if n in NEEDS)]
    found = (wanted for propose in asked for wanted in propose(site, mode))
    return sorted({w.paper: w for w in found}.values(), key=lambda w: not w.changes)


def _powers(mode: Mode, role: str, only: bool = False) -> frozenset[str]:
    """The powers that this role may take in this mode; `only`: those that nobody else takes."""
    test = all if only else any
    return frozenset(power for power, parts in mode.steps.items() if test(part.who == role for part in parts))


# -- the park's committee -----------------------------------------------------------------------------------------


def _to_committee(site: Site, mode: Mode) -> Iterator[Wanted]:
    committee, organ = site.matter.park.committee, site.organ
    if committee is None:
        return
    powers = _powers(mode, "committee")
    yield from mended(site, committee, powers)
    yield from ordered(site, committee, _powers(mode, "committee", only=True))
    body = site.world.bodies.get(committee)
    if organ and organ != committee and body and body.kind == "organ" and site.item not in site.stay:
        yield Wanted(_grant(site, "entrustment", organ, committee, powers))
        yield Wanted(_grant(site, "entrustment", organ, committee, _powers(mode, "committee", only=True), SIGHT))
        if "seal" in powers:
            yield from _seals(site, organ, committee)


def _grant(site: Site, kind: str, organ: str, to: str, powers: frozenset[str], sight: int | None = None) -> Instrument:
    entrusted = kind == "entrustment"
    return Instrument(
        id=f"wanted:{kind}:{organ}:{to}:{site.item}" + (":sight" if sight is not None else ""),
        kind=kind,
        grantor=organ,
        to=to,
        items=frozenset({site.item}),
        powers=powers,
        territory=site.territory,
        basis=BASIS if entrusted else None,
        published=site.matter.day,
        from_date=site.matter.day,
        seal_on_sight=sight,
    )


def _seals(site: Site, organ: str, keeper: str) -> Iterator[Wanted]:
    """A seal that is there and lacks this item or has run out is mended; otherwise one is registered."""
    day = site.matter.day
    kept = [seal for seal in site.world.seals_kept(organ, keeper) if seal.id]
    if any(seal.serves(site.item, day) for seal in kept):
        return
    late = [seal for seal in kept if seal.items is None or site.item in seal.items]
    live = [seal for seal in kept if seal.to_date is None or seal.to_date >= day]
    if late:
        yield Wanted(replace(late[-1], from_date=day, to_date=None), ("renew",), late[-1].id)
    elif live and live[-1].items is not None:
        yield Wanted(replace(live[-1], items=live[-1].items | {site.item}), ("items",), live[-1].id)
    else:
        only = frozenset({site.item})
        yield Wanted(Seal(organ, keeper, only, day, id=f"wanted:seal:{organ}:{keeper}:{site.item}"))


# -- desks, joint windows, agents ---------------------------------------------------------------------------------


def _to_desk(site: Site, mode: Mode) -> Iterator[Wanted]:
    park, organ, powers = site.matter.park, site.organ, _powers(mode, "desk")
    sealing = "seal" in _powers(mode, "desk", only=True)
    powers = powers if sealing else powers - {"seal"}
    for house in sorted(park.houses):
        if house != park.committee:
            yield from mended(site, house, powers, ("secondment",))
    desk = _desk(site)
    if not organ or not desk or organ == desk or site.item in site.stay:
        return
    yield Wanted(_grant(site, "secondment", organ, desk, powers))
    if sealing:
        yield from _seals(site, organ, desk)


def _desk(site: Site) -> str | None:
    """Where the organ already sits; else where organs of its level sit; else any desk, and at last the window."""
    park, world = site.matter.park, site.world
    joint = {agreement.window for agreement in world.agreements.values()}
    desks = [desk for desk in park.desks if desk not in joint] or [*park.desks] or [park.window]
    seated = _seated(world)
    level = _level(world, site.organ or "")
    own = (desk for desk in park.desks if site.organ in seated.get(desk, ()))
    like = (desk for desk in desks if any(_level(world, organ) == level for organ in seated.get(desk, ())))
    return next(own, None) or next(like, None) or desks[0] or None


@lru_cache(maxsize=1)
def _seated(world: World) -> dict[str, set[str]]:
    """{desk: the organs that have staff there}."""
    seats: dict[str, set[str]] = {}
    for paper in world.instruments.values():
        if paper.kind == "secondment" and paper.grantor:
            seats.setdefault(paper.to, set()).add(paper.grantor)
    return seats


def _level(world: World, organ: str) -> str:
    return min((region_level(code) for code in world.territory(organ)), default="")


def _agency(site: Site, mode: Mode) -> Iterator[Wanted]:
    """The text that an applicant may sign; who acts for applicants in this park is its operator or its window."""
    park = site.matter.park
    if not site.matter.agents:
        to, only = park.operator or park.window, frozenset({site.item})
        paper = Instrument(
            f"wanted:agency:{to}:{site.item}", "agency", None, to, only, CARRYING, from_date=site.matter.day
        )
        yield Wanted(paper)


def _cadre(site: Site, mode: Mode) -> Iterator[Wanted]:
    if not site.matter.park.cadre:
        yield Wanted(Cadre(site.matter.park.id))


def _agreement(site: Site, mode: Mode) -> Iterator[Wanted]:
    """An agreement between the organs that hold the same matter on either side of a border inside this park."""
    day, world, park = site.matter.day, site.world, site.matter.park
    for standing in world.agreements.values():
        if site.item in standing.items and standing.to_date and standing.to_date < day:
            yield Wanted(replace(standing, from_date=day, to_date=None), ("renew",), standing.id)
    sides = _sides(site)
    if len(sides) < 2 or site.item in site.stay or site.organ not in sides:
        return
    offices = (a.window for a in world.agreements.values() if a.window in park.houses)
    window = next(offices, park.window)
    parties = tuple(sorted(sides, key=lambda side: side != site.organ))
    yield Wanted(Agreement(f"wanted:agreement:{window}:{site.item}", parties, window, frozenset(sides.values()), day))


def _sides(site: Site) -> dict[str, str]:
    """{organ: its item} of the same name, for organs each of which holds a part of this park and not all of it."""
    places, name = site.matter.park.places, site.world.item_name(site.item)
    sides: dict[str, str] = {}
    for item in _namesakes(site.world).get(name, ()):
        for paper in site.world.about(item):
            reach = paper.territory or site.world.territory(paper.to)
            held = sum(inside(place, reach) for place in places)
            if paper.kind in OWN_NAME and 0 < held < len(places) and item not in site.stay:
                sides.setdefault(paper.to, item)
    return sides


@lru_cache(maxsize=1)
def _namesakes(world: World) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for item in world.items.values():
        names.setdefault(item.name, []).append(item.id)
    return names


Propose = Callable[[Site, Mode], Proposals]
ROLES: dict[str, Propose] = {"committee": _to_committee, "desk": _to_desk, "agent": _agency}
NEEDS: dict[str, Propose] = {"cadre": _cadre, "cooperation": _agreement}
