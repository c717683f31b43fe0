"""The matrix of a province in a process of its own: `python -m benchmarks._matrix`. Prints seconds, megabytes and milliseconds."""

import json
import resource
from dataclasses import replace
from datetime import date
from random import Random
from statistics import median
from time import process_time

from benchmarks._province import DAY, province
from yuanban.law.change import changed
from yuanban.law.coverage import Cell, cell, cells, touched
from yuanban.law.modefile import load_modes
from yuanban.law.world import World
from yuanban.processes import keep_what_is_loaded

SAMPLE, CHANGES = 300, 40
MODES = {id: mode for id, mode in load_modes().items() if id != "integrated"}
Pair = tuple[str, str]


def main() -> None:
    world = province()
    wanted = [(park, item) for park in world.parks for item in world.items]
    keep_what_is_loaded()  # as the server and its worker do
    begin = process_time()
    matrix = {one[:2]: one for one in cells(world, wanted, DAY, MODES)}
    seconds, memory = process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    took, touches, differ = change(world, matrix)
    slow = one_by_one(world, matrix)
    print(json.dumps({"cells": len(matrix), "seconds": seconds, "mb": memory, "slow": slow, "change": took,
                      "touched": touches, "differ": differ}))  # fmt: skip


def one_by_one(world: World, matrix: dict[Pair, Cell]) -> float:
    """Seconds for all, were each proved by itself; and each of a sample must be the same."""
    sample = Random(1).sample(list(matrix), SAMPLE)
    begin = process_time()
    alone = [cell(world, *pair, DAY, MODES) for pair in sample]
    if alone != [matrix[pair] for pair in sample]:
        raise SystemExit("coverage: the matrix is not what its plans are")
    return (process_time() - begin) / SAMPLE * len(matrix)


def change(world: World, matrix: dict[Pair, Cell]) -> tuple[float, float, float]:
    """Milliseconds to bring the matrix up to date when a park's paper ends; how many cells that looks at, and changes."""
    given = [paper for paper in world.instruments.values() if paper.kind != "statute"]
    took, touches, differ = [], [], []
    for paper in Random(2).sample(given, CHANGES):
        ended = replace(paper, to_date=date(2024, 12, 31))
        begin = process_time()
        after = changed(world, [ended])
        found = list(cells(after, touched(world, paper, ended), DAY, MODES))
        took.append((process_time() - begin) * 1000)
        touches.append(len(found))
        differ.append(sum(one != matrix[one[:2]] for one in found))
    return median(took), median(touches), median(differ)


if __name__ == "__main__":
    main()
