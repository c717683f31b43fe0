"""/jobs/: what firms look for, open to everyone; /my/jobs/: the firm's own side of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from yuanban.accounts.listing import Listing
from yuanban.accounts.models import Enterprise
from yuanban.cases.applicant.door import applicants
from yuanban.catalogue.choice import open_parks
from yuanban.law import vacancies as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.recruiting import queries
from yuanban.recruiting.actions.confirm_hires import confirm_hires
from yuanban.recruiting.actions.end_vacancy import end_vacancy
from yuanban.recruiting.actions.post_vacancy import change_vacancy, post_vacancy
from yuanban.recruiting.actions.say_interest import answer_interest, say_interest, withdraw_interest
from yuanban.recruiting.answering import seen, status_of, told, whole
from yuanban.recruiting.models import Gathering, Interest, Vacancy
from yuanban.voice.places import admit

FIELDS = ("title", "duties", "wants", "basis", "place", "pay_low", "pay_high", "wanted", "phone", "until")


@login_not_required
def jobs(request):
    listing = Listing(request, ("q", "park"))
    rows = listing.cut(queries.open_vacancies(request.actor.day, listing["q"], listing["park"]))
    context = {"listing": listing, "rows": rows, "parks": parks()}
    return render(request, "recruiting/jobs.html", context)


def parks():
    return [(one.code, one.short) for one in open_parks()]


@login_not_required
def job(request, pk):
    found = get_object_or_404(queries.vacancies(), pk=pk)
    problem, done = None, ""
    if request.method == "POST":
        try:
            admit(request, "interest")
            _, fresh = say_interest(
                request.actor, pk, *(request.POST.get(key, "") for key in ("name", "phone", "note"))
            )
            done = "fresh" if fresh else "again"
        except (Refusal, Invalid) as wrong:
            problem = wrong
    context = {
        "job": found,
        "open": found.state == "open" and found.until >= request.actor.day,
        "done": done,
        "typed": request.POST,
        "mine": queries.interests_of(request.actor).filter(vacancy=found).exclude(state="withdrawn").first(),
        "warnings": law.warnings(f"{found.duties}\n{found.wants}", found.basis),
        **told(problem),
    }
    return render(request, "recruiting/job.html", context, status=status_of(problem))


@applicants
def my_jobs(request):
    rows = Listing(request, ("state",))
    found = queries.own_vacancies(request.actor)
    found = found.filter(state=rows["state"]) if rows["state"] in Vacancy.STATES else found
    context = {
        "listing": rows,
        "rows": rows.cut(found.order_by("-opened_on", "-pk")),
        "states": Vacancy.STATES.items(),
        "interests": list(queries.interests_of(request.actor).order_by("-at")[:20]),
        "has_firm": bool(request.actor.enterprises),
    }
    return render(request, "recruiting/my_jobs.html", context)


@applicants
def new_job(request):
    problem = None
    if request.method == "POST":
        try:
            firm = whole(request.POST.get("enterprise", ""), 0)
            made = post_vacancy(request.actor, firm, said(request))
            warn(request, made)
            return redirect("recruiting:my-job", made.pk)
        except (Refusal, Invalid) as wrong:
            problem = wrong
    return form(request, problem, None, request.POST)


@applicants
def edit_job(request, pk):
    found, problem = own(request, pk), None
    if request.method == "POST":
        try:
            warn(request, change_vacancy(request.actor, pk, said(request), seen(request)))
            return redirect("recruiting:my-job", pk)
        except (Refusal, Invalid) as wrong:
            problem = wrong
    typed = (
        request.POST if problem else {key: getattr(found, key) for key in FIELDS} | {"until": found.until.isoformat()}
    )
    return form(request, problem, found, typed)


def form(request, problem, found, typed):
    firms = Enterprise.objects.filter(pk__in=request.actor.enterprises).order_by("pk")
    context = {"job": found, "typed": typed, "firms": [(one.pk, one.name) for one in firms], **told(problem)}
    return render(request, "recruiting/job_form.html", context, status=status_of(problem))


def said(request):
    return {key: request.POST.get(key, "") for key in FIELDS}


def warn(request, vacancy):
    messages.success(request, "已发布，人人可以看到。")
    for one in law.warnings(f"{vacancy.duties}\n{vacancy.wants}", vacancy.basis):
        messages.warning(request, f"请再看一看：{one.says}")


def own(request, pk):
    return get_object_or_404(queries.own_vacancies(request.actor), pk=pk)


@applicants
def my_job(request, pk):
    return show(request, own(request, pk))


def show(request, found, problem=None, tried=""):
    fairs = Gathering.objects.filter(
        signups__enterprise=found.enterprise, signups__pool="stall", signups__state__in=("seated", "here")
    )
    context = {
        "job": found,
        "people": list(found.interests.exclude(state="withdrawn").order_by("-at")),
        "hires": list(found.hires.select_related("gathering", "interest").order_by("-on", "-pk")),
        "fairs": [(one.pk, one.title) for one in fairs.order_by("-starts_at")],
        "tried": tried,
        "typed": request.POST if tried else {},
        **told(problem),
    }
    return render(request, "recruiting/my_job.html", context, status=status_of(problem))


@applicants
def act(request, pk, verb):
    found = own(request, pk)
    if verb not in DO or request.method != "POST":
        raise Http404
    try:
        DO[verb](request, found)
    except (Refusal, Invalid) as problem:
        return show(request, own(request, pk), problem, verb)
    messages.success(request, "已记录。")
    return redirect("recruiting:my-job", pk)


def hire(request, found):
    confirm_hires(
        request.actor, found.pk, whole(request.POST.get("number", "")), whole(request.POST.get("gathering", ""))
    )


def answer(request, found):
    one = get_object_or_404(Interest, pk=whole(request.POST.get("interest", ""), 0), vacancy=found)
    said = request.POST.get("answer", "")
    if said not in ("called", "hired", "declined"):
        raise Http404
    answer_interest(request.actor, one.pk, said, seen(request))


DO = {
    "end": lambda request, found: end_vacancy(
        request.actor, found.pk, request.POST.get("end", ""), request.POST.get("why", ""), seen(request)
    ),
    "hire": hire,
    "answer": answer,
}


@applicants
def take_back(request, pk):
    one = get_object_or_404(queries.interests_of(request.actor), pk=pk)
    if request.method == "POST":
        withdraw_interest(request.actor, one.pk)
        messages.success(request, "已撤回，企业不再联系您。")
    return redirect("recruiting:my-jobs")
