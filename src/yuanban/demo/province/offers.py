"""The items of each organ, and the papers, seals and arrangements that give an open centre its powers."""

from collections import defaultdict

from yuanban.demo.province import catalogue as cat
from yuanban.demo.province import kept
from yuanban.demo.province.model import know_papers, know_seals
from yuanban.demo.province.seats import (
    Offer,
    arranged,
    drawn,
    given,
    item_of,
    kept_seal,
    own_seal,
    statute,
    ways_of,
)
from yuanban.demo.province.staff import handling_organs

TAKEN = 0.99  # share of what could be offered that a centre does offer


def catalogue(province):
    """Each organ's own implementation of what its department handles."""
    lines: list = []
    numbers: dict = defaultdict(lambda: len(numbers))
    seen = set()
    for seat in province.open():
        for key, one in seat.organs.items():
            if one.code not in seen and (matters := matters_of(key)):
                seen.add(one.code)
                overseer = seat.organs["overseer"]
                lines += [line(province, one, key, pattern, name, numbers, overseer) for pattern, name in matters]
    kept.items(province.founder, lines)


def matters_of(key):
    if key in cat.CITY:
        return cat.powers(cat.CITY[key][2])
    if key in cat.COUNTY:
        return cat.powers(cat.COUNTY[key][2]) + cat.services(cat.SERVICES[key])
    return [(pattern, name) for department, pattern, name in cat.handed_down() if department == key]


LEVELS = {"province": 2, "prefecture": 3, "county": 4}


def line(province, organ, key, pattern, name, numbers, overseer):
    kind = cat.PATTERNS[pattern]
    number = numbers[key, name] + 1000
    item = item_of(organ, LEVELS[organ.level], kind.letter, number, name, kind.type, kind.list)
    made = drawn(item, pattern, overseer)
    province.items.setdefault(organ.code, []).append((item, made[1], pattern))
    return made


def mandates(province):
    """Statutes, what each centre was given and in which way, the seals that go with it, and each park's own policy."""
    papers = [
        statute(organ, [item for item, *_ in province.items[organ.code]])
        for organ in province.organs.values()
        if organ.code in province.items
    ]
    for one in province.open():
        papers += seat_papers(province, one)
    kept.papers(province.founder, papers, cat.FROM)
    own = {organ.code: own_seal(organ) for organ in province.organs.values() if organ.code in province.items}
    committees = {one.committee.code: own_seal(one.committee) for one in province.open()}
    at_centres = [seal for one in province.open() for seal in seat_seals(one)]
    seals = [*own.values(), *committees.values(), *at_centres]
    kept.seals(province.founder, seals)
    for one in province.open():
        know_papers(
            one, [paper for paper, _, _ in papers if paper.to_id == one.committee.pk or paper.to_id == one.desk.pk]
        )
        know_papers(one, [paper for paper, _, _ in papers if paper.kind == "statute"])
        know_seals(one, seals)
    kept.arrangements(province.founder, [arranged(one, offer) for one in province.open() for offer in one.offers])


def seat_papers(province, seat):
    groups = defaultdict(list)
    for key, organ in seat.organs.items():
        for item, version, pattern in province.items.get(organ.code, ()):
            if way := way_of(province, seat, key, pattern):
                seat.offers.append(Offer(item, version, pattern, way, organ.code))
                groups[way, organ.code].append(item)
    organs = {organ.code: organ for organ in seat.organs.values()}
    return [
        given(seat, way, organs[code], items, named(seat, way, code))
        for (way, code), items in groups.items()
        if way not in ("onsite", "offline")
    ]


def named(seat, way, organ):
    return [post.person for post in seat.staff[seat.desk.code, organ]] if way == "mutual" else []


def way_of(province, seat, key, pattern):
    """How this centre handles a matter of this kind; None when it does not."""
    if key not in cat.CITY and key not in cat.COUNTY:
        return "devolved" if seat.park.code in province.pilots else None
    if province.rng.random() > TAKEN:
        return None
    ways = ways_of(cat.PATTERNS[pattern])
    return province.rng.choices(list(ways), list(ways.values()))[0]


def seat_seals(seat):
    keepers = (seat.committee, seat.desk)
    return [
        kept_seal(seat, organ, keeper, f"{seat.centre.number}-{n}")
        for organ in handling_organs(seat).values()
        for n, keeper in enumerate(keepers, 1)
    ]
