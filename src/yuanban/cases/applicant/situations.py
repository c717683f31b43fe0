"""A 一件事 begins with a few questions: which of its matters this applicant needs at all."""

from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render

from yuanban.cases.applicant import filled as fill
from yuanban.cases.applicant.door import applicants
from yuanban.cases.applicant.matter import SITUATIONS, matter_for
from yuanban.catalogue.bundling import read_situations
from yuanban.catalogue.form_posting import SEEN, posted
from yuanban.catalogue.form_showing import drawn, flipped


@applicants
def page(request, park, code):
    matter = matter_for(request.actor, park, code=code)
    if not matter.bundle.situations:
        return redirect(matter.url)
    typed = posted(matter.bundle.situations, request.POST) if request.method == "POST" else matter.chosen.answers
    asked = [{**q, "section": ""} for q in matter.bundle.situations]
    if request.htmx:
        form = drawn(asked, typed)
        flips = flipped(set(request.POST.getlist(SEEN)), form)
        return render(request, "catalogue/form/flips.html", {"flips": flips, "form": form, "at": request.path})
    errors = wrong(matter.bundle, typed) if request.method == "POST" else {}
    if request.method == "POST" and not errors:
        return keep(request, matter, typed)
    context = {"matter": matter, "form": drawn(asked, typed, errors), "errors": errors}
    return render(request, "cases/applicant/situations.html", context, status=422 if errors else 200)


def wrong(bundle, typed):
    _, errors, left = read_situations(bundle, typed)
    return {q["key"]: f"请回答“{q['label']}”。" for q in left} | errors


def keep(request, matter, typed) -> HttpResponseRedirect:
    """Into the draft, beside what has been filled in already."""
    draft = fill.draft_of(request.actor, matter)
    told = matter_for(request.actor, matter.park.code, code=matter.bundle.code, situations=typed)
    filled = fill.from_draft(draft) if draft else fill.blank(request.actor, request.user, told)
    draft = fill.keep(request.actor, told, filled, draft)
    draft.form[SITUATIONS] = told.chosen.answers
    draft.save(update_fields=["form"])
    return redirect(told.url)
