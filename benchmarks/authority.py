"""The cost of one decision in a province: our index beside Cedar, OPA and Casbin that carry the same rights.

Each engine decides the same 10,000 questions in a process of its own; ours says by which chain, theirs yes or no. They must
agree, or there is nothing to compare. Then the question that they cannot answer: who, of all bodies, may?
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from benchmarks._rights import OFFICIAL, Question, filled, province, questions, rights
from yuanban.law import authority
from yuanban.law.anywhere import anywhere
from yuanban.law.index import Index

PEERS = ("cedar", "opa", "casbin")
ASKED = 2000


def main() -> None:
    world = province()
    asked = questions(world)
    with TemporaryDirectory() as place:
        folder = Path(place)
        write(folder / "rights.jsonl", rights(world))
        write(folder / "questions.jsonl", (one._replace(day=one.day.toordinal()) for one in asked))
        found = {name: run(name, folder) for name in ("ours", *PEERS)}
    for name in PEERS:
        compare(name, found["ours"], found[name], asked)
    best = min(PEERS, key=lambda name: found[name]["us"])
    report("authority", found["ours"]["us"], found[best]["us"], "us")
    for name in PEERS:
        report(f"authority-{name}", found["ours"]["us"], found[name]["us"], "us")
        report(f"authority-{name}-memory", found["ours"]["mb"], found[name]["mb"], "MB")
    who(filled(world), asked)


def write(file: Path, rows: Any) -> None:
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def run(name: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks._deciders", name, str(folder)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def compare(name: str, ours: dict[str, Any], theirs: dict[str, Any], asked: list[Question]) -> None:
    differ = [one for one, a, b in zip(asked, ours["answers"], theirs["answers"], strict=True) if a != b]
    if differ:
        raise SystemExit(f"authority: {name} and ours differ on {len(differ)} questions, the first {differ[0]}")


def who(index: Index, asked: list[Question]) -> None:
    """Beside our own readable reference, for want of a peer: with a place, and anywhere at all."""
    here = [(power, one.item, one.place, one.day, one.facts) for one in asked[:ASKED] for power in OFFICIAL[2:3]]
    for one in here[:50]:
        if index.who(*one) != authority.who(index.world, *one):
            raise SystemExit(f"authority: the index does not say who as the reference does: {one}")
    slow = cost(lambda *one: authority.who(index.world, *one), here[:50], 1)
    report("authority-who", cost(index.who, here, 5), slow, "us")
    all_places = [(index.world, item, day, facts) for _, item, _, day, facts in here]
    print(f"authority-anywhere ours={cost(anywhere, all_places, 3):.1f} unit=us")


def cost(ask: Any, given: list[tuple[Any, ...]], rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        begin = process_time()
        for one in given:
            ask(*one)
        best = min(best, process_time() - begin)
    return best / len(given) * 1e6


def report(name: str, ours: float, theirs: float, unit: str) -> None:
    print(f"{name} ratio={ours / theirs:.5f} ours={ours:.2f} theirs={theirs:.2f} unit={unit}")


if __name__ == "__main__":
    main()
