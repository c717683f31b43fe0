"""谁晚了: which organs a case waits for now, since when, until when, and by how many working days each is late."""

import datetime as dt
from dataclasses import dataclass

from yuanban.accounts.acting import CHINA
from yuanban.joint.step import UNDER_WAY
from yuanban.law import consulting
from yuanban.ledger.models import Event
from yuanban.mandates.world import world


@dataclass(frozen=True)
class Wait:
    """`what` the organ is to do; `late` in working days."""

    organ: str
    what: str
    since: dt.date | None
    due: dt.date | None
    late: int
    own: bool = False


def waits(case, day):
    """The one whose turn it is first, then those asked for an opinion, the longest late first."""
    asked = list(case.consultations.filter(state="asked").select_related("to")) if case.state in UNDER_WAY else []
    others = [
        Wait(
            one.to.name,
            "答复意见",
            one.asked_at.astimezone(CHINA).date(),
            one.due_on,
            consulting.late_by(one.due_on, day),
        )
        for one in asked
    ]
    return [*turn(case, day), *sorted(others, key=lambda one: (-one.late, one.due))]


def turn(case, day):
    """Whose turn the case itself is. Time that stands still makes nobody late."""
    if not case.holder or case.closed_on:
        return []
    late = 0 if case.state == "paused" or case.due_on is None else consulting.late_by(case.due_on, day)
    return [Wait(world(day).name(case.holder), DOING.get(case.state, "办理"), since(case), case.due_on, late, own=True)]


DOING = {
    "applied": "收件",
    "received": "决定是否受理",
    "prereview": "初审",
    "accepted": "审查",
    "reviewed": "作出决定",
    "paused": "进行依法不计入期限的程序",
    "decided": "用印",
    "sealed": "出证",
    "issued": "送达",
}


def since(case):
    """The day on which the case came to where it stands."""
    told = (
        Event.objects.filter(stream=case.stream, data__set__has_key="state")
        .order_by("-seq")
        .values_list("at", flat=True)
    )
    first = told.first()
    return first.astimezone(CHINA).date() if first else None
