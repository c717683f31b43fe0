"""Whose pages these are, and what forms and files look like when they arrive."""

from functools import wraps

from django.shortcuts import render

from yuanban.cases.files import keep
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.support import queries

CHOSEN = "provider"


def providers_only(view):
    """The page of a provider: the one chosen, else the first this person works for. Others are told how one becomes one."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        mine = list(queries.providers_of(request.actor))
        if not mine:
            refusal = Refusal(
                "no-post",
                "这是服务机构的工作台，您不是服务机构的人员。",
                "机构请先申请入驻；已经入驻的，请由机构负责人把您加为人员。",
            )
            return render(request, "support/not_provider.html", {"refusal": refusal}, status=403)
        chosen = request.session.get(CHOSEN)
        request.provider = next((one for one in mine if one.pk == chosen), mine[0])
        request.providers = mine
        return view(request, *args, **kwargs)

    return guarded


def landing(person, day):
    """Somebody who works for a provider and for no firm of the parks begins at the provider's desk."""
    theirs = queries.works_for_some(person.pk) and not person.enterprises.exists()
    return "/provider/queue/" if theirs else ""


def status_of(problem):
    if problem is None:
        return 200
    if isinstance(problem, Invalid):
        return 422
    return 403 if problem.rule == "no-post" else 409


def problem_of(problem):
    return {
        "refusal": problem if isinstance(problem, Refusal) else None,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
    }


def seen(request):
    """The version of the row that the page was drawn from; a page without one is out of date."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def upload(request, name):
    """The file of this field as a cases.Upload, or None without one. What is wrong with it is said of the field."""
    given = request.FILES.get(name)
    if given is None:
        return None
    try:
        return keep(request.actor, given.name, given.read())
    except Invalid as problem:
        raise Invalid({name: "".join(problem.errors.values())}) from None
