"""The events of a case told so that somebody who was not there can follow: who, on which post, in whose name, by which paper."""

import datetime as dt
from dataclasses import dataclass, field
from itertools import groupby

from yuanban.accounts.acting import CHINA
from yuanban.cases import clocking
from yuanban.cases.applicant import tracking
from yuanban.cases.history import history
from yuanban.law.procedure import STATES
from yuanban.mandates.models import Instrument
from yuanban.places.models import Body

QUIET = {"case.lit"}
CLOSED = ("delivered", "refused", "withdrawn", "terminated", "revoked")


@dataclass(frozen=True)
class Line:
    """One step. `basis` names in whose name and by which papers, when the step used a power."""

    at: dt.datetime
    title: str
    who: str
    text: str
    basis: str
    seq: int


@dataclass(frozen=True)
class Story:
    """`days`: [(day, lines)], in order; `dues`: why it was due when it was due, in sentences."""

    title: str
    lead: list[str]
    days: list[tuple[dt.date, list[Line]]]
    dues: list[str] = field(default_factory=list)


def tell(case, inside=True) -> Story:
    """`inside`: as the office may read it; otherwise as the applicant may."""
    quiet = QUIET if inside else tracking.QUIET
    told = [entry for entry in history(case) if entry.event.kind not in quiet]
    papers, bodies = behind(told)
    lines = [line(entry, papers, bodies, inside) for entry in told]
    days = [(day, list(group)) for day, group in groupby(lines, key=lambda one: one.at.astimezone(CHINA).date())]
    return Story(f"{case.applicant_name}：{case.item.name}", lead(case), days, dues(case))


def behind(told):
    """The papers and bodies that the events name by code, read once."""
    codes = {code for entry in told for code in entry.event.data.get("chain") or ()}
    names = {entry.event.data.get("in_name_of") for entry in told} - {None, ""}
    papers = {one.code: one for one in Instrument.objects.filter(code__in=codes).only("code", "title", "number")}
    return papers, dict(Body.objects.filter(code__in=names).values_list("code", "name"))


def line(entry, papers, bodies, inside):
    event = entry.event
    hidden = not inside and event.kind in tracking.INTERNAL
    return Line(
        at=event.at,
        title=entry.name,
        who=f"{entry.post} {entry.who}".strip() if inside else entry.post or entry.who,
        text="" if hidden else entry.said,
        basis=basis(event.data, papers, bodies),
        seq=event.seq,
    )


def basis(data, papers, bodies):
    named = bodies.get(data.get("in_name_of"), "")
    by = "、".join(titled(papers[code]) for code in data.get("chain") or () if code in papers)
    parts = [named and f"以{named}的名义", by and f"依据{by}"]
    return "，".join(part for part in parts if part)


def titled(paper):
    return f"《{paper.title}》" + (f"（{paper.number}）" if paper.number else "")


def lead(case):
    start = zh(case.applied_at.astimezone(CHINA).date())
    said = [f"{start}，{case.applicant_name}在{case.park.name}申请办理“{case.item.name}”，办件编号{case.number}。"]
    if case.subject:
        said.append(f"申请内容：{case.subject}。")
    if case.decided_on:
        outcome = {"granted": "准予", "denied": "不予"}.get(case.outcome, "")
        said.append(f"{zh(case.decided_on)}作出决定：{outcome}。")
    if case.state in CLOSED and case.closed_on:
        said.append(f"{zh(case.closed_on)}办结，状态为“{STATES[case.state]}”。")
    else:
        said.append(f"目前状态为“{STATES[case.state]}”。")
    return said


def dues(case):
    if case.received_on is None or case.accepted_on is None:
        return []
    return clocking.explained(case, case.decided_on or case.closed_on or dt.datetime.now(CHINA).date())["brief"]


def zh(day):
    return f"{day.year}年{day.month}月{day.day}日"
