"""500 errands to 200 runners on one seeded day: our plan beside first come, first served."""

import random
import time

from yuanban.crew.planning import Errand, Runner, away, baseline, plan

ERRANDS, RUNNERS, SKILLS, HALLS = 500, 200, 20, 12
NINE, ONE, FIVE = 9 * 60, 13 * 60, 17 * 60


def day(seed: int = 20261126) -> tuple[list[Errand], list[Runner]]:
    """A town of some 16 km: most errands are at one firm, one in five carries papers between a firm and one of the three halls nearest to it."""
    rng = random.Random(seed)
    skills = [f"item-{n}" for n in range(SKILLS)]
    halls = [spot(rng) for _ in range(HALLS)]
    errands = [errand(rng, n, skills, halls) for n in range(ERRANDS)]
    runners = [
        Runner(n, rng.choice(halls), rng.choice([NINE, NINE, ONE]), FIVE, 6, frozenset(rng.sample(skills, 8)))
        for n in range(RUNNERS)
    ]
    return errands, runners


def spot(rng: random.Random) -> tuple[float, float]:
    return rng.gauss(0, 4), rng.gauss(0, 4)


def errand(rng: random.Random, n: int, skills: list[str], halls: list[tuple[float, float]]) -> Errand:
    firm = spot(rng)
    hall = rng.choice(sorted(halls, key=lambda one: away(firm, one))[:3])
    start, end = rng.choices([(firm, firm), (firm, hall), (hall, firm)], [8, 1, 1])[0]
    due = rng.choice([None, rng.randint(NINE + 90, FIVE)])
    return Errand(n, start, end, rng.randint(5, 25), rng.choice(skills), due=due)


def main() -> None:
    errands, runners = day()
    plan(errands[:5], runners[:5])  # OR-Tools is loaded once in a worker's life
    theirs, begun = baseline(errands, runners), time.perf_counter()
    ours = plan(errands, runners)
    seconds = time.perf_counter() - begun
    less = f"less={1 - ours.km / theirs.km:.1%} seconds={seconds:.1f}"
    print(f"crew-plan ratio={ours.km / theirs.km:.3f} ours={ours.km:.1f} theirs={theirs.km:.1f} unit=km {less}")
    print(
        f"crew-left ours={len(ours.left)} theirs={len(theirs.left)} late={len(ours.late)} theirs_late={len(theirs.late)}"
    )


if __name__ == "__main__":
    main()
