"""The cost of one deadline: our day table beside chinesecalendar, doing the same limits and giving the same days."""

from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter

import chinese_calendar

from yuanban.law.calendar import ONE_DAY, add_workdays

LIMIT = 20
STARTS = [date(2020, 1, 1) + timedelta(n) for n in range(2300)]
SAMPLE = STARTS[::23]


def peer(day: date, n: int) -> date:
    """The n-th working day after `day`, as its users write it; its own count starts with the next working day."""
    return chinese_calendar.find_workday(n - 1, day + ONE_DAY)


def cost(due: Callable[[date, int], date], days: list[date], rounds: int) -> float:
    """Microseconds per deadline, the best of five runs."""
    best = float("inf")
    for _ in range(5):
        begin = perf_counter()
        for _ in range(rounds):
            for day in days:
                due(day, LIMIT)
        best = min(best, perf_counter() - begin)
    return best / rounds / len(days) * 1e6


def main() -> None:
    differ = [day for day in SAMPLE if peer(day, LIMIT) != add_workdays(day, LIMIT)]
    if differ:
        raise SystemExit(f"calendar: the two calendars differ from {differ[0]} on")
    ours, theirs = cost(add_workdays, STARTS, 50), cost(peer, SAMPLE, 1)
    print(f"calendar ratio={ours / theirs:.5f} ours={ours:.3f} theirs={theirs:.1f} unit=us")


if __name__ == "__main__":
    main()
