"""The model centre: one of each thing, under names and numbers that occur nowhere else, so that they can be exchanged.

It lives in a transaction that is undone. The stories are played on it with the very actions that officials use.
"""

import datetime as dt

from django.db import connection

from yuanban.accounts.acting import CHINA, Actor
from yuanban.demo.province import kept
from yuanban.demo.province.catalogue import PATTERNS
from yuanban.demo.province.people import People, staff_centre, staff_organ
from yuanban.demo.province.seats import (
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
from yuanban.mandates.world import _pictures
from yuanban.places.models import Body, Centre, Park, ParkRegion, Region, Window

FIRST = 8_000_000_000  # numbers of rows that stand nowhere else in a text
GAP = 10_000_000


def far_numbers(worker):
    """Give every table of the model numbers of its own, ten digits long. Undone by `places_back`."""
    with connection.cursor() as cursor:
        for n, (sequence,) in enumerate(sequences(cursor)):
            cursor.execute("SELECT setval(%s, %s)", [sequence, FIRST + worker * GAP + n * 10_000])


def sequences(cursor):
    cursor.execute(
        "SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename) FROM pg_sequences"
        " WHERE schemaname = current_schema() AND data_type = 'bigint'::regtype"
        " AND sequencename NOT LIKE 'procrastinate%' ORDER BY 1"
    )
    return cursor.fetchall()


def model_name(n):
    return f"模演{chr(0x4E00 + n % 9000)}{chr(0x5F20 + n // 9000 % 100)}"


def model_seat(worker):
    """-> the seat, with one offer of each pattern in each way it can be given."""
    people = People("!", first=88_800_000 + worker * 10_000, prefix=f"model{worker}-", named=model_name)
    w = f"{worker}"
    region = {
        level: Region(code=code, name=f"模型{name}{w}", level=level)
        for level, code, name in (
            ("province", f"9{w}0000", "甲省"), ("prefecture", f"9{w}8800", "乙市"), ("county", f"9{w}8877", "丙县"),
        )
    }  # fmt: skip
    region["prefecture"].parent, region["county"].parent = region["province"], region["prefecture"]
    for one in region.values():
        one.save(force_insert=True)
    county, city = region["county"], region["prefecture"]
    gov = saved(body(f"m{w}-gov", f"模型乙市{w}人民政府", f"模型{w}市政府", "government", "prefecture", [city.code]))
    over = saved(body(f"m{w}-pgov", f"模型甲省{w}人民政府", f"模型{w}省政府", "government", "province", [f"9{w}0000"]))
    organ = saved(body(f"m{w}-organ", f"模型乙市{w}丁局", f"模型{w}丁局", "department", "prefecture", [city.code], parent=gov, credit_code=f"11{city.code}MDL00001{w}Q"))  # fmt: skip
    above = saved(body(f"m{w}-above", f"模型甲省{w}戊厅", f"模型{w}戊厅", "department", "province", [f"9{w}0000"], parent=over, credit_code=f"119{w}0000MDL00002{w}R"))  # fmt: skip
    overseer = saved(body(f"m{w}-overseer", f"模型丙县{w}己局", f"模型{w}己局", "department", "county", [county.code], parent=gov))  # fmt: skip
    seat = seat_at(w, county, city, gov)
    seat.organs = {"organ": organ, "above": above, "overseer": overseer}
    fill_centre(seat)
    staff_centre(people, seat, 1)
    people_of(people, seat, organ)
    people.save()
    offers(seat, organ, above, overseer, founder(people, seat))
    _pictures.clear()
    return seat


def saved(one):
    one.save()
    return one


def seat_at(w, county, city, gov):
    name, short = f"模型庚园区{w}", f"模型{w}庚园"
    bodies = {
        role: saved(body(f"m{w}-{role}", f"{name}{word}", f"{short}{brief}", kind, "county", [county.code], **more))
        for role, word, brief, kind, more in (
            ("committee", "管理委员会", "管委会", "committee", {"set_up_by": gov, "parent": gov, "approved": True}),
            ("window", "综合窗口", "综窗", "window", {}),
            ("helper", "帮办代办窗口", "帮办", "window", {}),
            ("desk", "派驻窗口", "派驻", "desk", {}),
        )
    }
    park = Park(code=f"m{w}-park", name=name, short=short, kind="industrial", level="provincial", city=city, committee=bodies["committee"])  # fmt: skip
    centre = Centre(
        code=f"m{w}-centre", number=990 + int(w), park=park, name=f"{name}政务服务中心", address=f"模型路{w}八八八号",
        hours="工作日", phone=f"028-8888777{w}", status="open",
    )  # fmt: skip
    return Seat(park, centre, bodies["committee"], bodies["window"], bodies["helper"], bodies["desk"], county, city)


def fill_centre(seat):
    """The rows of the park and its centre, with the windows."""
    seat.park.save()
    ParkRegion.objects.create(park=seat.park, region=seat.county, order=0)
    seat.centre.save()
    Window.objects.bulk_create(windows(seat))


def windows(seat):
    kinds = (
        ("general", "综合窗口", seat.window),
        ("seconded", "派驻窗口", seat.desk),
        ("helper", "帮办代办窗口", seat.helper),
    )
    return [
        Window(code=f"{seat.centre.code}-{kind}", centre=seat.centre, name=name, kind=kind, body=held)
        for kind, name, held in kinds
    ]


def people_of(people, seat, organ):
    handling, head = staff_organ(people, organ)
    seat.staff[organ.code, ""], seat.heads[organ.code] = handling, head
    seat.staff[seat.desk.code, organ.code] = [
        people.post(seat.desk, "seconded", f"{organ.short}派驻审批员", seat.centre) for _ in range(5)
    ]


def founder(people, seat):
    post = seat.clerks[0]
    return Actor(
        person=post.person_id,
        name=post.person.name,
        at=dt.datetime(2023, 3, 1, 9, tzinfo=CHINA),
        post=post.pk,
        role="admin",
    )


def offers(seat, organ, above, overseer, founder):
    wanted = [(organ, key, way) for key, kind in PATTERNS.items() for way in ways_of(kind)]
    wanted += [(above, key, "devolved") for key in ("licence", "permit", "approval")]
    lines = []
    for n, (of, key, way) in enumerate(wanted):
        kind = PATTERNS[key]
        item = item_of(
            of,
            3,
            kind.letter,
            8_880_000 + 1000 * int(seat.centre.code[1]) + n,
            f"模型{chr(0x7384 + n)}事项{n:03d}",
            kind.type,
            kind.list,
        )
        lines.append((drawn(item, key, overseer), of, way))
        seat.offers.append(Offer(item, lines[-1][0][1], key, way, of.code))
    kept.items(founder, [line for line, _, _ in lines])
    papers = [statute(of, [one[0] for one, holder, _ in lines if holder is of]) for of in (organ, above)]
    for of, way in ((organ, "entrusted"), (organ, "sight"), (organ, "mutual"), (above, "devolved")):
        items = [one[0] for one, holder, named in lines if holder is of and named == way]
        papers.append(given(seat, way, of, items, named_staff(seat, of, way)))
    kept.papers(founder, papers, dt.date(2023, 3, 1))
    know_papers(seat, [one for one, _, _ in papers])
    seals = seals_of(seat, [organ], [organ, above])
    kept.seals(founder, seals)
    know_seals(seat, seals)
    kept.arrangements(founder, [arranged(seat, offer) for offer in seat.offers])


def named_staff(seat, organ, way):
    return [post.person for post in seat.staff[seat.desk.code, organ.code]] if way == "mutual" else []


def seals_of(seat, organs, own):
    """Each organ's own seal, the committee's, and those that organs keep at the centre."""
    kept_here = [
        kept_seal(seat, organ, keeper, n) for organ in organs for n, keeper in enumerate((seat.committee, seat.desk), 1)
    ]
    return [*(own_seal(one) for one in [*own, seat.committee]), *kept_here]


def know_papers(seat, papers):
    for one in papers:
        way, holder = ("statute", one.to) if one.kind == "statute" else (one.code.partition("-")[0], one.grantor)
        seat.papers[way, holder.code] = one


def know_seals(seat, seals):
    for one in seals:
        seat.seals[one.of.code, one.kept_by.code] = one


__all__ = ["Body", "far_numbers", "model_seat"]
