"""Whatever has a due day that somebody may miss. Rooms register theirs; the ladder climbs all of them alike."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from yuanban.cases.models import Case
from yuanban.cases.permit import TURN
from yuanban.oversight.models import Push

AHEAD = dt.timedelta(days=21)  # no place reminds earlier than ten working days before


@dataclass(frozen=True)
class Subject:
    """One running due day: whose, where, of which case, in words for the message, and where to look."""

    key: str
    due: dt.date
    place: str
    body: str
    text: str
    link: str
    centre: int | None = None
    power: str = ""
    case: int | None = None
    paused: bool = False


Query = Callable[[dt.date], Iterable[Subject]]
_clocks: dict[str, Query] = {}


def register(name: str, query: Query) -> None:
    """`query(day)` gives every Subject due by `day` or before."""
    _clocks[name] = query


def clocks() -> dict[str, Query]:
    return dict(_clocks)


def of_cases(day):
    """Cases that wait for a body. The applicant's own turn reminds no official."""
    waiting = Case.objects.filter(closed_on__isnull=True, due_on__lte=day).exclude(holder="").select_related("item")
    for case in waiting.defer("form", "plan", "facts", "clock"):
        assert case.due_on  # noqa: S101 - asked for above
        yield Subject(
            key=case.number,
            due=case.due_on,
            place=case.place,
            body=case.holder,
            text=f"{case.applicant_name}的“{case.item.name}”",
            link=f"/desk/cases/{case.number}/",
            centre=case.centre_id,
            power=TURN.get(case.state, ""),
            case=case.pk,
            paused=case.state == "paused",
        )


def of_pushes(day):
    """Regulators that have not signed for a decision."""
    waiting = Push.objects.filter(state="waiting", due__lte=day).select_related("case__item", "to")
    for push in waiting:
        yield Subject(
            key=str(push.pk),
            due=push.due,
            place=push.case.place,
            body=push.to.code,
            text=f"审管推送（{push.case.applicant_name}，{push.case.item.name}）的签收",
            link=f"/desk/pushes/{push.pk}/",
            centre=push.case.centre_id,
            case=push.case_id,
        )
