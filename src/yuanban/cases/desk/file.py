"""/desk/cases/N/: the file, the clock, the plan, and exactly what this person may do with it now."""

import datetime as dt

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from yuanban.accounts.doors import officials
from yuanban.cases import clocking, files
from yuanban.cases.actions.accept import agent_of
from yuanban.cases.actions.ask_supplement import asked_before
from yuanban.cases.actions.check_original import checks
from yuanban.cases.deeds import deeds, main_of
from yuanban.cases.desk import panels
from yuanban.cases.desk.asked import fields_of
from yuanban.cases.desk.derived import chains, signature, stages
from yuanban.cases.desk.gap_form import groups_of
from yuanban.cases.desk.rows import days_left
from yuanban.cases.gaps import open_gaps
from yuanban.cases.history import history
from yuanban.cases.permit import TURN
from yuanban.cases.planning import prove
from yuanban.cases.queries import visible_to
from yuanban.catalogue.comparing import charged
from yuanban.catalogue.form_telling import told
from yuanban.law.calendar import add_workdays, is_workday
from yuanban.law.gaps import SECOND
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.serving import answer
from yuanban.mandates.world import world
from yuanban.shelf.actions.note_look import note_look
from yuanban.shelf.holders import holder_of

FORBIDDEN = frozenset(
    {
        "no-post",
        "agency-scope",
        "power-not-held",
        "re-entrustment",
        "entrustee-not-organ",
        "no-legal-basis",
        "not-published",
    }
) | {
    "not-in-force",
    "outside-territory",
    "outside-condition",
    "power-not-granted",
    "no-instrument",
    "seal-not-registered",
}


@officials()
def file(request, number):
    return show(request, number)


def show(request, number, verb="", problem=None):
    """The file page; with `problem`, the verb that met it, its typed text kept, and the status that fits."""
    actor, case = request.actor, load(request.actor, number)
    found, planned = deeds(actor, case), stages(case, actor.day)
    context = {
        "case": case,
        "deeds": found,
        "main": main_of(found, case),
        "fields": fields_of(actor, case, {deed.verb for deed in found if deed.open}),
        "tried": verb,
        "typed": request.POST if verb else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
        "errors": {f"{verb}-{key}": text for key, text in problem.errors.items()}
        if isinstance(problem, Invalid)
        else {},
        "missed": missed(request, case) if verb else [],
        "told": told(case.item_version.form, case.form),
        "materials": list(case.materials.select_related("upload__document")),
        "may_check": checks(actor, case),
        "notes": {m.code: m for m in case.item_version.materials.all()},
        "history": history(case),
        "papers": list(case.papers.all()),
        "handovers": list(case.handovers.order_by("-id")),
        "holder": world(actor.day).name(case.holder) if case.holder else "",
        "left": "" if case.closed_on else days_left(case.due_on, actor.day),
        "stages": planned,
        "chains": chains(planned),
        "turn": TURN.get(case.state),
        "signature": signature(case, actor.day),
        **supplementing(request, case, verb, found),
        "charged": charged,
        "panels": panels.drawn(request, case),
        **clock_of(case, actor.day),
    }
    if case.state == "received":
        context["if_accepted"] = if_accepted(case, actor.day)
    return render(request, "cases/desk/file.html", context, status=status_of(problem))


def supplementing(request, case, verb, found):
    """What the forms of a supplement need: its slots while it may be asked for, its gaps while it is awaited."""
    asking = any(deed.verb == "ask_supplement" and deed.open for deed in found)
    typed = request.POST if verb == "ask_supplement" else {}
    return {
        "gap_groups": groups_of(case, typed) if asking else [],
        "asked_before": asked_before(case),
        "SECOND": SECOND,
        "open_gaps": open_gaps(case) if case.state == "supplementing" else [],
    }


def status_of(problem):
    if problem is None:
        return 200
    if isinstance(problem, Invalid):
        return 422
    return 403 if problem.rule in FORBIDDEN else 409


def load(actor, number):
    cases = visible_to(actor).select_related(
        "item__organ",
        "item_version",
        "enterprise",
        "park",
        "centre",
        "agent",
        "bundle_case__bundle",
        "rating",
        "hearing__chair",
    )
    return get_object_or_404(cases, number=number)


def missed(request, case):
    """What others did since the page was drawn: the steps after the version it was drawn from."""
    seen = request.POST.get("version", "")
    if not seen.isdigit() or int(seen) >= case.version:
        return []
    return [entry for entry in history(case) if entry.event.seq > int(seen)]


def clock_of(case, day):
    if case.received_on is None:
        return {"reading": None, "days": [], "brief": [], "today": day}
    until = min(day, case.closed_on or day)
    told = clocking.explained(case, until)
    reading = clocking.reading(case, until)
    return {"reading": reading, "days": told["days"] + ahead(reading, until), "brief": told["brief"], "today": day}


def ahead(reading, day):
    """The days still to come, up to the later due day; drawn only while the clock runs."""
    last = reading.statutory_due
    if reading.decided_on or reading.paused or last is None or last <= day:
        return []
    coming = (day + dt.timedelta(days=n) for n in range(1, (last - day).days + 1))
    return [
        {"day": one, "status": "ahead" if is_workday(one) else "rest", "ground": None, "number": None, "note": None}
        for one in coming
    ]


def if_accepted(case, day):
    """What accepting today would mean: the mode proven today and both due days; or the rule that stands in the way."""
    try:
        bundled = case.bundle_case is not None
        plan = prove(case.park.code, case.item.code, day, case.facts, case.place, agent_of(case), bundled)
    except Refusal as refusal:
        return {"refusal": refusal}
    given, start = clocking.given(case), clocking.reading(case, day).accepted_on or day
    dues = {"promised": add_workdays(start, given.promised), "statutory": add_workdays(start, given.statutory)}
    return {"mode": plan.mode, **dues}


@officials()
def upload(request, number, upload):
    """A file the applicant handed in, to those who may see the case."""
    case = load(request.actor, number)
    material = case.materials.filter(upload=upload).select_related("upload").first()
    if material is None or not files.exists(material.upload):
        raise Http404
    note_look(
        request.actor, holder_of(case.enterprise, case.applicant), material.upload.sha256, material.name, case.number
    )
    return answer(material.upload)
