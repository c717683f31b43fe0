"""/desk/gatherings/ and /desk/jobs/: the centre arranges, opens the door, and sees what came of it."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.acting import CHINA
from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.law import vacancies as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.recruiting import moving, queries
from yuanban.recruiting.actions.check_in import check_in
from yuanban.recruiting.actions.end_vacancy import bar_vacancy
from yuanban.recruiting.actions.hold_gathering import cancel_gathering, change_gathering, hold_gathering
from yuanban.recruiting.actions.ring_up import ring_up
from yuanban.recruiting.answering import seen, status_of, told
from yuanban.recruiting.attendance_xlsx import book
from yuanban.recruiting.models import Gathering, SignUp, Vacancy
from yuanban.recruiting.step import AT_DOOR
from yuanban.voice.masking import masked

READING = ("manager", "clerk", "helper", "auditor", "provincial")
RUNG_AT_ONCE = 30  # shown; the next ones follow as these are told
FIELDS = ("kind", "title", "about", "place", "starts_at", "ends_at", "close_at", "seats", "stalls")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@officials(*READING)
def gatherings(request):
    listing = Listing(request, ("kind", "q"))
    rows = queries.chosen(queries.gatherings_for(request.actor), listing["kind"], "")
    rows = rows.filter(title__icontains=listing["q"]) if listing["q"] else rows
    context = {
        "listing": listing,
        "rows": listing.cut(rows.order_by("-starts_at")),
        "kinds": Gathering.KINDS.items(),
        "at": request.actor.at,
    }
    return render(request, "recruiting/desk/gatherings.html", context)


@officials("manager")
def new(request):
    problem = None
    if request.method == "POST":
        try:
            made = hold_gathering(request.actor, said(request))
            messages.success(request, "已安排，人人可以报名。")
            return redirect("recruiting:desk-gathering", made.pk)
        except (Refusal, Invalid) as wrong:
            problem = wrong
    return form(request, problem, None, request.POST)


@officials("manager")
def edit(request, pk):
    found, problem = own(request, pk), None
    if request.method == "POST":
        try:
            changed = change_gathering(request.actor, pk, said(request), seen(request))
            messages.success(request, told_of(changed, found))
            return redirect("recruiting:desk-gathering", pk)
        except (Refusal, Invalid) as wrong:
            problem = wrong
    typed = request.POST if problem else {key: typeable(getattr(found, key)) for key in FIELDS}
    return form(request, problem, found, typed)


def told_of(changed, before):
    if changed.moved_at == before.moved_at:
        return "已更改。"
    rung = moving.to_ring(changed).count()
    return f"已更改，报了名的人会收到消息{f'；有{rung}人没有账号，请打电话告知' if rung else ''}。"


def typeable(value):
    return f"{value.astimezone(CHINA):%Y-%m-%dT%H:%M}" if hasattr(value, "astimezone") else value


def form(request, problem, found, typed):
    context = {"g": found, "typed": typed, "kinds": list(Gathering.KINDS.items()), **told(problem)}
    return render(request, "recruiting/desk/gathering_form.html", context, status=status_of(problem))


def said(request):
    return {key: request.POST.get(key, "") for key in FIELDS}


def own(request, pk):
    return get_object_or_404(queries.gatherings_for(request.actor), pk=pk)


@officials(*READING)
def gathering(request, pk):
    return show(request, own(request, pk))


def show(request, found, problem=None):
    listing = Listing(request, ("state", "q"))
    rows = SignUp.objects.filter(gathering=found).select_related("enterprise", "told_by").order_by("pool", "serial")
    if listing["state"] in SignUp.STATES:
        rows = rows.filter(state=listing["state"])
    if listing["q"]:
        rows = rows.filter(Q(name__icontains=listing["q"]) | Q(enterprise__name__icontains=listing["q"]))
    context = {
        "g": found,
        "listing": listing,
        "rows": listing.cut(rows),
        "states": SignUp.STATES.items(),
        "count": queries.attendance(found),
        "hired": queries.results(found),
        "words": list(
            SignUp.objects.filter(gathering=found, level__isnull=False).exclude(said="").order_by("-pk")[:30]
        ),
        "may_manage": request.actor.role == "manager" and found.state == "open",
        "may_open": request.actor.role in AT_DOOR,
        "masked": masked,
        **ringing(found, request.actor.at),
        "at": request.actor.at,
        "typed": request.POST,
        **told(problem),
    }
    return render(request, "recruiting/desk/gathering.html", context, status=status_of(problem))


def ringing(found, at):
    """Who is to be rung up while the gathering is still to come, the first of them, and how many have been."""
    if found.moved_at is None or found.ends_at <= at:
        return {"rings": [], "to_ring": 0, "rung": 0}
    waiting, every = moving.to_ring(found), moving.by_telephone(found).count()
    left = waiting.count()
    return {"rings": list(waiting[:RUNG_AT_ONCE]), "to_ring": left, "rung": every - left}


@require_POST
@officials(*AT_DOOR)
def told_by_telephone(request, pk, signup):
    found = own(request, pk)
    try:
        row = ring_up(request.actor, found, signup)
    except Refusal as problem:
        return show(request, found, problem)
    messages.success(request, f"已记下：{row.name}已告知。")
    return redirect("recruiting:desk-gathering", pk)


@require_POST
@officials("manager")
def cancel(request, pk):
    found = own(request, pk)
    try:
        cancel_gathering(request.actor, pk, request.POST.get("why", ""), seen(request))
    except (Refusal, Invalid) as problem:
        return show(request, found, problem)
    messages.success(request, "已取消，报了名的人在凭证上看得到。")
    return redirect("recruiting:desk-gathering", pk)


@officials(*READING)
def workbook(request, pk):
    found = own(request, pk)
    rows = SignUp.objects.filter(gathering=found).exclude(state="cancelled").select_related("enterprise")
    hide = (lambda phone: phone) if request.actor.role in AT_DOOR else masked
    answer = HttpResponse(book(found, rows.order_by("pool", "serial"), request.actor.day, hide), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="gathering-{found.pk}.xlsx"'
    return answer


@officials(*AT_DOOR)
def door(request, pk):
    """For a telephone in one hand: the code is typed, or comes with the address in the QR code. A name can be looked up."""
    found, problem, row, fresh = own(request, pk), None, None, False
    code = request.POST.get("code", "")
    if request.method == "POST":
        try:
            row, fresh = check_in(request.actor, found, code)
        except (Refusal, Invalid) as wrong:
            problem = wrong
    words = request.GET.get("q", "").strip()[:30]
    named = SignUp.objects.filter(gathering=found, state__in=("seated", "waiting")).select_related("enterprise")
    context = {
        "g": found,
        "row": row,
        "fresh": fresh,
        "code": code if problem else request.GET.get("code", "") if row is None else "",
        "count": queries.attendance(found),
        "words": words,
        "people": list(named.filter(Q(name__icontains=words) | Q(phone__endswith=words)).order_by("serial")[:10])
        if words
        else [],
        **told(problem),
    }
    return render(request, "recruiting/desk/door.html", context, status=status_of(problem))


@officials(*READING)
def jobs(request):
    listing = Listing(request, ("state", "q"))
    rows = queries.vacancies_of_centre(request.actor)
    rows = rows.filter(state=listing["state"]) if listing["state"] in Vacancy.STATES else rows
    words = listing["q"]
    rows = rows.filter(Q(title__icontains=words) | Q(enterprise__name__icontains=words)) if words else rows
    found = listing.cut(rows.order_by("-opened_on", "-pk"))
    context = {"listing": listing, "rows": [(one, noted(one)) for one in found], "states": Vacancy.STATES.items()}
    return render(request, "recruiting/desk/jobs.html", context)


def noted(one):
    return law.warnings(f"{one.duties}\n{one.wants}", one.basis)


@officials(*READING)
def job(request, pk):
    found, problem = get_object_or_404(queries.vacancies_of_centre(request.actor), pk=pk), None
    if request.method == "POST":
        if request.actor.role != "manager":
            raise Http404
        try:
            bar_vacancy(request.actor, pk, request.POST.get("why", ""), seen(request))
            messages.success(request, "已下架，企业看得到理由。")
            return redirect("recruiting:desk-job", pk)
        except (Refusal, Invalid) as wrong:
            problem = wrong
    context = {
        "job": found,
        "warnings": noted(found),
        "people": found.interests.exclude(state="withdrawn").count(),
        "typed": request.POST,
        **told(problem),
    }
    return render(request, "recruiting/desk/job.html", context, status=status_of(problem))
