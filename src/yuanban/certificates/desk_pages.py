"""/desk/certificates/: the register, one certificate's life, and what this post may do with it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.certificates import deeds, queries, showing
from yuanban.certificates.actions.annul import annul
from yuanban.certificates.actions.hear_holder import hear_holder
from yuanban.certificates.actions.restore import restore
from yuanban.certificates.actions.revoke import revoke
from yuanban.certificates.actions.suspend import suspend
from yuanban.certificates.actions.tell_holder import take_back_notice, tell_holder
from yuanban.certificates.register_xlsx import book
from yuanban.law import certificates as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.reading import day_of, version_of

ROLES = ("clerk", "approver", "seconded", "auditor", "manager", "provincial")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 50_000
FORBIDDEN = {"no-post", "no-instrument", "power-not-granted", "power-not-held", "seal-not-registered"}


def listed(request):
    listing = Listing(request, ("q", "stands", "soon"))
    seen, day = queries.visible_to(request.actor), request.actor.day
    found = queries.searched(seen, listing["q"])
    if listing["stands"] in law.STANDINGS:
        found = found.filter(queries.stands(day)[listing["stands"]])
    if listing["soon"].isdecimal() and len(listing["soon"]) < 4:
        found = found.filter(queries.ending(day, int(listing["soon"])))
    rows = found.select_related("item", "organ", "enterprise", "park").order_by("-issued_on", "-id")
    return listing, seen, rows


@officials(*ROLES)
def desk(request):
    day = request.actor.day
    listing, seen, rows = listed(request)
    context = {
        "listing": listing,
        "rows": [showing.shown(c, day) for c in listing.cut(rows)],
        "tiles": [(key, name, seen.filter(queries.stands(day)[key]).count()) for key, name in law.STANDINGS.items()],
        "day": day,
        "soon": [("30", "三十日内"), ("60", "六十日内"), ("90", "九十日内")],
    }
    return render(request, "certificates/desk/list.html", context)


@officials(*ROLES)
def export(request):
    """The same list as on the page, as a workbook."""
    _, _, rows = listed(request)
    day = request.actor.day
    made = book([showing.shown(c, day) for c in rows[:MOST]], day)
    response = HttpResponse(made, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="certificates-{day}.xlsx"'
    return response


@officials(*ROLES)
def file(request, number):
    return show(request, number)


def show(request, number, verb="", problem=None):
    certificate, actor = queries.held(request.actor, number), request.actor
    context = {
        "c": certificate,
        "shown": showing.shown(certificate, actor.day),
        "code": showing.code(certificate),
        "successor": getattr(certificate, "replaced_by", None),
        "cases": certificate.cases.select_related("item").order_by("-applied_at")[:20],
        "lines": showing.story_lines(certificate),
        "deeds": deeds.deeds(actor, certificate),
        "grounds": {one: deeds.grounds_of(one) for one in law.TURNS},
        "noticed": deeds.noticed_grounds(),
        "tried": verb,
        "typed": request.POST if verb else {},
        "errors": {f"{verb}-{key}": text for key, text in problem.errors.items()}
        if isinstance(problem, Invalid)
        else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
        "turns": law.TURNS,
    }
    return render(request, "certificates/desk/file.html", context, status=status_of(problem))


def status_of(problem):
    if problem is None:
        return 200
    return 422 if isinstance(problem, Invalid) else 403 if problem.rule in FORBIDDEN else 409


@require_POST
@officials(*ROLES)
def act(request, number, verb):
    if verb not in RUN:
        raise Http404
    certificate = queries.held(request.actor, number)
    typed = {name.removeprefix(f"{verb}-"): text for name, text in request.POST.items()}
    try:
        RUN[verb](request.actor, certificate.number, typed, version_of(request.POST))
    except (Refusal, Invalid) as problem:
        return show(request, number, verb, problem)
    messages.success(request, f"已办理“{deeds.NAMES[verb]}”：{certificate.name}，{certificate.holder_name}。")
    return redirect("certificates:file", certificate.number)


def said(typed, *names):
    """What was typed, by the name of the argument it is for."""
    return {name: typed.get(name, "")[:2000] for name in names}


def run_suspend(actor, number, typed, version):
    until = day_of(typed["until"], "until") if typed.get("until") else None
    suspend(actor, number, **said(typed, "ground", "reasons", "basis"), until=until, version=version)


def run_restore(actor, number, typed, version):
    restore(actor, number, **said(typed, "ground", "reasons"), version=version)


def run_revoke(actor, number, typed, version):
    harm = typed.get("harm") == "是"
    revoke(actor, number, **said(typed, "ground", "reasons", "basis"), harm=harm, version=version)


def run_annul(actor, number, typed, version):
    annul(actor, number, **said(typed, "ground", "reasons", "basis"), version=version)


def run_tell(actor, number, typed, version):
    verb, _, ground = typed.get("ground", "").partition(":")
    if verb not in deeds.GRAVE:
        raise Invalid({"ground": "请选择拟作出的决定和情形。"})
    tell_holder(actor, number, verb, ground, **said(typed, "reasons", "basis"), version=version)


def run_hear(actor, number, typed, version):
    hear_holder(actor, number, typed.get("said", ""), typed.get("waived") == "是", version)


def run_take_back(actor, number, typed, version):
    take_back_notice(actor, number, **said(typed, "reasons"), version=version)


RUN = {
    "suspend": run_suspend,
    "restore": run_restore,
    "revoke": run_revoke,
    "annul": run_annul,
    "tell": run_tell,
    "hear": run_hear,
    "take-back": run_take_back,
}
