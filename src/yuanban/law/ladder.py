"""催办的阶梯: on which day whom to remind of a due day, in working days (《行政许可法》第八十二条); and when a card is due.

The steps are left to each place (`practices.yaml`, remind-* and red-card). Time that stands still reminds nobody.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

from yuanban.law.calendar import add_workdays, workdays_between

RUNGS = {"owner": "经办人", "head": "机关负责人", "centre": "中心", "supervisor": "监督"}
CARDS = {"yellow": "黄牌", "red": "红牌"}


@dataclass(frozen=True, slots=True)
class Steps:
    """Working days: before the due day for the owner, after it for the others and for the red card."""

    owner: int
    head: int
    centre: int
    supervisor: int
    red_card: int


def day_of(rung: str, due: date, steps: Steps) -> date:
    """The day on which this rung is to be reminded of `due`."""
    number: int = getattr(steps, rung)
    return add_workdays(due, -number if rung == "owner" else number)


def rungs(due: date, day: date, steps: Steps, sent: Set[str] = frozenset(), paused: bool = False) -> tuple[str, ...]:
    """Who is to be reminded on `day`, each once for one due day; whoever was left out is caught up with."""
    if paused:
        return ()
    return tuple(rung for rung in RUNGS if rung not in sent and day >= day_of(rung, due, steps))


def card(promised: date, statutory: date, day: date, steps: Steps, paused: bool, applicants: bool) -> str | None:
    """Which card the body that holds the matter has earned by `day`: None, `yellow` or `red`.

    Yellow past the promised day; red past the law's day, or `red_card` working days past the promised one.
    Never while time stands still, nor while it is the applicant's turn.
    """
    if paused or applicants or day <= promised:
        return None
    late = workdays_between(promised, day)
    return "red" if day > statutory or late >= steps.red_card else "yellow"


def steps_of(settled: Mapping[str, int]) -> Steps:
    """From the practices of a place: {"remind-owner": 2, ...}."""
    return Steps(
        owner=settled["remind-owner"],
        head=settled["remind-head"],
        centre=settled["remind-centre"],
        supervisor=settled["remind-supervisor"],
        red_card=settled["red-card"],
    )
