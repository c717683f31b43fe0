"""On the pages of a case: what was asked and answered, what was corrected, what is promised and until when."""

from yuanban.cases import promised
from yuanban.catalogue.commitment import text_of


def desk(request, case):
    return said(request, case, official=True)


def applicant(request, case):
    return said(request, case, official=False)


def said(request, case, official):
    gaps, corrections = list(case.gaps.all()), list(case.corrections.all())
    owed = [material.name for material in promised.owed(case)]
    flags = list(case.flags.select_related("seen_by")) if official else []
    if not (gaps or corrections or owed or case.committed or flags):
        return None
    context = {
        "case": case,
        "gaps": gaps,
        "corrections": corrections,
        "owed": owed,
        "light": promised.light(case, request.actor.day),
        "commitment": text_of(case.item_version) if case.committed and case.item_version.commitment else [],
        "flags": flags,
        "official": official,
    }
    return "cases/gap_panel.html", context
