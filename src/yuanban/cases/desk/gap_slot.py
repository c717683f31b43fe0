"""One more slot of the supplement form, for a browser with script."""

from django.http import Http404
from django.shortcuts import render

from yuanban.accounts.doors import officials
from yuanban.cases.desk.file import load
from yuanban.cases.desk.gap_form import MOST, slot
from yuanban.cases.gaps import targets_of


@officials()
def more(request, number):
    """`of`: a material, the form, or the conditions; `at`: how many slots it has."""
    case = load(request.actor, number)
    id_, at = request.GET.get("of", ""), request.GET.get("at", "")
    targets = [one for one in targets_of(case).values() if id_ in (one.id, one.target)]
    if not targets or not (at.isascii() and at.isdigit() and int(at) < MOST):
        raise Http404
    context = {"case": case, "s": slot(f"{id_}.{at}", targets), "of": id_, "next": int(at) + 1, "MOST": MOST}
    return render(request, "cases/desk/gap_slot.html", context)
