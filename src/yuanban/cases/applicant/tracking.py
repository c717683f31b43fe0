"""Following one's case: where it is, who has it, when it is due and why that day."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from yuanban.accounts.acting import CHINA
from yuanban.cases import clocking
from yuanban.cases.actions.withdraw import withdraw as take_back
from yuanban.cases.applicant import panels
from yuanban.cases.applicant.door import own_case
from yuanban.cases.history import history
from yuanban.cases.models import OPEN, Case
from yuanban.cases.permit import plan_of
from yuanban.cases.queries import OFFICE_PAPERS
from yuanban.catalogue.comparing import charged
from yuanban.catalogue.form_telling import told
from yuanban.law import clock, procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.serving import answer
from yuanban.mandates import guide as how

PATH = {
    "applied": "申请",
    "received": "收件",
    "accepted": "受理",
    "reviewed": "审查",
    "decided": "决定",
    "issued": "出证",
    "delivered": "送达",
}
STAND = {"supplementing": "received", "prereview": "accepted", "paused": "accepted", "sealed": "decided"}
QUIET = {"case.lit", "case.second-request-refused", "case.flag-seen", "case.handed-over"}
INTERNAL = {"case.reviewed", "case.first-reviewed"}
TONES = {
    "case.supplement-asked": "amber",
    "case.suspended": "amber",
    "case.extended": "amber",
    "case.refused": "red",
    "case.terminated": "red",
    "case.deemed-withdrawn": "red",
    "case.acceptance-revoked": "red",
    "case.hearing-told": "amber",
    "case.certificate-suspended": "amber",
    "case.certificate-revoked": "red",
    "case.certificate-annulled": "red",
    "case.renewed-by-silence": "green",
    "case.hearing-noticed": "amber",
    "case.delivered": "green",
}


@own_case
def track(request, case):
    return page(request, case)


def page(request, case, refusal=None):
    day = request.actor.day
    told = [entry for entry in history(case) if entry.event.kind not in QUIET]
    plan = plan_of(case)
    decide = plan.step("decide")
    context = {
        "case": case,
        "steps": steps(told),
        "current": current(case),
        "timeline": [line(entry) for entry in reversed(told)],
        "holder": holder(case, day),
        "legs": how.legs(plan, day),
        "chain": how.chain_cards(decide.chain),
        "decides": how.name_of(decide.actor, day),
        "in_name_of": how.name_of(decide.in_name_of, day),
        "papers": case.papers.exclude(kind__in=OFFICE_PAPERS).defer("file").order_by("-seq", "-id"),
        "materials": case.materials.select_related("upload"),
        "answers": answers(case),
        "siblings": siblings(case),
        "can": procedure.possible(case.state, case.item_version.kind == "spot"),
        "today": day,
        "refusal": refusal,
        "charged": charged,
        "panels": panels.drawn(request, case),
        **why_this_day(case, day),
    }
    return render(request, "cases/applicant/track.html", context, status=409 if refusal else 200)


def steps(told):
    """The way to the end, with the day each step was reached."""
    reached = {}
    for entry in told:
        state = entry.event.data.get("set", {}).get("state")
        reached[state] = entry.event.at
    return [(name, day_of(reached[state]) if state in reached else "") for state, name in PATH.items()]


def day_of(at):
    day = at.astimezone(CHINA)
    return f"{day.month}月{day.day}日"


def current(case):
    """The step that is under way: the one after the last that was reached."""
    state = STAND.get(case.state, case.state)
    return list(PATH).index(state) + 1 if state in PATH else 1


def line(entry):
    kind = entry.event.kind
    return {
        "at": entry.event.at,
        "title": entry.name,
        "who": entry.post or entry.who,
        "text": "" if kind in INTERNAL else entry.said,
        "tone": TONES.get(kind, "plain"),
    }


def holder(case, day):
    if case.state not in OPEN:
        return ""
    return how.name_of(case.holder, day) if case.holder else "您"


def answers(case):
    """What was filled in, as it was asked by the version that the case is pinned to."""
    return told(case.item_version.form, case.form)


def siblings(case):
    """The other cases of the same 一件事."""
    if case.bundle_case_id is None:
        return Case.objects.none()
    return (
        Case.objects.filter(bundle_case=case.bundle_case_id).exclude(pk=case.pk).select_related("item").order_by("id")
    )


def why_this_day(case, day):
    """The clock's answer and its ledger of days, up to the due day while the case is open."""
    if case.received_on is None or case.state in clocking.STOPPED:
        return {"reading": None, "days": [], "sentences": []}
    given, events = clocking.given(case), clocking.events(case)
    reading = clock.read(given, events, day)
    so_far = clock.ledger(given, events, day)
    due = None if reading.decided_on or reading.paused else reading.promised_due or reading.accept_by
    ahead = clock.ledger(given, events, max(day, due)) if due else so_far
    return {"reading": reading, "days": ahead, "sentences": clock.explain_briefly(so_far)}


@own_case
def withdraw(request, case):
    """Asked twice: a withdrawn application cannot be taken up again."""
    if request.method != "POST":
        refusal = None
        try:
            procedure.check(case.state, "withdraw")
        except Refusal as no:
            refusal = no
        return render(
            request, "cases/applicant/withdraw.html", {"case": case, "refusal": refusal}, status=409 if refusal else 200
        )
    try:
        take_back(request.actor, case.number, request.POST.get("reason", "")[:300], version_of(request))
    except Refusal as refusal:
        return render(request, "cases/applicant/withdraw.html", {"case": case, "refusal": refusal}, status=409)
    messages.success(request, "申请已撤回。需要时可以重新申请。")
    return redirect("cases:track", case.number)


def version_of(request):
    """The version the page was drawn from; a page without one is treated as out of date."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1


@own_case
def applied(request, case):
    day = request.actor.day
    run = [case, *siblings(case)]
    context = {
        "case": case,
        "run": run,
        "accept_by": clocking.reading(case, day).accept_by if case.received_on else None,
    }
    context["accepts"] = "各主管机关" if len(run) > 1 else how.name_of(plan_of(case).step("accept").actor, day)
    return render(request, "cases/applicant/applied.html", context)


@own_case
def file(request, case, material):
    found = case.materials.select_related("upload").filter(pk=material, upload__isnull=False).first()
    if found is None:
        raise Http404
    return answer(found.upload, attachment=True)
