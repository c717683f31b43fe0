"""Proof of a case: its chain, its columns, its clock, and the papers it rested on, recomputed from the events alone."""

import datetime as dt

from yuanban.accounts.acting import CHINA
from yuanban.accounts.models import Post
from yuanban.cases import clocking, corrections, gaps, hearings
from yuanban.cases.actions.apply import form_digest
from yuanban.cases.handed import differences
from yuanban.law.answers import Allowed
from yuanban.law.authority import may
from yuanban.ledger.verify import chain_differences, events_of, row_differences
from yuanban.mandates.world import world

DID = {
    "case.supplement-asked": "supplement-asked",
    "case.supplemented": "supplemented",
    "case.suspended": "excluded",
    "case.resumed": "resumed",
    "case.extended": "extended",
    "case.decided": "decided",
    "case.first-reviewed": "sent-up",
    "case.renewed-by-silence": "decided",
}
ASKED = {"case.decided": "decide", "case.sealed": "seal"}


READ = ("gaps", "corrections", "materials__upload")


def verify_case(case, events=None, bodies=None):
    """
    -> Chinese sentences, empty when everything agrees. The first one is the first difference.

    Whoever gives `events` has read `READ` along with the case and gives `bodies_of` them too.
    """
    materials = case.materials.select_related("upload") if events is None else case.materials.all()
    events = events_of(case.stream) if events is None else events
    found = list(chain_differences(case.stream, events))
    if found:
        return found
    found += row_differences(case, events)
    if not events:
        return [*found, f"{case.stream} 没有任何事件"]
    if form_said(events) != form_digest(case.form):
        found.append(f"{case.stream} 的申请表与申请时或者更正时的摘要不符")
    if found:  # a clock counted from a row that was tampered with proves nothing
        return found
    return [
        *differences(case, events, materials),
        *hearings.differences(case, events),
        *gaps.differences(case, events),
        *corrections.differences(case, events),
        *clock_differences(case, events),
        *authority_differences(case, events, bodies_of(events) if bodies is None else bodies),
    ]


def form_said(events):
    """The digest of the form as it was handed in, or corrected last."""
    said = [event.data["form_sha256"] for event in events if "form_sha256" in event.data]
    return said[-1] if said else None


def clock_differences(case, events):
    """The due days, counted again from the events (许可法第四十二条、第四十五条)."""
    told = [entry for e in events for entry in clock_entries(e)]
    if told != case.clock:
        yield f"{case.stream} 的期限记录与事件不一致"
        return
    if case.accepted_on and case.state not in clocking.STOPPED:
        read = clocking.reading(case, case.decided_on or day_of(events[-1]))
        for name in ("statutory_due", "promised_due"):
            if getattr(read, name) != getattr(case, name):
                yield f"{case.stream} 的“{name}”应为{getattr(read, name)}，现为{getattr(case, name)}"


def clock_entries(event):
    """What the event did to the clock: what its kind says, or what a hearing says of itself."""
    return [clock_entry(event)] if event.kind in DID else event.data.get("clock", [])


def clock_entry(event):
    entry = clocking.entry(day_of(event), DID[event.kind])
    if event.kind == "case.suspended":
        return entry | {"ground": event.data["ground"], "told": True, "days": event.data["days"]}
    if event.data.get("again"):
        return entry | {"ground": event.data["again"]["ground"], "told": True}
    if event.kind == "case.extended":
        return entry | {"days": event.data["days"], "approved_by": event.data["approved_by"], "told": True}
    return entry


def bodies_of(events):
    """{post: the code of its body} of whoever decided and sealed."""
    posts = {event.post for event in events if event.kind in ASKED}
    return dict(Post.objects.filter(pk__in=posts).values_list("pk", "body__code"))


def authority_differences(case, events, bodies):
    """The decision and the seal, asked again of the papers as they stand for that day (许可法第二十二条至第二十四条)."""
    said: dict = {}
    for event in events:
        said |= event.data.get("set", {})
        power = ASKED.get(event.kind)
        if power is None:
            continue
        answer = asked(case, bodies[event.post], power, day_of(event), said)
        if not isinstance(answer, Allowed):
            yield f"{case.stream} 第{event.seq}号事件（{event.kind}）当日无权：{answer.because}"
        elif event.data["in_name_of"] != answer.in_name_of:
            yield f"{case.stream} 第{event.seq}号事件的名义机关应为{answer.in_name_of}"


def asked(case, body, power, day, said):
    """By the papers of the day; for a case kept under its frozen plan, by those of the day it was kept by."""
    answer = may(world(day), body, power, case.item.code, case.place, day, case.facts)
    if answer.ok or not said.get("kept_day"):
        return answer
    kept = dt.date.fromisoformat(said["kept_day"])
    return may(world(day), body, power, case.item.code, case.place, kept, case.facts)


def day_of(event) -> dt.date:
    return event.at.astimezone(CHINA).date()
