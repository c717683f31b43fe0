"""The steps of the ladder as each place has settled them: asked once a run for each place."""

from functools import cache

from yuanban.law.ladder import steps_of
from yuanban.places.practices import settled

KEYS = ("remind-owner", "remind-head", "remind-centre", "remind-supervisor", "red-card")


def steps_on(day):
    """-> steps(place)."""

    @cache
    def steps(place):
        return steps_of({key: settled(key, place, day) for key in KEYS})

    return steps
