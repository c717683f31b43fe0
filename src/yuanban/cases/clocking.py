"""Between a case's rows and the law's clock."""

import datetime as dt

from yuanban.law import clock
from yuanban.law.refusal import Refusal


def given(case):
    version = case.item_version
    bundle = case.bundle_case and case.bundle_case.bundle
    joint = version.joint or bundle is not None
    statutory = 45 if joint else version.statutory or 20
    promised = bundle.promised if bundle else version.promised or statutory
    return clock.Given(
        received=case.received_on,
        accepted=case.accepted_on,
        statutory=statutory,
        promised=min(promised, statutory),
        joint=joint,
    )


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
    if case.received_on is None or case.state in ("refused", "withdrawn"):
        return {"light": "", "alert_on": None, "due_on": None}
    read = reading(case, day)
    if case.accepted_on is None and read.deemed:
        return {"light": ""}  # the sweep has its day already
    if case.accepted_on is None:
        due = read.accept_by
        return {"light": "", "alert_on": due and due + dt.timedelta(days=1), "due_on": due}
    return {
        "statutory_due": read.statutory_due,
        "promised_due": read.promised_due,
        "deliver_by": read.deliver_by,
        "light": read.light,
        "alert_on": clock.alert_on(given(case), events(case), day),
        "due_on": due_now(case, read),
    }


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
