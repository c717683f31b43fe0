"""A province made up by rule: 252 parks in 183 counties, 490 items of twelve departments, and the papers between them."""

from collections.abc import Iterator
from datetime import date
from random import Random

from yuanban.law.world import POWERS, Agreement, Body, Bundle, Instrument, Item, Park, Seal, World

PROVINCE, CITIES, COUNTIES, PARKS, ITEMS, DEPARTMENTS = "510000", 21, 183, 252, 490, 12
DAY = date(2026, 3, 2)
LEVELS = ("county",) * 6 + ("city",) * 3 + ("province",)
WISHES = ("direct-authorisation", "direct-authorisation", "mutual-windows", "onsite-agency", "offline-agency")
ALL = frozenset(POWERS)
HANDLING = ALL - {"receive"}
FIRST_STEPS = frozenset({"accept", "review"})


def province() -> World:
    """The same world every time."""
    return Province(Random(20260302)).world()


class Province:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.counties = [f"51{n % CITIES + 1:02d}{n // CITIES + 1:02d}" for n in range(COUNTIES)]
        self.items = {f"item{n:03d}": self.item(n) for n in range(ITEMS)}
        self.level = {id: LEVELS[n // DEPARTMENTS % len(LEVELS)] for n, id in enumerate(self.items)}
        self.sets: dict[tuple[str, int], frozenset[str]] = {}
        for n, id in enumerate(self.items):
            key = self.level[id], n % DEPARTMENTS
            self.sets[key] = self.sets.get(key, frozenset()) | {id}

    def world(self) -> World:
        papers = [*self.statutes(), *(paper for n in range(PARKS) for paper in self.park_papers(n))]
        bodies = [*self.organs(), *(body for n in range(PARKS) for body in self.park_bodies(n))]
        parks = [self.park(n) for n in range(PARKS)]
        shared = [self.agreement(n) for n in range(0, PARKS, 20)]
        return World(
            bodies={body.id: body for body in bodies},
            items=self.items,
            instruments={paper.id: paper for paper in papers},
            seals=tuple(self.seals(papers)),
            parks={park.id: park for park in parks},
            agreements={pact.id: pact for pact in shared},
            bundles={f"bundle{n}": self.bundle(n) for n in range(16)},
        )

    def item(self, n: int) -> Item:
        return Item(f"item{n:03d}", f"示例事项{n:03d}", 20, 1 + n % 7 * 3, joint=n % 40 == 0, visits=n % 10 == 0)

    def places(self) -> Iterator[tuple[str, str]]:
        yield "province", PROVINCE
        yield from (("city", f"51{n + 1:02d}00") for n in range(CITIES))
        yield from (("county", code) for code in self.counties)

    def organs(self) -> Iterator[Body]:
        for _, code in self.places():
            for n in range(DEPARTMENTS):
                yield Body(f"{code}-{n}", f"示例{code}第{n}局", "organ", (code,))

    def statutes(self) -> Iterator[Instrument]:
        for level, code in self.places():
            for n in range(DEPARTMENTS):
                organ = f"{code}-{n}"
                yield Instrument(f"law-{organ}", "statute", None, organ, self.sets[level, n], ALL, (code,))

    # -- one park -------------------------------------------------------------------------------------------------

    def county(self, n: int) -> str:
        return self.counties[n % COUNTIES]

    def park_bodies(self, n: int) -> Iterator[Body]:
        for role, kind in (("committee", "organ"), ("window", "organisation"), ("desk", "organisation")):
            yield Body(f"{role}{n}", f"示例园区{n}{role}", kind, (self.county(n),))

    def park(self, n: int) -> Park:
        wishes = {id: self.random.choice(WISHES) for id in self.items if self.random.random() < 0.3}
        places = (self.county(n), self.county(n + CITIES)) if n % 20 == 0 else (self.county(n),)
        cadre = "挂帮干部" if n % 2 else None
        name = f"示例园区{n}"
        return Park(f"park{n}", name, places, f"window{n}", f"committee{n}", wishes, cadre, desks=(f"desk{n}",))

    def park_papers(self, n: int) -> Iterator[Instrument]:
        yield from (self.devolution(n, department) for department in self.some(2))
        yield from (self.entrustment(n, department) for department in self.some(6))
        yield from (self.on_sight(n, department) for department in self.some(2))
        yield from (self.secondment(n, department) for department in self.some(5))

    def devolution(self, n: int, department: int) -> Instrument:
        """By the city, from a day on."""
        city = f"{self.county(n)[:4]}00-{department}"
        items, first = self.share("city", department), date(2024 + n % 4, 1, 1)
        return Instrument(
            f"down-{n}-{department}", "devolution", city, f"committee{n}", items, ALL, (self.county(n),),
            published=date(2023, 6, 1), from_date=first, title="下放决定",
        )  # fmt: skip

    def entrustment(self, n: int, department: int) -> Instrument:
        """By the county, half of them up to a threshold and for a term."""
        bound = f"investment_wan <= {1000 * (1 + n % 5)}" if (n + department) % 2 else None
        until = date(2025 + n % 3, 12, 31) if n % 2 else None
        return Instrument(
            f"trust-{n}-{department}", "entrustment", f"{self.county(n)}-{department}", f"committee{n}",
            self.share("county", department), HANDLING, (self.county(n),), bound, "某条例第三条", date(2024, 3, 1),
            to_date=until, title="委托书",
        )  # fmt: skip

    def on_sight(self, n: int, department: int) -> Instrument:
        return Instrument(
            f"sight-{n}-{department}", "entrustment", f"{self.county(n)[:4]}00-{department}", f"committee{n}",
            self.share("city", department), FIRST_STEPS, (self.county(n),), None, "某条例第三条", date(2024, 3, 1),
            seal_on_sight=1, title="见章盖章授权书",
        )  # fmt: skip

    def secondment(self, n: int, department: int) -> Instrument:
        return Instrument(
            f"sent-{n}-{department}", "secondment", f"{self.county(n)}-{department}", f"desk{n}",
            self.share("county", department), ALL, (self.county(n),), from_date=date(2025, 1, 1),
            to_date=date(2027, 12, 31), title="派驻协议",
        )  # fmt: skip

    def share(self, level: str, department: int) -> frozenset[str]:
        """Two thirds of what the department handles at this level."""
        items = sorted(self.sets[level, department])
        return frozenset(self.random.sample(items, len(items) * 2 // 3))

    def some(self, number: int) -> list[int]:
        return self.random.sample(range(DEPARTMENTS), number)

    # -- what is beside the instruments -------------------------------------------------------------------------------

    def seals(self, papers: list[Instrument]) -> Iterator[Seal]:
        """Three of four entrusted or seconded powers have their seal."""
        pairs = dict.fromkeys((p.grantor or "", p.to) for p in papers if p.kind in ("entrustment", "secondment"))
        kept = [pair for pair in pairs if self.random.random() < 0.75]
        return (Seal(of, keeper, None, date(2024, 1, 1), None, f"seal-{of}-{keeper}") for of, keeper in kept)

    def agreement(self, n: int) -> Agreement:
        """A park in two counties: both departments at one window."""
        department = n % DEPARTMENTS
        parties = tuple(f"{self.county(k)}-{department}" for k in (n, n + CITIES))
        return Agreement(f"pact{n}", parties, f"desk{n}", self.sets["county", department], date(2025, 1, 1))

    def bundle(self, n: int) -> Bundle:
        items = tuple(f"item{k:03d}" for k in range(n * 12, n * 12 + 8))
        parks = tuple(f"park{k}" for k in range(n, PARKS, 2))
        return Bundle(f"bundle{n}", f"示例一件事{n}", self.counties[0] + "-0", items, parks=parks)
