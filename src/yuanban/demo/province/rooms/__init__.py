"""What centres do beside approvals, one module for each room: `fill(province, year)` writes a year of it.

How often things happen is a rate for each firm or centre, settled so that a province of this size comes near the figures
that were published; every row is drawn by itself, and the figures are counted from the rows.
"""

import datetime as dt
from dataclasses import dataclass
from random import Random

from yuanban.accounts.acting import CHINA, Actor
from yuanban.demo.province.days import Days
from yuanban.demo.province.year import weights_of_days


@dataclass
class Year:
    """The year before `now`."""

    now: dt.datetime
    rng: Random

    def __post_init__(self):
        self.today = self.now.astimezone(CHINA).date()
        days = weights_of_days(self.now)
        self.indexes, self.weights = [index for index, _ in days], [weight for _, weight in days]

    def starts(self, number):
        """Working days, as matters come through the year, in order."""
        return sorted(self.rng.choices(self.indexes, self.weights, k=number))

    def times(self, rate, of):
        """How often something happens at so much for each: whole numbers that come to the rate in the long run."""
        return int(rate * of + self.rng.random())


def at(index, hour=10, minute=0):
    return dt.datetime.combine(Days.every[index], dt.time(hour, minute), tzinfo=CHINA)


def by(person, moment, **more):
    return Actor(person=person.pk, name=person.name, at=moment, **more)


__all__ = ["Year", "at", "by"]
