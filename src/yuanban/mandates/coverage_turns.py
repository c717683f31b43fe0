"""When a cell may change by itself: the days on which what it rests on begins or ends."""

import datetime as dt
import hashlib
from collections import defaultdict
from dataclasses import fields

import orjson

ONE_DAY = dt.timedelta(days=1)
BODIES = ("grantor", "to", "of", "kept_by", "window")


class Turns:
    """`next(park, item)`: the first day after `day` on which the answer may differ; None when nothing is known to end."""

    def __init__(self, picture, now, day):
        self.now, self.day = now, day
        self.of_item: defaultdict = defaultdict(set)
        self.of_pair: defaultdict = defaultdict(set)
        for paper in (*now.instruments.values(), *now.agreements.values(), *now.bundles.values()):
            self.note(paper.items, self.days_of(paper))
        signed = self.signed()
        for seal in now.seals:
            self.note(signed[seal.of] if seal.items is None else seal.items, self.days_of(seal))
        for version in picture.versions:
            self.note([version.item.code], self.ahead(version.validity.lower, version.validity.upper))
        for park in picture.parks:
            for one in park.arrangements.all():
                self.of_pair[park.code, one.item.code] |= self.ahead(one.from_date, one.to_date)

        self.items = {item: min(days) for item, days in self.of_item.items() if days}
        self.pairs = {pair: min(days) for pair, days in self.of_pair.items() if days}

    def next(self, park, item):
        return min(filter(None, (self.items.get(item), self.pairs.get((park, item)))), default=None)

    def said(self):
        """All of it, for a fingerprint."""
        pairs = sorted((*pair, day) for pair, day in self.pairs.items())
        return hashlib.sha256(orjson.dumps([sorted(self.items.items()), pairs])).hexdigest().encode()

    def note(self, items, days):
        for item in items if days else ():
            self.of_item[item] |= days

    def ahead(self, *days):
        return {day for day in days if day and self.day < day < dt.date.max}

    def signed(self):
        """{organ: the items of the papers that name it}: where its seal, whatever it serves, may be wanted."""
        found: defaultdict = defaultdict(set)
        for paper in self.now.instruments.values():
            for body in filter(None, (paper.grantor, paper.to)):
                found[body] |= paper.items
        return found

    def days_of(self, paper):
        """The paper's own days and those of the bodies it names."""
        named = [getattr(paper, name, None) for name in BODIES] + list(getattr(paper, "parties", ()))
        known = (self.now.bodies[body] for body in named if body in self.now.bodies)
        own = (day for thing in (paper, *known) for day in turns(thing))
        return self.ahead(*own, getattr(paper, "starts", None))


def turns(thing):
    """The days that a thing states. A last day still counts: what follows it is the turn."""
    for field in fields(thing):
        value = getattr(thing, field.name)
        if isinstance(value, dt.date):
            yield value + ONE_DAY if field.name == "to_date" and value < dt.date.max else value
