"""Between a case's rows and the law's clock."""

import datetime as dt

from yuanban.law import clock, duties, gaps
from yuanban.law.refusal import Refusal

STOPPED = ("refused", "withdrawn", "terminated", "revoked")  # ended without a decision: no limit runs any more


def given(case):
    version = case.item_version
    run = case.bundle_case
    joint = version.joint or run is not None
    statutory = 45 if joint else version.statutory or 20
    promised = version.promised or statutory
    if run and run.version == 0:  # handed in before each part kept its own promise beside the joint one
        promised = run.bundle.promised
    return clock.Given(
        received=case.received_on,
        accepted=case.accepted_on,
        statutory=statutory,
        promised=min(promised, statutory),
        joint=joint,
        first_review=duties.FIRST_REVIEW if goes_up(case) else 0,
    )


def goes_up(case):
    """Whether a lower organ reviews first: it has the file, or has sent it up (许可法第四十三条)."""
    return case.state == "prereview" or any(entry["did"] == "sent-up" for entry in case.clock)


def stopped_for(case):
    """The ground on which time stands still now; None while it runs."""
    ground = None
    for entry in case.clock:
        ground = {"excluded": entry.get("ground"), "resumed": None}.get(entry["did"], ground)
    return ground


def events(case, entries=None):
    """The case's own, or what they would be."""
    entries = case.clock if entries is None else entries
    return [clock.Event(**{**entry, "day": dt.date.fromisoformat(entry["day"])}) for entry in entries]


def entry(day, did, **more):
    return {"day": day.isoformat(), "did": did, **more}


def reading(case, day):
    """The clock's answer for this case on `day`."""
    return clock.read(given(case), events(case), day)


def fields(case, day):
    """The columns that follow from the clock: dues, light, the day the light next changes."""
    if case.received_on is None or case.state in STOPPED:
        return {"light": "", "alert_on": None, "due_on": None}
    read = reading(case, day)
    if case.accepted_on is None and read.deemed:
        return {"light": ""}  # the sweep has its day already
    if case.accepted_on is None:
        due = read.accept_by or (case.supply_by and gaps.last_day(case.supply_by))
        return {"light": "", "alert_on": due and due + dt.timedelta(days=1), "due_on": due}
    return {
        "statutory_due": read.statutory_due,
        "promised_due": read.promised_due,
        "deliver_by": read.deliver_by,
        "light": light_of(case, read, day),
        "alert_on": earlier(alert_of(case, read, day), promise_alert(case)),
        "due_on": due_now(case, read),
    }


def light_of(case, read, day):
    """After the decision it is delivery that may be late (许可法第四十四条)."""
    if read.decided_on is None or case.decided_on is None:
        return read.light
    return clock.delivery_light(read.light, read.deliver_by, min(day, case.closed_on or day))


def alert_of(case, read, day):
    if case.decided_on and not case.closed_on:
        late = read.deliver_by + dt.timedelta(days=1)
        return late if late > day else None
    return clock.alert_on(given(case), events(case), day)


def promise_alert(case):
    """The day after the promised one, as long as the promise is open (容缺受理)."""
    if case.promise_by is None or case.decided_on:
        return None
    return gaps.last_day(case.promise_by) + dt.timedelta(days=1)


def earlier(*days):
    return min((day for day in days if day), default=None)


def due_now(case, read):
    if case.state == "delivered":
        return None
    return read.deliver_by if case.decided_on else read.promised_due


def guard_effect(case, entries, day):
    """A clock event that the law would give no effect is refused with the law's own words, not written down."""
    before = reading(case, day).refusals
    broken = clock.read(given(case), events(case, entries), day).refusals[len(before) :]
    if broken:
        raise broken[0]


def explained(case, day):
    """Why these days: {"answer": lines, "brief": lines, "days": [{day, status, ground, number, note}]}."""
    days = clock.ledger(given(case), events(case), day)
    return {
        "answer": clock.answer(reading(case, day)),
        "brief": clock.explain_briefly(days),
        "days": [
            {"day": d.day, "status": d.status, "ground": d.ground, "number": d.number, "note": d.note} for d in days
        ],
    }


def guard_not_deemed(case, day):
    """After the fifth working day of silence the case is accepted: no notice can undo that (许可法第三十二条第一款第四项)."""
    if reading(case, day).deemed:
        raise Refusal("deemed-accepted")
