"""/desk/flags/: 监督提示 — a second request that was refused, a second notice that was sent; looked at by the supervisors."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases.actions.flag import see_flag
from yuanban.cases.desk.file import status_of
from yuanban.cases.models import Flag
from yuanban.cases.queries import flags_of
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.world import world

SHOWS = {"": "待阅处", "seen": "已阅处"}
SUPERVISORS = ("auditor", "provincial")


@officials("auditor", "manager", "provincial")
def flags(request, problem=None, tried=None):
    actor, listing = request.actor, Listing(request, ("show", "kind", "q"))
    listing.path = reverse("cases:flags")
    found = chosen(actor, listing["show"])
    if listing["kind"] in Flag.KINDS:
        found = found.filter(kind=listing["kind"])
    if words := listing["q"]:
        found = found.filter(case__number__icontains=words) | found.filter(case__applicant_name__icontains=words)
    now = world(actor.day)
    context = {
        "listing": listing,
        "rows": [(one, now.name(one.body) if one.body else "") for one in listing.cut(found)],
        "shows": [(key, name, chosen(actor, key).count()) for key, name in SHOWS.items()],
        "kinds": list(Flag.KINDS.items()),
        "may_see": actor.role in SUPERVISORS,
        "tried": tried,
        "typed": request.POST,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
    }
    return render(request, "cases/desk/flags.html", context, status=status_of(problem))


def chosen(actor, show):
    return flags_of(actor).filter(seen_on__isnull=show != "seen")


@officials("auditor", "manager", "provincial")
def seen(request, pk):
    if request.method != "POST":
        return redirect("cases:flags")
    try:
        see_flag(request.actor, pk, request.POST.get("note", ""))
    except Flag.DoesNotExist:
        raise Http404 from None
    except (Invalid, Refusal) as problem:
        return flags(request, problem, pk)
    messages.success(request, "已阅处，记入本件。")
    return redirect("cases:flags")
