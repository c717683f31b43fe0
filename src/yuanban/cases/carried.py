"""The open cases that a paper carries, and what may become of each when the paper ends."""

import datetime as dt

from yuanban.cases.actions.accept import agent_of
from yuanban.cases.models import Case
from yuanban.cases.planning import prove
from yuanban.law.refusal import Refusal
from yuanban.mandates.life import remind_on
from yuanban.mandates.models import Instrument

FINISH, REPLAN = "finish", "replan"
CHOICES = {FINISH: "按受理时的方案办结", REPLAN: "重新确定方案"}
UNDECIDED = ("applied", "received", "supplementing", "prereview", "accepted", "reviewed", "paused")


def carried(paper):
    """Open cases whose plan, frozen or foreseen, rests on this paper."""
    return Case.objects.filter(closed_on__isnull=True, plan__rests_on__contains=[paper])


def paper_of(code):
    return Instrument.objects.select_related("grantor", "to").get(code=code)


def last_day_of(paper):
    """The last day on which the paper carries anything; None when it has none."""
    eve = paper.revoked_on and paper.revoked_on - dt.timedelta(days=1)
    return min(filter(None, [paper.to_date, eve]), default=None)


def ends(paper, day):
    """Revoked, lapsed, or so near its last day that it is spoken of."""
    return bool(paper.revoked_on) or (paper.to_date is not None and remind_on(paper.to_date) <= day)


def require_ending(paper, day):
    if not ends(paper, day):
        because = f"《{paper.title}》没有撤销，也没有临近届满，靠它办理的件照常办。"
        raise Refusal("wrong-state", because=because, cure="文书撤销或者临近届满时再办。")


def default_of(case, paper):
    """信赖保护 (行政许可法第八条): what was accepted is finished as it was accepted, unless the paper never was lawful."""
    if case.accepted_on and not paper.void:
        return FINISH
    return REPLAN if case.state in UNDECIDED else ""


def open_to(case, paper):
    """The choices that the law leaves, the usual one first."""
    usual = default_of(case, paper)
    other = REPLAN if usual == FINISH and case.state in UNDECIDED else ""
    return [choice for choice in (usual, other) if choice]


def fresh_plan(case, paper, day):
    """The plan as it is proven on `day` with the paper counted out. Raises Refusal."""
    bundled = case.bundle_case_id is not None
    return prove(case.park.code, case.item.code, day, case.facts, case.place, agent_of(case), bundled, paper)
