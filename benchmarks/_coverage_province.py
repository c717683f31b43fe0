"""A province of 252 parks and 490 items in a database of its own, and the pages of its matrix. Run as a program, with DATABASE_URL set."""

import datetime as dt
import json
import statistics
import time
from typing import NamedTuple

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.backends.postgresql.psycopg_any import DateRange  # noqa: E402
from django.test import Client  # noqa: E402

from yuanban.accounts.acting import CHINA  # noqa: E402
from yuanban.accounts.models import Person, Post  # noqa: E402
from yuanban.catalogue.lists import ReferenceEntry, ReferenceList  # noqa: E402
from yuanban.catalogue.models import BasicItem, Item, ItemVersion  # noqa: E402
from yuanban.law.world import POWERS  # noqa: E402
from yuanban.mandates.coverage_models import CoverageCell  # noqa: E402
from yuanban.mandates.coverage_store import rebuild, refresh  # noqa: E402
from yuanban.mandates.models import Instrument, Seal  # noqa: E402
from yuanban.mandates.world import picture  # noqa: E402
from yuanban.places import epoch  # noqa: E402
from yuanban.places.models import Body, Centre, Park, ParkRegion, Region, Window  # noqa: E402

PARKS, ITEMS, ORGANS, CITIES, GIVEN, ROUNDS = 252, 490, 35, 21, 60, 40
DAY = dt.datetime.now(CHINA).date()
BEGAN = dt.date(2025, 1, 1)


def main():
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    make_places()
    make_items()
    make_papers()
    epoch.bump()
    fill()
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(make_reader(), backend="yuanban.accounts.identity.Backend")
    compare("coverage-province", client, "/desk/coverage/", counts)
    compare("coverage-park", client, f"/desk/coverage/?park=park-{PARKS // 2}", cells)
    compare("coverage-park-whole", client, f"/desk/coverage/?park=park-{PARKS // 2}&all=1", cells)


def make_places():
    Region.objects.create(code="510000", name="四川省", level="province")
    cities = [
        Region(code=f"51{n + 1:02}00", name=f"第{n + 1}市", level="prefecture", parent_id="510000")
        for n in range(CITIES)
    ]
    Region.objects.bulk_create(cities)
    counties = [
        Region(code=f"{city_of(n).code[:4]}{n // CITIES + 1:02}", name=f"第{n}县", level="county", parent=city_of(n))
        for n in range(PARKS)
    ]
    Region.objects.bulk_create(counties)
    organs = [body(f"organ-{n}", f"省第{n}厅", "organ", "department", "statutory", ["510000"]) for n in range(ORGANS)]
    committees = [
        body(f"committee-{n}", f"第{n}园区管委会", "organ", "committee", "authorised", [county.code])
        for n, county in enumerate(counties)
    ]
    windows = [
        body(f"window-{n}", f"第{n}园区综合窗口", "organisation", "window", "none", [county.code])
        for n, county in enumerate(counties)
    ]
    desks = [
        body(f"desk-{n}", f"第{n}园区派驻窗口", "organisation", "desk", "none", [county.code])
        for n, county in enumerate(counties)
    ]
    Body.objects.bulk_create([*organs, *committees, *windows, *desks])
    parks = Park.objects.bulk_create(
        Park(
            code=f"park-{n}",
            name=f"第{n}工业园区",
            short=f"第{n}园",
            kind="industrial",
            level="county",
            city=city_of(n),
            committee=committees[n],
        )
        for n in range(PARKS)
    )
    ParkRegion.objects.bulk_create(
        ParkRegion(park=park, region=county, order=0) for park, county in zip(parks, counties, strict=True)
    )
    centres = Centre.objects.bulk_create(
        Centre(
            code=f"centre-{n}",
            number=n + 1,
            park=park,
            name=f"{park.name}政务服务中心",
            address="某路",
            hours="九时至五时",
            phone="0",
            status="open",
        )
        for n, park in enumerate(parks)
    )
    Window.objects.bulk_create(
        Window(code=f"{kind}-{n}", centre=centre, name="窗口", kind=kind, body=held)
        for n, centre in enumerate(centres)
        for kind, held in (("general", windows[n]), ("seconded", desks[n]))
    )


def city_of(n):
    return Region.objects.get(code=f"51{n % CITIES + 1:02}00")


def body(code, name, kind, role, standing, territory):
    return Body(
        code=code, name=name, short=name, kind=kind, role=role, standing=standing, level="province", territory=territory
    )


