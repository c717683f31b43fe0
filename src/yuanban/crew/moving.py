"""Errands moved one by one to where they cost least way, and the rests of two routes exchanged, until nothing helps any more."""

import time
from collections.abc import Sequence

from yuanban.crew.planning import Errand, Routes, Runner, away, may, visits

LEAST = 0.01  # km: less is not worth a change
NEAR = 25  # errands and runners looked at from each errand


def moved(routes: Routes, errands: Sequence[Errand], runners: Sequence[Runner], end: float) -> Routes:
    """Never more errands left or more minutes late than before. `end` is a moment of `time.monotonic`."""
    by_key = {runner.key: runner for runner in runners}
    where = {errand.key: key for key, route in routes.items() for errand in route}
    near = {errand.key: neighbours(errand, errands, runners) for errand in errands}
    better = True
    while better and time.monotonic() < end:
        better = False
        for errand in errands:
            if errand.key in where and errand.fixed is None:
                better |= move(errand, routes, where, by_key, near[errand.key])
                better |= exchange(errand, routes, where, by_key, near[errand.key])
    return routes


def neighbours(errand: Errand, errands: Sequence[Errand], runners: Sequence[Runner]) -> tuple[list[Errand], list[int]]:
    """The errands that end near its start or start near its end, and the runners who begin near it, the nearest first."""
    others = [e for e in errands if e.key != errand.key]
    others.sort(key=lambda e: min(away(e.end, errand.start), away(errand.end, e.start)))
    bases = sorted((away(r.at, errand.start), r.key) for r in runners if may(r, errand))
    return others[:NEAR], [key for _, key in bases[:NEAR]]


def move(errand, routes, where, by_key, near) -> bool:
    """To the best other place, if one is better than its own."""
    own = where[errand.key]
    rest = [one for one in routes[own] if one.key != errand.key]
    spared = way(by_key[own], routes[own]) - way(by_key[own], rest)
    best = min(offers(errand, own, rest, routes, where, by_key, near, spared), default=None)
    if best is None:
        return False
    _, key, place = best
    into = list(rest if key == own else routes[key])
    into.insert(place, errand)
    routes[own], where[errand.key] = rest, key
    routes[key] = into
    return True


def offers(errand, own, rest, routes, where, by_key, near, spared):
    """(what it costs more, runner, place in the route) of every move that saves way and keeps every promise."""
    likely = {where[one.key] for one in near[0] if one.key in where} | {*near[1], own}
    for key in sorted(likely):
        runner, route = by_key[key], rest if key == own else routes[key]
        if not may(runner, errand) or len(route) >= runner.room:
            continue
        for place in range(len(route) + 1):
            before = route[place - 1].end if place else runner.at
            more = away(before, errand.start)
            if place < len(route):
                more += away(errand.end, route[place].start) - away(before, route[place].start)
            if more < spared - LEAST and keeps(
                runner, route, place, errand, own == key, by_key[own], routes[own], rest
            ):
                yield more, key, place


def exchange(errand, routes, where, by_key, near) -> bool:
    """What follows from this errand on goes to another route after a neighbour, and that route's rest comes here."""
    own = where[errand.key]
    one, mine = by_key[own], routes[own]
    here = mine.index(errand)
    for key, place in places(routes, where, near):
        other, theirs = by_key[key], routes[key]
        if key == own or gain(one, mine, here, other, theirs, place) < LEAST:
            continue
        new, gone = [*mine[:here], *theirs[place:]], [*theirs[:place], *mine[here:]]
        if (
            suits(one, new)
            and suits(other, gone)
            and late(one, new) + late(other, gone) <= late(one, mine) + late(other, theirs)
        ):
            routes[own], routes[key] = new, gone
            where.update({e.key: own for e in new} | {e.key: key for e in gone})
            return True
    return False


def places(routes, where, near):
    """(runner, place): just after each neighbour, and at the beginning of each neighbour's route."""
    for neighbour in near[0]:
        if neighbour.key in where:
            yield where[neighbour.key], 1 + routes[where[neighbour.key]].index(neighbour)
    for key in near[1]:
        yield key, 0


def gain(one, mine, here, other, theirs, place) -> float:
    """km saved by exchanging the rests."""
    before = leap(one, mine, here, mine, here) + leap(other, theirs, place, theirs, place)
    return before - leap(one, mine, here, theirs, place) - leap(other, theirs, place, mine, here)


def leap(runner, route, cut, rest, at) -> float:
    """From where the runner is before `cut` to the errand `at` of the rest."""
    if at >= len(rest):
        return 0.0
    return away(route[cut - 1].end if cut else runner.at, rest[at].start)


def suits(runner, route) -> bool:
    return all(may(runner, errand) for errand in route) and visits(runner, route) is not None


def keeps(runner, route, place, errand, same, giver, before, rest) -> bool:
    """The new route fits its shift, and nobody waits longer past a due time than before."""
    told = visits(runner, [*route[:place], errand, *route[place:]])
    if told is None:
        return False
    was = late(giver, before) + (0 if same else late(runner, route))
    return sum(v.late for v in told) + (0 if same else late(giver, rest)) <= was


def late(runner: Runner, route: Sequence[Errand]) -> int:
    return sum(visit.late for visit in visits(runner, route) or ())


def way(runner: Runner, route: Sequence[Errand]) -> float:
    at, km = runner.at, 0.0
    for errand in route:
        km += away(at, errand.start)
        at = errand.end
    return km
