"""Whatever has a due day that somebody may miss. Rooms register theirs; the ladder climbs all of them alike."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from yuanban.cases.models import Case
from yuanban.cases.permit import TURN, plan_of
from yuanban.cases.queries import commitments_to_check
from yuanban.joint.models import Consultation
from yuanban.joint.step import UNDER_WAY
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
    enterprise: int | None = None  # its attached cadre hears of every rung


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
            enterprise=case.enterprise_id,
        )


def of_commitments(day):
    """Commitments that the organ which granted on them has not verified (国办发〔2020〕42号)."""
    for case in commitments_to_check(day).filter(check_by__lte=day).defer(None):
        assert case.check_by  # noqa: S101 - asked for above
        yield Subject(
            key=case.number,
            due=case.check_by,
            place=case.place,
            body=plan_of(case).step("decide").in_name_of,
            text=f"{case.applicant_name}的“{case.item.name}”的承诺核查",
            link=f"/desk/checks/{case.number}/",
            centre=case.centre_id,
            power="decide",
            case=case.pk,
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


def of_consultations(day):
    """Organs that have not answered what they were asked, as long as the answer can still count."""
    waiting = Consultation.objects.filter(state="asked", due_on__lte=day, case__state__in=UNDER_WAY)
    for one in waiting.select_related("case__item", "to"):
        yield Subject(
            key=str(one.pk),
            due=one.due_on,
            place=one.case.place,
            body=one.to.code,
            text=f"征求意见（{one.case.applicant_name}，{one.case.item.name}）的答复",
            link=f"/desk/consults/{one.pk}/",
            centre=one.case.centre_id,
            case=one.case_id,
        )