def make_items():
    organs = list(Body.objects.filter(role="department").order_by("pk"))
    basics = BasicItem.objects.bulk_create(BasicItem(code=f"5101{n:08}", name=f"第{n}号事项") for n in range(ITEMS))
    items = Item.objects.bulk_create(
        Item(
            code=f"item-{n}", basic=basic, name=basic.name, organ=organs[n % ORGANS], organ_name=organs[n % ORGANS].name
        )
        for n, basic in enumerate(basics)
    )
    ItemVersion.objects.bulk_create(
        ItemVersion(
            item=item,
            number=1,
            state="published",
            validity=DateRange(BEGAN, None),
            statutory=20,
            promised=n % 15 + 1,
            visits=n % 2,
        )
        for n, item in enumerate(items)
    )
    held = ReferenceList.objects.create(
        kind="industrial", number=1, state="published", from_date=BEGAN, published_on=BEGAN
    )
    ReferenceEntry.objects.bulk_create(
        ReferenceEntry(reference=held, key=basic.code, list="approval", stage=stage, basic=basic, name=basic.name)
        for n, basic in enumerate(basics)
        for stage in (list(ReferenceEntry.STAGES)[n % 7],)
    )


def make_papers():
    """Every item by statute; each park is entrusted by some organs, who keep a seal there, and seconded to by others."""
    organs = list(Body.objects.filter(role="department").order_by("pk"))
    items = {organ.pk: list(Item.objects.filter(organ=organ).order_by("pk")) for organ in organs}
    plan = [(f"law-{n}", "statute", None, organ, items[organ.pk], ["510000"]) for n, organ in enumerate(organs)]
    seals = []
    for n, park in enumerate(Park.objects.select_related("committee").order_by("pk")):
        county, desk = park.committee.territory, Body.objects.get(code=f"desk-{n}")
        for k in range(2):
            entrusting, sending = organs[(n + k) % ORGANS], organs[(n + k + 9) % ORGANS]
            plan.append((f"ent-{n}-{k}", "entrustment", entrusting, park.committee, items[entrusting.pk], county))
            plan.append((f"sec-{n}-{k}", "secondment", sending, desk, items[sending.pk], county))
            seals.append(
                Seal(
                    code=f"seal-{n}-{k}",
                    of=entrusting,
                    kept_by=park.committee,
                    name="专用章",
                    kind="approval",
                    all_items=True,
                )
            )
    papers = Instrument.objects.bulk_create(
        Instrument(
            code=code, kind=kind, state="published", title=f"文书{code}", grantor=grantor, to=to, powers=list(POWERS), territory=territory,
            basis="某条例第一条", published_on=BEGAN, from_date=BEGAN, to_date=None if kind == "statute" else dt.date(2030, 1, 1),
        )
        for code, kind, grantor, to, _, territory in plan
    )  # fmt: skip
    through = Instrument.items.through
    through.objects.bulk_create(
        through(instrument_id=paper.pk, item_id=item.pk)
        for paper, (*_, of, _) in zip(papers, plan, strict=True)
        for item in of
    )
    Seal.objects.bulk_create(seals)


def fill():
    _, law = timed(picture)
    made, whole = timed(lambda: rebuild(DAY))
    paper = Instrument.objects.get(code="ent-7-0")
    paper.revoked_on, paper.state = DAY, "revoked"
    paper.save()
    epoch.bump()
    _, again = timed(picture)
    moved, one = timed(lambda: refresh(DAY))
    assert made == PARKS * ITEMS == CoverageCell.objects.count(), (made, CoverageCell.objects.count())
    assert moved == len(paper.items.all()), moved
    print(f"  picture of the law {law}; {made} cells computed and stored {whole}")
    print(f"  one paper revoked: picture anew {again}; {moved} cells brought up {one}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


class Took(NamedTuple):
    wall: float
    cpu: float

    def __str__(self):
        return f"{self.wall:.2f} s ({self.cpu:.2f} s of this process)"


def timed(do):
    wall, cpu = time.perf_counter(), time.process_time()
    return do(), Took(time.perf_counter() - wall, time.process_time() - cpu)


def make_reader():
    person = Person.objects.create(username="reader", name="读者")
    Post.objects.create(
        person=person, body=Body.objects.get(code="organ-0"), title="处长", role="provincial", from_date=BEGAN
    )
    return person


def compare(name, client, address, bare):
    def page():
        answer = client.get(address)
        assert answer.status_code == 200, answer.content[:400]

    ours, theirs = median(page), median(bare)
    print(f"{name} ratio={ours / theirs:.2f} ours={1000 * ours:.1f} theirs={1000 * theirs:.1f} unit=ms")


def median(do):
    for _ in range(5):
        do()
    return statistics.median(timed(do)[1].wall for _ in range(ROUNDS))


def counts():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.code, p.name, c.mode, c.rule, count(*) FROM mandates_coveragecell c JOIN places_park p ON p.id = c.park_id"
            " GROUP BY 1, 2, 3, 4"
        )
        return json.dumps(cursor.fetchall())


def cells():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.code, i.name, c.mode, c.rule, c.because, c.decides, c.in_name_of, c.days, c.visits, c.instruments, c.missing"
            " FROM mandates_coveragecell c JOIN places_park p ON p.id = c.park_id JOIN catalogue_item i ON i.id = c.item_id"
            " WHERE p.code = %s",
            [f"park-{PARKS // 2}"],
        )
        return json.dumps(cursor.fetchall())


if __name__ == "__main__":
    main()
