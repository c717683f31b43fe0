"""One application for a 一件事 as it goes on: its joint clock, who may begin now, what follows for it from each step of its cases."""

import datetime as dt
from dataclasses import dataclass

from yuanban.cases import step
from yuanban.cases.models import BundleCase
from yuanban.cases.permit import holder_of, plan_of
from yuanban.catalogue.bundling import order_of
from yuanban.law import bundle as law
from yuanban.law import joint_clock
from yuanban.law.joint_clock import Happening
from yuanban.ledger.write import write

STOPPED = ("refused", "withdrawn", "terminated", "revoked")
CLOCKED = ("excluded", "resumed", "extended")
OWN = ("case.started", "case.jointly-accepted", "case.jointly-delivered")  # steps that say what the run itself did
DUES = ("accepted_on", "statutory_due", "promised_due", "light", "alert_on", "decided_on")


def cases_of(run):
    found = run.cases.select_related(
        "item__organ", "item_version", "enterprise", "park", "centre", "bundle_case__bundle"
    )
    return list(found.order_by("pk"))


def members_of(run, cases):
    """(the members of this run as the law sees their order, {member key: case})"""
    by_item = {case.item_id: case for case in cases}
    rows = [row for row in run.bundle.members.select_related("item") if row.item_id in by_item]
    order = order_of(rows, {case.item_id: case.item_version for case in cases})
    return order, {row.key: by_item[row.item_id] for row in rows}


def happened(by_key):
    """What the cases say of themselves, as the joint clock reads it."""
    return [one for key, case in by_key.items() for one in of_case(key, case)]


def of_case(key, case):
    if case.accepted_on:
        yield Happening(case.accepted_on, key, "accepted")
    for entry in case.clock:
        if entry["did"] in CLOCKED:
            day, ground = dt.date.fromisoformat(entry["day"]), entry.get("ground") or ""
            yield Happening(day, key, entry["did"], ground, entry.get("days") or 0)
    if case.decided_on:
        yield Happening(case.decided_on, key, case.outcome)
    elif case.state in STOPPED and case.closed_on:
        yield Happening(case.closed_on, key, case.state)


def reading(run, day, cases=None):
    """(the joint clock on this day, {member key: case})"""
    order, by_key = members_of(run, cases_of(run) if cases is None else cases)
    return joint_clock.joint(order, run.bundle.promised, happened(by_key), day), by_key


def waits(case):
    """Whether it stands back for another: handed in, and nobody's turn yet."""
    return case.bundle_case_id is not None and case.state == "applied" and case.received_on is None and not case.holder


def guard_started(case):
    """A case that waits for another cannot be taken up; raises Refusal."""
    if waits(case):
        run = case.bundle_case
        order, by_key = members_of(run, cases_of(run))
        key = next(key for key, one in by_key.items() if one.pk == case.pk)
        law.guard_start(order, joint_clock.outcomes(happened(by_key)), key)


def going(cases, fates, by_key):
    """The names of the parts whose result is still to come."""
    keys = {case.pk: key for key, case in by_key.items()}
    return [
        case.item.name
        for case in cases
        if case.state not in ("issued", "delivered", *STOPPED) and fates[keys[case.pk]].standing != "blocked"
    ]


def guard_delivery(case, day):
    """一次送达: one part does not go out before the rest, unless the applicant wants it or its ten days end."""
    if case.bundle_case_id is None or case.bundle_case.version == 0:
        return
    cases = cases_of(case.bundle_case)
    read, by_key = reading(case.bundle_case, day, cases)
    law.guard_delivery(going(cases, read.fates, by_key), case.bundle_case.early, case.deliver_by, day)


# -- what follows from a step -------------------------------------------------------------------------------------


def hold(case, kind):
    """Whoever takes a step in a run holds all of it first, so that two parts at once wait for each other and never lock up."""
    if kind in OWN:
        return None
    run = BundleCase.objects.select_for_update(of=("self",)).select_related("bundle").get(pk=case.bundle_case_id)
    return Held(run) if run.version else None  # runs from before this one kept no events of their own


@dataclass(frozen=True)
class Held:
    run: BundleCase

    def follow(self, case, kind, actor):
        """In the transaction of the step: whoever may begin now begins, and the joint clock is read anew."""
        cases = [case if one.pk == case.pk else one for one in cases_of(self.run)]
        for one in cases:
            one.bundle_case = self.run
        begin(self.run, cases, actor)
        settle(self.run, cases, actor, {"case": case.number, "did": kind})


def begin(run, cases, actor):
    """Members whose predecessors have ended as they need them to: their own clock begins today."""
    order, by_key = members_of(run, cases)
    ended = joint_clock.outcomes(happened(by_key))
    fates = law.fates(order, ended)
    waited = {one.key: one.waits_for for one in order}
    for key, case in by_key.items():
        if waits(case) and fates[key].standing == "open":
            said = {"after": [by_key[k].item.name for k in waited[key]]}
            holder = holder_of(plan_of(case), "applied")
            step.move(case, "case.started", actor, said, received_on=actor.day, holder=holder)


def settle(run, cases, actor, said):
    """The columns that follow from the joint clock, written when they changed, and what that gives."""
    before = {name: getattr(run, name) for name in (*DUES, "closed_on")}
    read, _ = reading(run, actor.day, cases)
    now = {name: getattr(read, name) for name in DUES} | {"closed_on": closing(cases)}
    if read.decided_on:
        now["alert_on"] = None
    changed = {name: value for name, value in now.items() if value != before[name]}
    if not changed:
        return
    write(run, kind_of(changed), actor, said, **changed)
    if before["accepted_on"] is None and run.accepted_on:
        accepted(run, cases, actor)


def closing(cases):
    days = [case.closed_on for case in cases]
    return max(days) if all(days) else None


def kind_of(changed):
    for name, kind in (("closed_on", "run.closed"), ("decided_on", "run.finished"), ("accepted_on", "run.accepted")):
        if changed.get(name):
            return kind
    return "run.lit" if set(changed) <= {"light", "alert_on"} else "run.moved"


def accepted(run, cases, actor):
    """联合受理: one notice over what each organ has accepted, on the stream of the lead's case."""
    taken = [case for case in cases if case.accepted_on]
    lead = lead_of(run, taken)
    said = {
        "run": run.number,
        "cases": [[case.number, case.item.name, case.item.organ.name] for case in taken],
        "promised_due": run.promised_due,
        "statutory_due": run.statutory_due,
    }
    step.move(lead, "case.jointly-accepted", actor, said)


def lead_of(run, cases):
    """The case of the lead organ, else the first."""
    return next((case for case in cases if case.item.organ_id == run.bundle.lead_id), cases[0])


def touch(actor, pk):
    """The sweep's part: a light of the joint clock that changes by itself."""
    run = BundleCase.objects.select_for_update(of=("self",)).select_related("bundle").get(pk=pk)
    settle(run, cases_of(run), actor, {})


def visible_to(actor, cases):
    """The runs of which this person may see a case. `cases`: those they may see."""
    return BundleCase.objects.filter(pk__in=cases.filter(bundle_case__isnull=False).values("bundle_case"))


__all__ = ["guard_delivery", "guard_started", "reading", "touch", "visible_to", "waits"]
