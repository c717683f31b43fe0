"""/desk/hearings/: the hearings this person may see, what each waits for and until when."""

from dataclasses import dataclass

from django.shortcuts import render

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases.desk.rows import days_left
from yuanban.cases.models import Hearing
from yuanban.cases.queries import hearings_of, hearings_waiting
from yuanban.law import hearings as law
from yuanban.mandates.world import world

SHOWS = {"": "待我单位办理", "open": "进行中", "closed": "已结束"}
DOING = {"told": "等申请人、利害关系人答复", "asked": "安排时间、地点、主持人并通知", "noticed": "举行听证，制作笔录"}


@dataclass(frozen=True)
class Row:
    hearing: Hearing
    light: str
    left: str
    late: bool
    doing: str
    holder: str


@officials("approver", "seconded", "manager", "provincial", "auditor")
def hearings(request):
    actor, listing = request.actor, Listing(request, ("show", "q"))
    found = chosen(actor, listing["show"])
    if words := listing["q"]:
        found = found.filter(case__number__icontains=words) | found.filter(case__applicant_name__icontains=words)
    listing.path = request.path
    context = {
        "listing": listing,
        "rows": [row(one, actor.day) for one in listing.cut(found)],
        "shows": [(key, name, chosen(actor, key).count()) for key, name in SHOWS.items()],
    }
    return render(request, "cases/desk/hearings.html", context)


def chosen(actor, show):
    if show == "closed":
        return hearings_of(actor).exclude(state__in=law.OPEN).order_by("-told_on", "-id")
    return hearings_of(actor, open=True) if show == "open" else hearings_waiting(actor)


def row(one, day):
    due = one.due_on
    late = due is not None and due < day and one.state != "told"
    return Row(
        one,
        law.light(one.state, due, day),
        days_left(due, day) if due else "",
        late,
        DOING.get(one.state, ""),
        world(day).name(one.case.holder) if one.case.holder else "",
    )
