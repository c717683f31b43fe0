"""One verb on one case: do it and go on, or show why not beside everything that was typed."""

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.cases.desk.file import show
from yuanban.cases.desk.forms import RUN
from yuanban.cases.models import OPEN, Case
from yuanban.cases.queries import queue
from yuanban.law.procedure import MOVES
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@require_POST
@officials()
def act(request, number, verb):
    if verb not in RUN:
        raise Http404
    try:
        case = RUN[verb](request.actor, number, own(request.POST, verb), version_of(request))
    except Case.DoesNotExist:
        raise Http404 from None
    except (Refusal, Invalid) as problem:
        return show(request, number, verb, problem)
    messages.success(request, f"已办理“{MOVES[verb].name_zh}”：{case.applicant_name}，{case.item.name}。")
    return redirect(onward(request, case))


def own(post, verb):
    """The fields of this verb's form; on the page their names carry the verb, so that no two forms share a name."""
    found = QueryDict(mutable=True)
    for name, values in post.lists():
        found.setlist(name.removeprefix(f"{verb}-"), values)
    return found


def version_of(request):
    """The version the page was drawn from. A page without one is treated as out of date."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def onward(request, case):
    """The next case if asked for; this one while it is still ours; else back to the queue."""
    actor = request.actor
    following = queue(actor).exclude(pk=case.pk).values_list("number", flat=True).first()
    if request.POST.get("then") == "next" and following:
        return reverse("cases:file", args=[following])
    if case.state in OPEN and case.holder == actor.body:
        return reverse("cases:file", args=[case.number])
    return f"{reverse('cases:desk')}?done={case.number}"
