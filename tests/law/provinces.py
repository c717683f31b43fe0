"""Small provinces with everything in them, and the plain way to look at a matter: paper by paper, as the law is read."""

from datetime import date

from hypothesis import strategies as st

from yuanban.law.authority import may
from yuanban.law.matter import Joint, Matter
from yuanban.law.modefile import load_modes
from yuanban.law.world import (
    GRANTED,
    KINDS,
    OWN_NAME,
    POWERS,
    Agreement,
    Body,
    Bundle,
    Instrument,
    Item,
    Park,
    Seal,
    World,
)

EAST, WEST, CITY = "511502", "511503", "511500"
PLACES = (EAST, WEST, CITY, "510000", "511502001")
DAYS = (date(2025, 1, 1), date(2025, 6, 1), date(2026, 1, 1), date(2026, 6, 1))
LONG_AGO = date(2020, 1, 1)
ORGANS = ("province", "city", "east", "west")
HOUSES = tuple(f"{role}{n}" for n in (1, 2, 3) for role in ("committee", "window", "desk"))
BODIES = (*ORGANS, *HOUSES, "free", "agent")
NEAR = ("committee1", "desk1", "committee2", "desk2") * 3
ITEMS = ("permit", "licence", "filing")
PARKS = ("park1", "park2", "park3")
TERRITORY = {"province": ("510000",), "city": (CITY,), "east": (EAST,), "west": (WEST,)}
CONDITIONS = (None, None, "size < 5", "size < 5 && clean")
ALL = frozenset(POWERS)

some_day = st.none() | st.sampled_from(DAYS)
some_items = st.sets(st.sampled_from(ITEMS), min_size=1).map(frozenset)
some_powers = st.just(ALL) | st.just(ALL) | st.sets(st.sampled_from(sorted(POWERS)), min_size=2).map(frozenset)
places = st.lists(st.sampled_from(PLACES), max_size=2).map(tuple)


@st.composite
def papers(draw, id):
    kind = draw(st.sampled_from((*sorted(KINDS), "entrustment", "secondment", "devolution", "statute")))
    lasting = st.none() | st.just(LONG_AGO) | some_day
    return Instrument(
        id=id,
        kind=kind,
        grantor=draw(st.sampled_from((*ORGANS, *ORGANS, *BODIES))) if kind in GRANTED else None,
        to=draw(st.sampled_from(ORGANS if kind == "statute" else (*NEAR, *BODIES))),
        items=draw(some_items),
        powers=draw(some_powers),
        territory=draw(st.just(()) | st.just(()) | places),
        condition=draw(st.sampled_from(CONDITIONS)),
        basis=draw(st.sampled_from(("某法 3", "某法 3", None))),
        published=draw(st.just(LONG_AGO) | st.just(LONG_AGO) | some_day),
        from_date=draw(lasting),
        to_date=draw(st.none() | st.sampled_from(DAYS[2:])),
        revoked_on=draw(st.none() | st.none() | st.just(DAYS[-1])),
        seal_on_sight=draw(st.sampled_from((None, None, 1))),
    )


@st.composite
def parks(draw, n):
    desks = draw(st.sampled_from(((), (f"desk{n}",), (f"desk{n}", "free"))))
    return Park(
        id=f"park{n}",
        name=f"某园{n}",
        places=tuple(draw(st.lists(st.sampled_from((EAST, WEST)), min_size=1, max_size=2, unique=True))),
        window=draw(st.sampled_from((f"window{n}", f"window{n}", f"desk{n}"))),
        committee=draw(st.sampled_from((f"committee{n}", f"committee{n}", None))),
        modes=draw(st.dictionaries(st.sampled_from(ITEMS), st.sampled_from((*load_modes(), "other")))),
        cadre=draw(st.sampled_from((None, "某干部"))),
        desks=desks,
    )


@st.composite
def bodies(draw, id):
    kind = "organ" if id in ORGANS or "committee" in id else draw(st.sampled_from(("organ", "organisation", "company")))
    own = TERRITORY.get(id) or draw(st.sampled_from(((EAST,), (WEST,), (CITY,), ())))
    merged = draw(st.sampled_from((None, None, None, None, DAYS[2])))
    return Body(id, f"某{id}", kind, own, "city", draw(st.booleans()), merged_on=merged)


