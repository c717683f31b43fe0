"""Who goes where today: the question and the answer, without a database.

Distances are kilometres on a flat grid, times minutes of the day. An errand is one visit from `start` to `end`. The plan begins with
first come, first served, which is always there. Errands are then moved one by one to where they cost least (`moving`), and OR-Tools
(`routing`) makes the routes of some neighbours anew, group by group; these are taken only when fewer errands are left, fewer minutes are
late, or the way is shorter. The same question has the same answer as long as the time is not used up.
"""

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

SPEED = 0.25  # km a minute: 15 km/h, an electric bicycle in town
DETOUR = 1.3  # streets are longer than the straight line
SECONDS = 4.0
GROUP = 25  # runners looked at together
TURNS = (0.0, 0.8, 1.6, 2.4)  # how the map is turned before it is cut into groups

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Errand:
    """`due` is the minute by which the runner should be at `start`; `fixed` names the runner it must stay with."""

    key: int
    start: Point
    end: Point
    minutes: int
    skill: str = ""
    area: int | None = None
    ready: int = 0
    due: int | None = None
    fixed: int | None = None


@dataclass(frozen=True, slots=True)
class Runner:
    """Free at `at` from `begins`; takes at most `room` more errands. No skills or no areas: all of them."""

    key: int
    at: Point
    begins: int
    ends: int
    room: int = 12
    skills: frozenset[str] = frozenset()
    areas: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Visit:
    """`km` is the way to it, `carried` the way from its start to its end."""

    errand: int
    arrives: int
    leaves: int
    km: float
    carried: float
    late: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Routes by runner in the order of the day; `left` says why nobody takes an errand."""

    routes: dict[int, list[Visit]]
    left: dict[int, str]

    @property
    def km(self) -> float:
        """The whole way: to the errands and with them."""
        return sum(visit.km + visit.carried for route in self.routes.values() for visit in route)

    @property
    def late(self) -> list[Visit]:
        return [visit for route in self.routes.values() for visit in route if visit.late]


def away(a: Point, b: Point) -> float:
    """km along the streets."""
    return math.hypot(a[0] - b[0], a[1] - b[1]) * DETOUR


def ride(a: Point, b: Point) -> int:
    return round(away(a, b) / SPEED)


def lasts(errand: Errand) -> int:
    """From being there to being done: the service and the way from start to end."""
    return errand.minutes + ride(errand.start, errand.end)


def may(runner: Runner, errand: Errand) -> bool:
    if errand.fixed is not None:
        return errand.fixed == runner.key
    skilled = not runner.skills or not errand.skill or errand.skill in runner.skills
    return skilled and (not runner.areas or errand.area is None or errand.area in runner.areas)


def visits(runner: Runner, route: Sequence[Errand]) -> list[Visit] | None:
    """The route with its times; None when it does not fit the shift."""
    at, free, found = runner.at, runner.begins, []
    for errand in route:
        arrives = max(free + ride(at, errand.start), errand.ready)
        free = arrives + lasts(errand)
        late = max(0, arrives - errand.due) if errand.due is not None else 0
        found.append(Visit(errand.key, arrives, free, away(at, errand.start), away(errand.start, errand.end), late))
        at = errand.end
    fits = free <= runner.ends and len(route) <= runner.room
    return found if fits or all(errand.fixed is not None for errand in route) else None


Routes = dict[int, list[Errand]]


def first_come(errands: Iterable[Errand], runners: Sequence[Runner]) -> Routes:
    """What a dispatcher does at the telephone: each errand as it comes, in time if possible, to the nearest who may."""
    routes: Routes = {runner.key: [] for runner in runners}
    now = {runner.key: (runner.at, runner.begins) for runner in runners}
    for errand in errands:
        best = min(filter(None, (bid(r, routes[r.key], now[r.key], errand) for r in runners)), default=None)
        if best is not None:
            routes[best[2]].append(errand)
            now[best[2]] = errand.end, best[3]
    return routes


def bid(runner: Runner, route: list[Errand], now: tuple[Point, int], errand: Errand):
    """(late, km, runner, when done) of taking this errand as the last of the route; None when it cannot be."""
    if not may(runner, errand) or (len(route) >= runner.room and errand.fixed is None):
        return None
    at, free = now
    arrives = max(free + ride(at, errand.start), errand.ready)
    done = arrives + lasts(errand)
    if done > runner.ends and errand.fixed is None:
        return None
    late = errand.due is not None and arrives > errand.due
    return late, away(at, errand.start), runner.key, done


def plan(
    errands: Sequence[Errand],
    runners: Sequence[Runner],
    seconds: float = SECONDS,
    tell: Callable[[int, int], None] = lambda done, all: None,
) -> Plan:
    """`errands` in the order in which they came. `tell(done, all)` is called as groups are finished."""
    from yuanban.crew.moving import moved
    from yuanban.crew.routing import better  # OR-Tools takes its time to load

    now, by_key = time.monotonic(), {runner.key: runner for runner in runners}
    end = now + seconds
    routes = moved(first_come(errands, runners), errands, runners, now + seconds * 0.6)
    work = [group for turn in TURNS for group in grouped(runners, turn)]
    for done, keys in enumerate(work):
        if time.monotonic() > end:
            break
        mine = [by_key[key] for key in keys]
        inside = {e.key for key in keys for e in routes[key]}
        taken = {e.key for route in routes.values() for e in route}
        open_ones = [e for e in errands if e.key in inside or e.key not in taken]
        routes |= better({key: routes[key] for key in keys}, open_ones, mine)
        tell(done + 1, len(work))
    return answer(routes, errands, runners)


def grouped(runners: Sequence[Runner], turn: float) -> list[list[int]]:
    """Neighbours together: the map is turned, cut across and along."""

    def turned(runner: Runner) -> Point:
        x, y = runner.at
        return x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)

    def cut(some: list[Runner], axis: int) -> list[list[int]]:
        if len(some) <= GROUP:
            return [[runner.key for runner in some]] if some else []
        some = sorted(some, key=lambda one: (turned(one)[axis], one.key))
        half = len(some) // 2
        return cut(some[:half], 1 - axis) + cut(some[half:], 1 - axis)

    return cut(list(runners), 0)


def answer(routes: Routes, errands: Iterable[Errand], runners: Sequence[Runner]) -> Plan:
    by_key = {runner.key: runner for runner in runners}
    taken = {e.key for route in routes.values() for e in route}
    told = {key: visits(by_key[key], route) or [] for key, route in routes.items()}
    return Plan(told, {e.key: why_left(e, runners) for e in errands if e.key not in taken})


def baseline(errands: Sequence[Errand], runners: Sequence[Runner]) -> Plan:
    """First come, first served and nothing else."""
    return answer(first_come(errands, runners), errands, runners)


def why_left(errand: Errand, runners: Sequence[Runner]) -> str:
    """Why nobody takes it, in words for the leader."""
    if errand.fixed is not None:
        return "指定的人今天不在班"
    if not runners:
        return "今天没有人在班"
    anywhere = replace(errand, area=None)
    skilled = [runner for runner in runners if may(runner, anywhere)]
    if not skilled:
        return "在班的人都没有登记会办此事"
    here = [runner for runner in skilled if may(runner, errand)]
    if not here:
        return "会办此事的人都不负责这个片区"
    if all(runner.room < 1 for runner in here):
        return "会办此事的人今天都已排满"
    return "会办此事的人在下班前都赶不到"
