"""A park may lie in several counties. What fails in the principal one is asked in the others, as the guide of a matter does."""

from dataclasses import replace

from yuanban.law.change import changed
from yuanban.law.coverage import cells
from yuanban.mandates.planning import alone

ASKS = "facts-missing"


def sides(now):
    """The world as it is; then with every park that has a second county seen from there, from a third, and so on.

    A park that no county is known of has no law yet, and is left out.
    """
    placed = {code: park for code, park in now.parks.items() if park.places}
    now = now if len(placed) == len(now.parks) else changed(now, parks=placed)
    most = max((len(park.places) for park in now.parks.values()), default=1)
    return [now, *(seen_from(now, n) for n in range(1, most))]


def seen_from(now, n):
    return changed(now, parks={code: turned(park, n) for code, park in now.parks.items()})


def turned(park, n):
    places = park.places
    return replace(park, places=(places[n], *places[:n], *places[n + 1 :])) if n < len(places) else park


def facing(now, park, place):
    """The world in which this park is seen from `place`."""
    places = now.parks[park].places
    return seen_from(now, places.index(place)) if place in places[1:] else now


def answers(views, due, day):
    """(cell, the county it holds for): the first county where the item is not refused; else the principal one's refusal."""
    now, *others = views
    left = dict.fromkeys(pair for pair in due if pair[1] in now.items)
    refused = {}
    for cell in cells(now, left, day, alone()):
        if others and is_refused(cell) and len(now.parks[cell.park].places) > 1:
            refused[cell.park, cell.item] = cell
        else:
            yield cell, ""
    for n, view in enumerate(others, 1):
        here = [pair for pair in refused if n < len(now.parks[pair[0]].places)]
        for cell in cells(view, here, day, alone()):
            if not is_refused(cell):
                del refused[cell.park, cell.item]
                yield cell, view.parks[cell.park].places[0]
    yield from ((cell, "") for cell in refused.values())


def is_refused(cell):
    return cell.mode is None and cell.rule != ASKS
