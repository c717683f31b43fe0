"""/desk/cases/N/correcting/: the applicant stands at the counter, and what is wrong in the form or the papers is put right at once."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from yuanban.accounts.doors import officials
from yuanban.cases.actions.correct import correct
from yuanban.cases.applicant.asking import DOINGS
from yuanban.cases.deeds import why_not
from yuanban.cases.desk.act import version_of
from yuanban.cases.desk.file import load, status_of
from yuanban.cases.models import Case
from yuanban.catalogue.form_posting import SEEN, posted, with_row, without_row
from yuanban.catalogue.form_showing import drawn, flipped
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@officials()
def correcting(request, number):
    case = load(request.actor, number)
    if request.method != "POST":
        return page(request, case, case.form, why_not(request.actor, case, "correct"))
    fields = case.item_version.form
    answers = posted(fields, request.POST, case.form)
    do, _, key = request.POST.get("do", "save").partition(":")
    if do in DOINGS:
        return redrawn(request, case, rows(fields, answers, do, key), do, key)
    raw = changed(case, fields, answers)
    try:
        correct(
            request.actor,
            number,
            request.POST.get("signed", ""),
            raw,
            request.POST.getlist("_replaced"),
            version_of(request),
        )
    except Case.DoesNotExist:
        raise Http404 from None
    except (Refusal, Invalid) as problem:
        return page(request, case, answers, problem)
    messages.success(request, "已当场更正，改动前后的内容记入本件。")
    return redirect("cases:file", number)


def changed(case, fields, answers):
    """Every question that stood on the page: an emptied answer counts as one. Checks say what is wrong with it."""
    return {f["key"]: answers.get(f["key"]) for f in fields if f["key"] in answers or f["key"] in case.form}


def rows(fields, answers, do, key):
    name, _, n = key.partition(":")
    if do == "more":
        return with_row(fields, answers, name)
    return without_row(fields, answers, name, int(n)) if do == "less" and n.isascii() and n.isdigit() else answers


def redrawn(request, case, answers, do, key):
    """Buttons of rows and questions that turn on others only redraw the form."""
    if not request.htmx:
        return page(request, case, answers)
    form = drawn(case.item_version.form, answers)
    if do == "look":
        flips = flipped(set(request.POST.getlist(SEEN)), form)
        return render(request, "catalogue/form/flips.html", {"flips": flips, "form": form, "at": request.path})
    ask = form.ask(key.partition(":")[0])
    context = {"ask": ask, "form": form, "at": request.path}
    return render(request, "catalogue/form/group.html", context, status=200 if ask else 404)


def page(request, case, answers, problem=None):
    errors = problem.errors if isinstance(problem, Invalid) else {}
    context = {
        "case": case,
        "version": request.POST.get("version", case.version),
        "form": drawn(case.item_version.form, answers, errors),
        "materials": list(case.materials.all()),
        "replaced": request.POST.getlist("_replaced"),
        "signed": request.POST.get("signed", ""),
        "errors": errors,
        "refusal": problem if isinstance(problem, Refusal) else None,
    }
    return render(request, "cases/desk/correct.html", context, status=status_of(problem))
