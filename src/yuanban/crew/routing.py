"""One group of runners and its errands, given to OR-Tools: a routing model with open ends, shifts, loads, skills and due times."""

from collections.abc import Sequence

from ortools.constraint_solver import pywrapcp
from ortools.constraint_solver import routing_enums_pb2 as enums

from yuanban.crew.planning import Errand, Routes, Runner, away, lasts, may, ride, visits

LEFT = 10_000_000  # metres: rather any way than an errand nobody takes
LATE = 5_000  # metres for every minute after the due time
SOLUTIONS = 60
DAY = 24 * 60


def better(routes: Routes, errands: Sequence[Errand], runners: Sequence[Runner]) -> Routes:
    """New routes for these runners when they are better than the old ones, else the old ones."""
    if not errands:
        return routes
    found = solved(errands, runners, routes)
    return found if found and cost(found, errands, runners) < cost(routes, errands, runners) else routes


def cost(routes: Routes, errands: Sequence[Errand], runners: Sequence[Runner]) -> tuple[float, float, float]:
    """Errands left, minutes late, km."""
    told = [visits(runner, routes[runner.key]) for runner in runners]
    if any(one is None for one in told):
        return float("inf"), 0, 0
    flat = [visit for one in told for visit in one or ()]
    return len(errands) - len(flat), sum(v.late for v in flat), sum(v.km for v in flat)


def solved(errands: Sequence[Errand], runners: Sequence[Runner], routes: Routes) -> Routes | None:
    count, crew = len(errands), len(runners)
    manager = pywrapcp.RoutingIndexManager(
        count + crew + 1, crew, list(range(count, count + crew)), [count + crew] * crew
    )
    model = pywrapcp.RoutingModel(manager)
    metres, minutes, late = *matrices(errands, runners), late_in(routes, errands, runners)
    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(metres))
    model.AddDimension(model.RegisterTransitMatrix(minutes), DAY, 2 * DAY, False, "time")
    when = model.GetDimensionOrDie("time")
    one = model.RegisterUnaryTransitVector([1] * count + [0] * (crew + 1))
    model.AddDimensionWithVehicleCapacity(one, 0, [max(r.room, fixed_to(r, errands)) for r in runners], True, "load")
    for n, runner in enumerate(runners):
        when.CumulVar(model.Start(n)).SetMin(runner.begins)
        if not fixed_to(runner, errands):
            when.CumulVar(model.End(n)).SetMax(max(runner.ends, runner.begins))
    for n, errand in enumerate(errands):
        node = manager.NodeToIndex(n)
        model.VehicleVar(node).SetValues([-1, *(v for v, runner in enumerate(runners) if may(runner, errand))])
        model.AddDisjunction([node], LEFT)
        when.CumulVar(node).SetMin(errand.ready)
        if errand.due is not None and errand.key in late:
            when.SetCumulVarSoftUpperBound(node, errand.due, LATE)
        elif errand.due is not None:
            when.CumulVar(node).SetMax(errand.due)
    return read(model, manager, searched(model, errands, runners, routes), errands, runners)


def late_in(routes: Routes, errands: Sequence[Errand], runners: Sequence[Runner]) -> set[int]:
    """Errands that are late or left as it is: for these alone a due time may be missed."""
    told = [visit for runner in runners for visit in visits(runner, routes[runner.key]) or ()]
    return {e.key for e in errands} - {visit.errand for visit in told if not visit.late}


def fixed_to(runner: Runner, errands: Sequence[Errand]) -> int:
    return sum(errand.fixed == runner.key for errand in errands)


def matrices(errands: Sequence[Errand], runners: Sequence[Runner]) -> tuple[list[list[int]], list[list[int]]]:
    """Metres and minutes from every node to every other; the way home costs nothing."""
    ends = [e.end for e in errands] + [r.at for r in runners]
    busy = [lasts(e) for e in errands] + [0] * len(runners)
    rest = len(runners) + 1
    metres = [[round(away(end, e.start) * 1000) for e in errands] + [0] * rest for end in ends]
    minutes = [
        [stay + ride(end, e.start) for e in errands] + [stay] * rest for end, stay in zip(ends, busy, strict=True)
    ]
    return [*metres, [0] * (len(ends) + 1)], [*minutes, [0] * (len(ends) + 1)]


def searched(model, errands, runners, routes):
    """From the routes as they are; a number of solutions bounds the search, so that it ends alike every time."""
    asked = pywrapcp.DefaultRoutingSearchParameters()
    asked.first_solution_strategy = enums.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    asked.local_search_metaheuristic = enums.LocalSearchMetaheuristic.GREEDY_DESCENT
    asked.solution_limit = SOLUTIONS
    asked.time_limit.FromMilliseconds(3000)
    place = {errand.key: n for n, errand in enumerate(errands)}
    model.CloseModelWithParameters(asked)
    known = [[place[e.key] for e in routes[runner.key]] for runner in runners]
    begin = model.ReadAssignmentFromRoutes(known, True)
    return model.SolveFromAssignmentWithParameters(begin, asked) if begin else model.SolveWithParameters(asked)


def read(model, manager, found, errands, runners) -> Routes | None:
    if found is None:
        return None
    routes: Routes = {}
    for n, runner in enumerate(runners):
        at, routes[runner.key] = found.Value(model.NextVar(model.Start(n))), []
        while not model.IsEnd(at):
            routes[runner.key].append(errands[manager.IndexToNode(at)])
            at = found.Value(model.NextVar(at))
    return routes
