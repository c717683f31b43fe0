"""Prefectures, counties, organs, 252 parks and their centres."""

import datetime as dt

from yuanban.demo.province import catalogue as cat
from yuanban.demo.province import kept
from yuanban.demo.province.model import windows
from yuanban.demo.province.names import KIND_WORDS, PREFECTURES, credit_code, numeral
from yuanban.demo.province.seats import (
    NOTE,
    Seat,
    body,
)
from yuanban.places.models import Body, Centre, Park, ParkRegion, Region, Window

PROVINCE = "510000"
KINDS = {"etdz": 0.17, "industrial": 0.50, "agri": 0.29, "ftz": 0.04}
AS_OF_2023 = {"open": 33, "building": 40, "applied": 57}
PILOTS = 9
AREA = {"open": 100_000, "building": 60_000}  # square metres of all of them, before each has its share


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
