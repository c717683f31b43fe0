"""Which centres stood, were being built or applied for in September 2023, registered as the programme registers what was before it."""

import datetime as dt
from dataclasses import replace

from yuanban.programme.actions.keep_standings import Entry, keep_standings

AS_OF = dt.date(2023, 9, 28)
STAFF = {"open": 46, "building": 30, "applied": 0}


def fill(province, year):
    entries = [
        Entry(
            park=seat.park, state=seat.centre.status, from_day=seat.centre.opened_on or AS_OF, area_m2=seat.centre.area_m2 or 0,
            staff=STAFF[seat.centre.status],
        )
        for seat in province.seats
    ]  # fmt: skip
    actor = replace(province.founder, role="provincial")
    keep_standings(actor.then(dt.datetime(2023, 9, 28, 9, tzinfo=actor.at.tzinfo)), entries)
