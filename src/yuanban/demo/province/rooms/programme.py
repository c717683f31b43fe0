"""Which centres stood, were being built or applied for in September 2023; three yearly plans; the list of support items."""

import datetime as dt
from dataclasses import replace

from yuanban.demo.province.names import PREFECTURES
from yuanban.demo.stories.programme import rows
from yuanban.demo.support import entries
from yuanban.law.programme import BOUNDS, central
from yuanban.programme.actions.keep_criteria import keep_criteria
from yuanban.programme.actions.keep_standings import Entry, keep_standings
from yuanban.programme.actions.plan_call import open_call, plan_call
from yuanban.programme.actions.support import keep_items

AS_OF = dt.date(2023, 9, 28)
STAFF = {"open": 46, "building": 30, "applied": 0}


YEARS = {2023: 50, 2024: 50, 2025: 152}  # places in the province; in the third year every park that is left
SUPPORTS = 249


def fill(province, year):
    actor = replace(province.founder, role="provincial")
    standings(province, actor)
    plans(actor)
    keep_items(on(actor, AS_OF), entries(SUPPORTS, dt.date(2025, 12, 31)))


def on(actor, day):
    return actor.then(dt.datetime.combine(day, dt.time(9), tzinfo=actor.at.tzinfo))


def plans(actor):
    criteria = keep_criteria(
        on(actor, dt.date(2023, 3, 1)), "园区政务服务中心创建评分表（样例）", rows(), "本平台编写，供替换"
    )
    for year, total in YEARS.items():
        full = year == max(YEARS)
        planned = plan_call(
            on(actor, dt.date(year, 3, 2)), year, quotas(total, full), title=f"{year}年园区政务服务中心创建计划（演示）", document="", text="",
            total=total, full=full, criteria=criteria, opens_on=dt.date(year, 3, 10), closes_on=dt.date(year, 4, 30),
            review_by=dt.date(year, 5, 31), notice_days=5, build_by=dt.date(year + 1, 3, 31),
        )  # fmt: skip
        open_call(on(actor, dt.date(year, 3, 3)), planned.pk)


def quotas(total, full):
    """成都 and the regional centres the most they may have, the others the least and one more as long as there are places."""
    given = {city: BOUNDS[central(city)][central(city)] for city in PREFECTURES}
    for city in [city for city in given if not central(city)]:
        if sum(given.values()) < total and not full:
            given[city] += 1
    return given


def standings(province, actor):
    kept = [
        Entry(
            park=seat.park, state=seat.centre.status, from_day=seat.centre.opened_on or AS_OF, area_m2=seat.centre.area_m2 or 0,
            staff=STAFF[seat.centre.status],
        )
        for seat in province.seats
    ]  # fmt: skip
    keep_standings(on(actor, AS_OF), kept)
