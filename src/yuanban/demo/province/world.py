"""The province itself: prefectures, counties, organs, 252 parks, their centres, who works there, and what gives them power."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from yuanban.accounts.acting import CHINA, Actor
from yuanban.demo.province import catalogue as cat
from yuanban.demo.province import kept, lists
from yuanban.demo.province.model import know_papers, know_seals, windows
from yuanban.demo.province.names import KIND_WORDS, PREFECTURES, credit_code, numeral
from yuanban.demo.province.people import People, staff_centre, staff_organ
from yuanban.demo.province.seats import (
    NOTE,
    Offer,
    Seat,
    arranged,
    body,
    drawn,
    given,
    item_of,
    kept_seal,
    own_seal,
    statute,
    ways_of,
)
from yuanban.places.models import Body, Centre, Park, ParkRegion, Region, Window

PROVINCE = "510000"
KINDS = {"etdz": 0.17, "industrial": 0.50, "agri": 0.29, "ftz": 0.04}
AS_OF_2023 = {"open": 33, "building": 40, "applied": 57}
PILOTS = 9
AREA = {"open": 100_000, "building": 60_000}  # square metres of all of them, before each has its share
TAKEN = 0.99  # share of what could be offered that a centre does offer


@dataclass
class Province:
    rng: Random
    people: People
    regions: list = field(default_factory=list)
    bodies: list = field(default_factory=list)
    governments: dict = field(default_factory=dict)
    organs: dict = field(default_factory=dict)  # (region code, department): Body
    handling: dict = field(default_factory=dict)  # body code: (posts, head)
    parks: list = field(default_factory=list)
    seats: list = field(default_factory=list)
    items: dict = field(default_factory=dict)  # body code: [(Item, version, pattern)]
    pilots: set = field(default_factory=set)
    founder: Actor | None = None

    def open(self):
        """The seats of the open centres."""
        return [one for one in self.seats if one.centre.status == "open"]


def build(secret, seed, scale=None):
    """Everything but the matters, written. `scale`: {status: how many}, and how many parks, for a smaller one. -> Province"""
    province = Province(Random(seed), People(secret))
    lay_out(province, scale or {"parks": 252, **AS_OF_2023})
    save_places(province)
    people(province)
    catalogue(province)
    mandates(province)
    lists.publish(province)
    return province


# -- places and bodies --------------------------------------------------------------------------------------------


def lay_out(province, scale):
    add_region(province, PROVINCE, "四川省", "province", None)
    government(province, PROVINCE, "四川省", "province", None)
    for key, name, short in cat.PROVINCIAL:
        organ(province, PROVINCE, key, f"四川省{name}{NOTE}", f"省{short}", "province")
    for code, (name, *_) in PREFECTURES.items():
        add_region(province, code, name, "prefecture", PROVINCE)
        government(province, code, name, "prefecture", PROVINCE)
    for n, (code, nth) in enumerate(shares(scale["parks"])):
        park(province, n, code, nth)
    standings(province, scale)


def add_region(province, code, name, level, parent):
    region = Region(code=code, name=name, level=level, parent_id=parent)
    province.regions.append(region)
    return region


def government(province, code, name, level, parent):
    one = body(
        f"gov-{code}", f"{name}人民政府", f"{name}政府", "government", level, [code], parent=province.governments.get(parent),
        credit_code=credit_code("11", code, 1),
    )  # fmt: skip
    province.governments[code] = one
    province.bodies.append(one)
    return one


def organ(province, region, key, name, short, level):
    number = 10 + len(province.organs) % 800
    one = body(
        f"{key}-{region}", name, short, "department", level, [region], parent=province.governments[region],
        credit_code=credit_code("11", region, number),
    )  # fmt: skip
    province.organs[region, key] = one
    province.bodies.append(one)
    return one


def shares(parks):
    """[(prefecture, which of its parks)]: as many parks to each as its share, the first of every prefecture first."""
    whole = sum(weight for *_, weight in PREFECTURES.values())
    wanted = [(code, nth) for code, (*_, weight) in PREFECTURES.items() for nth in range(round(weight * 252 / whole))]
    return sorted(wanted, key=lambda one: (one[1], one[0]))[:parks]


def park(province, n, city, nth):
    short = PREFECTURES[city][1]
    kind = kind_of(province, nth)
    code = f"{city[:4]}{50 + nth}"
    county = add_region(province, code, f"{short}样例{numeral(nth + 1)}县", "county", city)
    government(province, code, county.name, "county", city)
    whole, brief = KIND_WORDS[kind]
    title = f"{short}样例第{numeral(nth + 1)}{whole}"
    park = Park(
        code=f"park-{code}", name=title, short=f"{short}样例{numeral(nth + 1)}{brief}", kind=kind,
        level="national" if kind == "ftz" or (kind == "etdz" and nth == 0) else "provincial", city_id=city,
        summary="名称和情况都是虚构的，只作演示。",
    )  # fmt: skip
    park.committee = body(
        f"committee-{code}", f"{title}管理委员会", f"{park.short}管委会", "committee", "county", [code],
        set_up_by=province.governments[city], parent=province.governments[city], approved=True,
        credit_code=credit_code("11", code, 2),
    )  # fmt: skip
    province.bodies.append(park.committee)
    province.parks.append((park, county))


def kind_of(province, nth):
    """The first park of a prefecture is its development zone; the others as kinds are spread."""
    return "etdz" if nth == 0 else province.rng.choices(list(KINDS), list(KINDS.values()))[0]


def standings(province, scale):
    """Which centres are open, being built, applied for; larger prefectures have more, each has something."""
    left = sorted(province.parks, key=lambda one: (int(one[1].code[4:]), province.rng.random()))
    number = 0
    for status in ("open", "building", "applied"):
        chosen, left = left[: scale[status]], left[scale[status] :]
        sizes = [province.rng.lognormvariate(0, 0.35) for _ in chosen]
        for (park, county), size in zip(chosen, sizes, strict=True):
            number += 1
            area = AREA.get(status, 0) * size / sum(sizes) * len(chosen) / max(1, AS_OF_2023[status])
            province.seats.append(seat(province, park, county, status, number, round(area, -1)))
    opened = [one for one in province.seats if one.centre.status == "open"]
    province.pilots = {one.park.code for one in opened[:PILOTS]}


def seat(province, park, county, status, number, area):
    code, short = county.code, park.short
    role = {
        name: body(f"{name}-{code}", f"{park.name}政务服务中心{word}", f"{short}{brief}", kind, "county", [code], parent=park.committee)
        for name, word, brief, kind in (
            ("window", "综合窗口", "综窗", "window"), ("helper", "帮办代办窗口", "帮办", "window"), ("desk", "派驻窗口", "派驻", "desk"),
        )
    }  # fmt: skip
    opened = dt.date(2023, 1 + province.rng.randrange(9), 1 + province.rng.randrange(28)) if status == "open" else None
    centre = Centre(
        code=f"centre-{code}", number=number, park=park, name=f"{park.name}政务服务中心", address=f"{county.name}样例大道{number}号",
        hours="工作日 9:00—12:00，13:30—17:00", phone=f"028-0000{number:04d}", status=status, opened_on=opened, area_m2=area or None,
    )  # fmt: skip
    if status == "open":
        province.bodies += role.values()
    city = next(region for region in province.regions if region.code == park.city_id)
    return Seat(park, centre, park.committee, role["window"], role["helper"], role["desk"], county, city)


def save_places(province):
    for level in ("province", "prefecture", "county"):
        Region.objects.bulk_create(one for one in province.regions if one.level == level)
    for one in province.seats:
        if one.centre.status == "open":
            departments(province, one)
    for role in ("government", "department", "committee", "window", "desk"):
        rows = [one for one in province.bodies if one.role == role]
        for one in sorted({len_of(one) for one in rows}):
            Body.objects.bulk_create(kept.relinked(row) for row in rows if len_of(row) == one)
    Body.objects.bulk_create([centre_of_province(province)])
    Park.objects.bulk_create(kept.relinked(park) for park, _ in province.parks)
    ParkRegion.objects.bulk_create(ParkRegion(park=park, region=county, order=0) for park, county in province.parks)
    Centre.objects.bulk_create(kept.relinked(one.centre) for one in province.seats)
    opened = [one for one in province.seats if one.centre.status == "open"]
    Window.objects.bulk_create(kept.relinked(window) for one in opened for window in windows(one))


def len_of(one):
    """How many are above it."""
    return 0 if one.parent is None else 1 + len_of(one.parent)


def centre_of_province(province):
    one = body("sc-centre", "四川省政务服务中心（演示）", "省政务服务中心", "provincial", "province", [PROVINCE])
    province.organs[PROVINCE, "centre"] = one
    return one


def departments(province, seat):
    """The organs above one open centre: its prefecture's, once, and its county's."""
    city, county = seat.city, seat.county
    short = PREFECTURES[city.code][1]
    for key, (name, brief, _) in cat.CITY.items():
        if (city.code, key) not in province.organs:
            organ(province, city.code, key, f"{city.name}{name}{NOTE}", f"{short}市{brief}", "prefecture")
    for key, (name, brief, _) in cat.COUNTY.items():
        organ(province, county.code, key, f"{county.name}{name}", f"{county.name}{brief}", "county")
    organ(province, county.code, "amr", f"{county.name}市场监督管理局", f"{county.name}市监局", "county")
    for key in cat.CITY:
        seat.organs[key] = province.organs[city.code, key]
    for key in cat.COUNTY:
        seat.organs[key] = province.organs[county.code, key]
    for key, *_ in cat.PROVINCIAL:
        seat.organs[key] = province.organs[PROVINCE, key]
    seat.organs["overseer"] = province.organs[county.code, "amr"]


# -- people -------------------------------------------------------------------------------------------------------


def people(province):
    founding(province)
    opened = province.open()
    for one in {organ.code: organ for seat in opened for organ in handling_organs(seat).values()}.values():
        province.handling[one.code] = staff_organ(province.people, one)
    for seat in opened:
        staff_centre(province.people, seat, 90 + province.rng.randrange(60))
        for key, organ in handling_organs(seat).items():
            seat.staff[organ.code, ""], seat.heads[organ.code] = province.handling[organ.code]
            if key in cat.CITY or key in cat.COUNTY:
                seat.staff[seat.desk.code, organ.code] = [
                    province.people.post(seat.desk, "seconded", f"{organ.short}派驻审批员", seat.centre)
                    for _ in range(4)
                ]
    cast(province)
    province.people.save()


def founding(province):
    centre = province.organs[PROVINCE, "centre"]
    post = province.people.post(centre, "admin", "系统管理员")
    known_as(post, "admin", "管理人员和岗位、事项版本、授权文书和印章。")
    known_as(province.people.post(centre, "provincial", "园区政务服务处工作人员"), "shengzx", PROVINCIAL_NOTE)
    known_as(
        province.people.post(centre, "auditor", "行政执法监督员"),
        "shenji",
        "任选一件，看谁、依据哪份文书、怎样计时作出决定。",
    )
    province.people.save()
    at = dt.datetime(2023, 3, 1, 9, tzinfo=CHINA)
    province.founder = Actor(
        person=post.person_id, name=post.person.name, at=at, post=post.pk, role="admin", body="sc-centre"
    )


PROVINCIAL_NOTE = "看全省二十一个市（州）、252个园区的办理情况，每个数字都能点开到办件；看三组数据。"


def known_as(post, username, note):
    """One of those whose sign-in is printed."""
    post.person.username, post.person.demo_note = username, note


def cast(province):
    """Somebody of each kind in the first open centre."""
    seat = province.open()[0]
    manager = province.people.post(seat.window, "manager", "中心管理员", seat.centre)
    known_as(manager, "zhuren", "看本园区的办理情况、园策和下一步能下放什么。")
    known_as(seat.clerks[0], "chuangkou", "在综合窗口收件、发放证照。")
    known_as(seat.staff[seat.committee.code, ""][0], "yuanqu", "以管委会名义和受委托办理事项。")
    organ = seat.organs["amr"]
    known_as(seat.staff[organ.code, ""][0], "shiju", "在市级部门办理没有交给园区的事项。")
    known_as(seat.staff[seat.desk.code, organ.code][0], "paizhu", "以派出机关名义在园区办理。")
    departments_of = [province.people.post(province.organs[PROVINCE, key], "approver", "支持事项联络员") for key, *_ in cat.PROVINCIAL]  # fmt: skip
    for post in departments_of:
        post.powers = []
    known_as(departments_of[0], "bumen", "看本部门负责的支持事项，填报节点的完成情况。")
    firm, owner = seat.firms[0]
    owner.username, owner.demo_note = "qiye", f"{firm.name}的办事员：看办过的件、文书和证照。"


def handling_organs(seat):
    return {key: one for key, one in seat.organs.items() if key in cat.CITY or key in cat.COUNTY}


# -- items and papers -----------------------------------------------------------------------------------------------


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
