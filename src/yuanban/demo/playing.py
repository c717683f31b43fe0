"""Who plays the stories beside approvals, and at what moment."""

import datetime as dt

from yuanban.accounts.acting import CHINA, Actor, acting
from yuanban.accounts.models import Person
from yuanban.law.calendar import add_workdays


class Cast:
    """People by user name, at a moment."""

    def __init__(self, town):
        self.now, self.people = town.now, {}

    def __call__(self, username, at=None):
        if username not in self.people:
            self.people[username] = Person.objects.get(username=username)
        return acting(self.people[username], at or self.now)


def nobody(at):
    return Actor(person=None, name="访客", at=at)


def before(town, days, hour=10):
    return at_hour(add_workdays(today(town), -days), hour)


def ahead(town, days, hour):
    return at_hour(add_workdays(today(town), days), hour)


def at_hour(day, hour):
    return dt.datetime.combine(day, dt.time(hour), tzinfo=CHINA)


def today(town):
    return town.now.astimezone(CHINA).date()
