"""What the pages of meetings and of visits share: lists, the form that calls one, the seats as they were typed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from yuanban.accounts.listing import Listing
from yuanban.cases.desk.file import status_of
from yuanban.cases.models import Case
from yuanban.cases.queries import visible_to
from yuanban.joint import step, together
from yuanban.joint.pages import problem_of
from yuanban.joint.together import Call
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid

ROLES = ("approver", "seconded", "manager", "auditor", "provincial")
CALLERS = ("approver", "seconded", "manager")
OPEN = ("called", "minuted", "planned")


def listed(request, found, what):
    listing = Listing(request, ("show", "q"))
    if words := listing["q"]:
        numbers = Case.objects.filter(number__icontains=words) | Case.objects.filter(applicant_name__icontains=words)
        found = found.filter(pk__in=found.filter(cases__in=numbers).values("pk"))
    going, over = found.filter(state__in=OPEN).order_by("on", "pk"), found.exclude(state__in=OPEN)
    rows = listing.cut((over if listing["show"] == "closed" else going).prefetch_related("cases__item"))
    tabs = [("", f"未结束（{going.count()}）"), ("closed", f"已结束（{over.count()}）")]
    context = {
        "what": what,
        "listing": listing,
        "rows": rows,
        "tabs": [(name, listing.url(show=key, q=""), listing["show"] == key) for key, name in tabs],
        "today": request.actor.day,
        "may_call": request.actor.role in CALLERS,
    }
    return render(request, "joint/together_list.html", context)


def new(request, what, do):
    """GET shows the form for the case (`case=`) and those of the same applicant; POST calls it."""
    post = request.POST
    if request.method != "POST":
        return form(request, what)
    words = {name: post.get(name, "") for name in ("on", "time", "place", "agenda")}
    call = Call(numbers=tuple(post.getlist("cases")), bodies=tuple(post.getlist("bodies")), **words)
    try:
        row = do(request.actor, call)
    except Case.DoesNotExist:
        raise Http404 from None
    except (Refusal, Invalid) as problem:
        return form(request, what, problem)
    messages.success(request, f"已通知{'、'.join(seat['name'] for seat in row.seats)}。")
    return redirect(f"joint:{what.name}", row.pk)


def form(request, what, problem=None):
    actor = request.actor
    first = (
        visible_to(actor)
        .filter(number=request.GET.get("case", ""))
        .select_related("park", "enterprise", "item_version")
        .first()
    )
    if first is None:
        raise Http404
    cases = [first, *others(actor, first)]
    host = together.caller(actor, cases)
    asked = set(first.consultations.values_list("to__code", flat=True))
    mine = {one.number for one in cases if one.bundle_case_id and one.bundle_case_id == first.bundle_case_id} | {
        first.number
    }
    context = {
        "what": what,
        "case": first,
        "cases": cases,
        "chosen": set(request.POST.getlist("cases")) if problem else mine,
        "bodies": [one for one in together.invitable(cases, actor.day).values() if one.code not in (actor.body, host)],
        "invited": set(request.POST.getlist("bodies")) if problem else asked,
        "last": step.last_day(first, actor.day) if first.promised_due else None,
        "closed": None if host else Refusal("no-post", "联合审查、联合踏勘由经办的审查人员或者中心负责人召集。"),
        "today": actor.day,
        **problem_of(request, problem),
    }
    return render(request, "joint/together_new.html", context, status=status_of(problem))


def others(actor, first):
    """Open cases of the same applicant that this person sees, those of the same 一件事 first."""
    same = (
        {"enterprise": first.enterprise_id}
        if first.enterprise_id
        else {"applicant": first.applicant_id, "enterprise": None}
    )
    found = visible_to(actor).filter(state__in=step.UNDER_WAY, **same).exclude(pk=first.pk)
    rows = list(found.select_related("item", "item_version", "bundle_case__bundle").order_by("-applied_at")[:20])
    return sorted(rows, key=lambda one: one.bundle_case_id is None or one.bundle_case_id != first.bundle_case_id)


def seats_of(post, seats, key):
    """{body code: {came, people, `key`, said}} as typed."""
    return {
        code: {
            "came": bool(post.get(f"came-{code}")),
            "people": post.get(f"people-{code}", ""),
            key: post.get(f"{key}-{code}", ""),
            "said": post.get(f"said-{code}", ""),
        }
        for code in (seat["body"] for seat in seats)
    }


def typed_seats(request, seats, key, problem):
    """The seats as the form draws them again: what was typed stays."""
    return [seat | seats_of(request.POST, seats, key)[seat["body"]] if problem else seat for seat in seats]
