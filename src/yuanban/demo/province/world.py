"""The province itself: prefectures, counties, organs, 252 parks, their centres, who works there, and what gives them power."""

from dataclasses import dataclass, field
from random import Random

from yuanban.accounts.acting import Actor
from yuanban.demo.province import lists
from yuanban.demo.province.offers import catalogue, mandates
from yuanban.demo.province.people import People
from yuanban.demo.province.places import AS_OF_2023, lay_out, save_places
from yuanban.demo.province.staff import people


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
