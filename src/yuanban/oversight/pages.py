"""/published/: grants open to everyone; /desk/pushes/: what regulators are told and sign for; /desk/oversight/: what is amiss."""

import csv

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.oversight import queries
from yuanban.oversight.actions.push_again import push_again
from yuanban.oversight.actions.sign_push import return_push, sign_push
from yuanban.oversight.actions.withhold import withhold
from yuanban.oversight.models import Publication, Push

KEYS = ("q", "park", "year")
HEAD = ("决定书文号", "申请人", "事项", "决定机关", "园区", "结果", "决定日期")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOST = 5000
VERBS = {"sign": sign_push, "return": return_push, "again": push_again}
FIELD = {"sign": "remark", "return": "said", "again": "to"}


@login_not_required
@require_GET
def published(request):
    listing = Listing(request, KEYS)
    found = queries.published(listing)
    if "csv" in request.GET:
        return table(found[:MOST])
    context = {"listing": listing, "rows": listing.cut(found), "choices": queries.choices()}
    return render(request, "oversight/published.html", context)


def table(rows):
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(True, "行政许可公示.csv")
    lines = csv.writer(answer)
    lines.writerow(HEAD)
    for row in rows:
        lines.writerow([f"'{cell}" if str(cell).startswith(FORMULA) else cell for cell in cells(row)])
    return answer


def cells(row):
    return [row.number, row.holder, row.item, row.organ, row.park, row.result, row.day.isoformat()]


@login_not_required
@require_GET
def feed(request):
    """The newest hundred as JSON, for whoever republishes them."""
    rows = queries.published(Listing(request, KEYS))[:100]
    names = ("number", "holder", "item", "organ", "park", "result", "day")
    told = [dict(zip(names, cells(row), strict=True)) for row in rows]
    return JsonResponse({"published": told}, json_dumps_params={"ensure_ascii": False})


@officials("approver", "seconded", "auditor", "provincial", "manager")
def pushes(request):
    listing = Listing(request, ("state", "way", "q"))
    found = queries.pushes_of(request.actor, listing["way"] or "in")
    if listing["state"]:
        found = found.filter(state=listing["state"])
    if listing["q"]:
        found = found.filter(case__number__icontains=listing["q"]) | found.filter(
            case__applicant_name__icontains=listing["q"]
        )
    context = {
        "listing": listing,
        "rows": listing.cut(found),
        "STATES": Push.STATES,
        "WAYS": queries.WAYS,
        "today": request.actor.day,
    }
    return render(request, "oversight/pushes.html", context)


@officials("approver", "seconded", "auditor", "provincial", "manager")
def push(request, pk, problem=None):
    found = queries.pushes_of(request.actor, "all").filter(pk=pk).first()
    if found is None:
        raise Http404
    actor = request.actor
    context = {
        "push": found,
        "mine": found.state == "waiting" and actor.body == found.to.code,
        "again": queries.regulators(found) if found.state == "returned" and actor.body == found.sender.code else [],
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
        "typed": request.POST,
        "today": actor.day,
    }
    return render(
        request, "oversight/push.html", context, status=409 if context["refusal"] else 422 if problem else 200
    )


@officials("approver", "seconded")
@require_POST
def push_act(request, pk, verb):
    do = VERBS.get(verb)
    if do is None:
        raise Http404
    try:
        do(request.actor, pk, request.POST.get(FIELD[verb], ""))
    except Push.DoesNotExist:
        raise Http404 from None
    except (Invalid, Refusal) as problem:
        return push(request, pk, problem)
    messages.success(request, {"sign": "已签收。", "return": "已退回。", "again": "已另行推送。"}[verb])
    return redirect("oversight:pushes")


@officials("approver", "provincial")
@require_POST
def withhold_one(request, pk):
    try:
        done = withhold(request.actor, pk, request.POST.get("reason", ""))
        messages.success(request, "已撤下，理由保留备查。" if done.withheld else "已恢复公示。")
    except Publication.DoesNotExist:
        raise Http404 from None
    except (Invalid, Refusal) as problem:
        messages.error(request, str(problem))
    return redirect("oversight:published")


@officials("auditor", "provincial")
def oversight(request):
    return render(request, "oversight/oversight.html", {"counts": queries.amiss(request.actor.day)})