seals = st.builds(
    Seal, st.sampled_from(ORGANS), st.sampled_from(BODIES), st.none() | some_items, some_day, some_day, st.just("s")
)


@st.composite
def agreements(draw, id):
    parties = tuple(draw(st.lists(st.sampled_from(ORGANS), max_size=2, unique=True)))
    return Agreement(id, parties, draw(st.sampled_from((*HOUSES, "free"))), draw(some_items), draw(some_day))


@st.composite
def bundles(draw, id):
    items = tuple(draw(st.lists(st.sampled_from(ITEMS), min_size=1, unique=True)))
    within = tuple(draw(st.lists(st.sampled_from(PARKS), max_size=2, unique=True)))
    return Bundle(id, "某一件事", "city", items, (), draw(some_day), None, within)


@st.composite
def worlds(draw):
    statutes = [
        Instrument(f"law-{o}", "statute", None, o, draw(some_items), ALL)
        for o in draw(st.sets(st.sampled_from(ORGANS)))
    ]
    given = statutes + [draw(papers(f"paper{n}")) for n in range(draw(st.integers(1, 9)))]
    items = [Item(id, f"某{id}", 20, draw(st.sampled_from((5, 9))), visits=draw(st.integers(0, 1))) for id in ITEMS]
    pacts = [draw(agreements(f"pact{n}")) for n in range(draw(st.integers(0, 2)))]
    packs = [draw(bundles(f"bundle{n}")) for n in range(draw(st.integers(0, 2)))]
    return World(
        bodies={id: draw(bodies(id)) for id in BODIES},
        items={item.id: item for item in items},
        instruments={paper.id: paper for paper in given},
        seals=tuple(draw(st.lists(seals, max_size=4))),
        parks={park: draw(parks(n)) for n, park in enumerate(PARKS[: draw(st.integers(1, 3))], 1)},
        agreements={pact.id: pact for pact in pacts},
        bundles={pack.id: pack for pack in packs},
    )


class Plain(Matter):
    """Every question asked of every paper in turn."""

    def may(self, by, power):
        return may(self.world, by, power, self.item_id, self.place, self.day, self.facts)

    @property
    def organs(self):
        own = [paper for paper in self.world.about(self.item_id) if paper.kind in OWN_NAME]
        here = [paper for paper in own if self._covers(paper.territory or self.world.territory(paper.to))]
        return self._fittest(paper.to for paper in here or own)

    @property
    def desks(self):
        return self._fittest(paper.to for paper in self._sent() if self._sits_here(paper.to))

    def _sits_here(self, body):
        return body in self.park.houses if self.park.desks else not self.world.elsewhere(body, self.park.id)

    @property
    def agents(self):
        return tuple(dict.fromkeys(p.to for p in self.world.about(self.item_id) if p.kind == "agency"))

    @property
    def bundle(self):
        bundles = self.world.bundles.values()
        return next((b for b in bundles if b.serves(self.park.id, self.item_id, self.day)), None)

    def _agreed_offices(self):
        for pact in self.world.agreements.values():
            if pact.serves(self.item_id, self.day) and self._in_reach(pact.window):
                yield Joint(pact.window, pact.parties, (pact.id,))

    def _seated_offices(self):
        seats = {}
        for paper in self._sent():
            if not self.world.elsewhere(paper.to, self.park.id) and self._carries(paper):
                seats.setdefault(paper.to, []).append(paper)
        for window, sent in seats.items():
            parties = tuple(dict.fromkeys(paper.grantor or "" for paper in sent))
            if len(parties) > 1:
                yield Joint(window, parties, tuple(paper.id for paper in sent))

    def _sent(self):
        return [paper for paper in self.world.about(self.item_id) if paper.kind == "secondment"]

    def _fittest(self, bodies):
        return tuple(sorted(dict.fromkeys(bodies), key=self._fitness))
