"""Vacancies that were filled, and the activities that people came to."""

import datetime as dt
from hashlib import sha256

from yuanban.demo.province import kept
from yuanban.demo.province.days import Days
from yuanban.demo.province.fill import token
from yuanban.demo.province.rooms import at, by
from yuanban.recruiting.models import Gathering, Hire, SignUp, Vacancy

VACANCY_RATE = 1.383  # for each firm and year; most are filled
FILLED, HIRED = 0.85, 8.4  # how many are filled; people hired for each, on average
GATHERINGS, GUESTS = 26, 128  # for each centre and year; who signs up for one
CAME = 0.92
TITLES = ("操作工", "电工", "焊工", "质检员", "仓储员", "机修工", "会计", "工艺员")
KINDS = {"party": ("党建联建活动", 0.5), "mass": ("职工文体活动", 0.5)}


def fill(province, year):
    vacancies(province, year)
    gatherings(province, year)


def vacancies(province, year):
    rows, owners, hires = [], [], []
    for seat in province.open():
        for index in year.starts(year.times(VACANCY_RATE, len(seat.firms))):
            firm, owner = year.rng.choice(seat.firms)
            people = 1 + int(year.rng.expovariate(1 / (HIRED - 0.5)))
            pay = 3500 + 500 * year.rng.randrange(8)
            row = Vacancy(
                enterprise=firm, centre=seat.centre, title=year.rng.choice(TITLES), duties="按岗位要求工作。", place=firm.address[:100],
                pay_low=pay, pay_high=pay + 1500, wanted=people, phone=owner.phone, until=Days.every[index + 40], opened_on=Days.every[index],
            )  # fmt: skip
            ends = index + 10 + year.rng.randrange(20)
            filled = year.rng.random() < FILLED and Days.every[ends] <= year.today
            rows.append((row, index, owner, ends if filled else None, people))
    drawn = [row for row, *_ in rows]
    posted = [by(owner, at(index, 9)) for _, index, owner, _, _ in rows]
    ended = [by(owner, at(ends or index, 16)) for _, index, owner, ends, _ in rows]
    closing = [{"state": "filled", "closed_on": Days.every[ends]} if ends else None for *_, ends, _ in rows]
    kept.told(drawn, [("vacancy.posted", posted, {}, {}), ("vacancy.filled", ended, {}, closing)])
    for row, _, owner, ends, people in rows:
        if ends:
            hires.append(Hire(vacancy=row, number=people, on=Days.every[ends]))
            owners.append(by(owner, at(ends, 15)))
    kept.told(hires, [("hire.confirmed", owners, {}, {})])


def gatherings(province, year):
    rows, guests, actors = [], [], []
    for seat in province.open():
        for index in year.starts(GATHERINGS):
            kind = year.rng.choice(list(KINDS))
            begins = at(index, 14, 30)
            number = max(20, round(year.rng.gauss(GUESTS, 30)))
            row = Gathering(
                centre=seat.centre, kind=kind, title=f"{seat.park.short}{KINDS[kind][0]}", about="面向园区企业和职工。", place=seat.centre.name,
                starts_at=begins, ends_at=begins + dt.timedelta(hours=2), close_at=begins - dt.timedelta(hours=4),
                seats=number, seats_taken=number, seats_asked=number,
            )  # fmt: skip
            rows.append(row)
            actors.append(by(seat.clerks[0].person, begins - dt.timedelta(days=14), post=seat.clerks[0].pk))
            guests.append((seat, number, begins))
    kept.told(rows, [("gathering.held", actors, {}, {})])
    signed(year, rows, guests)


def signed(year, gatherings, guests):
    """Who signed up, and who came and was counted at the door."""
    rows, asked, arrived, changes = [], [], [], []
    for gathering, (seat, number, begins) in zip(gatherings, guests, strict=True):
        at_door = by(seat.clerks[0].person, begins, post=seat.clerks[0].pk)
        early = NOBODY.then(begins - dt.timedelta(days=6))
        for serial in range(1, number + 1):
            rows.append(
                SignUp(
                    gathering_id=gathering.pk, serial=serial, who=sha256(f"{gathering.pk}:{serial}".encode()).hexdigest(), name="样例职工",
                    phone="138-0000-0000", token=token(year.rng)[:32], code=f"{serial:04d}", state="seated", at=early.at,
                )
            )  # fmt: skip
            asked.append(early)
            arrived.append(at_door.then(begins + dt.timedelta(seconds=serial)))
            came = year.rng.random() < CAME and begins <= year.now
            changes.append({"state": "here", "came_at": arrived[-1].at} if came else None)
    kept.told(rows, [("signup.made", asked, {}, {}), ("signup.arrived", arrived, {}, changes)])


NOBODY = by(type("Nobody", (), {"pk": None, "name": ""}), dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
