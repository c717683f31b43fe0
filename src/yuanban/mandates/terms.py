"""The days between which a row and a seal count, as far as they are not simply written on them."""

import datetime as dt

from yuanban.law.world import DEVOLUTION_NOTICE


def first_day(i):
    """What a row gives begins when the park takes it up, and never before the document itself begins."""
    if i.take_up != "accepted":
        return i.from_date
    notice = DEVOLUTION_NOTICE if i.kind == "devolution" else dt.timedelta()
    return max(filter(None, [i.from_date or (i.published_on and i.published_on + notice), i.take_up_on]))


def last_day(seal):
    """A seal that was retired serves until the day before."""
    eve = seal.retired_on and seal.retired_on - dt.timedelta(days=1)
    return min(filter(None, [seal.to_date, eve]), default=None)
