"""/cases/N/form/: the filled form on paper, as it was asked by the version the case is pinned to."""

from django.shortcuts import render

from yuanban.accounts.doors import officials
from yuanban.cases.applicant.door import own_case
from yuanban.cases.desk.file import load
from yuanban.catalogue import guidance
from yuanban.catalogue.form_telling import told


@own_case
def own(request, case):
    return page(request, case)


@officials()
def desk(request, number):
    return page(request, load(request.actor, number))


def page(request, case):
    version = case.item_version
    questions = guidance.questions_of(version)
    answers = guidance.answers_in(case.form)
    context = {
        "case": case,
        "told": told(version.form, case.form),
        "guided": [line for _, lines in told(questions, answers) for line in lines],
        "materials": case.materials.all(),
    }
    return render(request, "cases/applicant/form_paper.html", context)
