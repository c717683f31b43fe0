"""/cases/N/hearing/: told of the right to be heard, the applicant asks for the hearing or gives it up."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from yuanban.cases.actions.ask_hearing import ask_hearing
from yuanban.cases.actions.waive_hearing import waive_hearing
from yuanban.cases.applicant.door import own_case
from yuanban.cases.applicant.tracking import version_of
from yuanban.cases.hearings import hearing_of
from yuanban.law.hearings import BY_RIGHT, OPEN
from yuanban.law.refusal import Refusal


@own_case
def hearing(request, case):
    if hearing_of(case) is None:
        raise Http404
    if request.method != "POST":
        return page(request, case)
    try:
        done = DO[request.POST.get("do", "ask")](request, case)
    except KeyError:
        raise Http404 from None
    except Refusal as refusal:
        return page(request, case, refusal)
    messages.success(request, done)
    return redirect("cases:hearing", case.number)


def ask(request, case):
    done = ask_hearing(request.actor, case.number, "", request.POST.get("reason", ""), version_of(request))
    if hearing_of(done).state == "lapsed":
        return "提出听证申请的期限已过，机关不予听证，通知书在“文书”里。您仍然可以陈述、申辩。"
    return "已收到您的听证申请。机关在二十个工作日内举行听证，并在举行七个工作日前通知您时间、地点和主持人。"


def waive(request, case):
    waive_hearing(request.actor, case.number, "", version_of(request))
    return "已登记您放弃听证。"


DO = {"ask": ask, "waive": waive}


def page(request, case, refusal=None):
    found = hearing_of(case)
    running = found.state in OPEN and not case.closed_on and not case.decided_on
    mine = found.parties[0]
    context = {
        "case": case,
        "hearing": found,
        "mine": mine,
        "may_ask": running and found.state == "told",
        "may_waive": running and found.ground == BY_RIGHT and mine["answer"] != "waived",
        "late": found.ask_by < request.actor.day,
        "papers": case.papers.filter(kind__startswith="hearing").order_by("id"),
        "refusal": refusal,
        "typed": request.POST,
    }
    return render(request, "cases/applicant/hearing.html", context, status=409 if refusal else 200)
