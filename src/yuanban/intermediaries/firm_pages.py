"""/my/intermediary/: an intermediary's own side: entering, its services, its qualification."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from yuanban.accounts.models import Enterprise
from yuanban.cases.applicant.door import applicants
from yuanban.intermediaries.actions.enter import enter, leave, offer_service
from yuanban.intermediaries.models import Offer, Service
from yuanban.intermediaries.step import orders_for, own_intermediary
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Body
from yuanban.recruiting.answering import seen, status_of, told, whole

FIELDS = ("price", "days", "terms", "licence", "issuer", "licence_until")


@applicants
def home(request):
    problem, tried = None, request.POST.get("do", "")
    if request.method == "POST":
        try:
            done(request, tried)
            return redirect("intermediaries:home")
        except (Refusal, Invalid) as wrong:
            problem = wrong
    mine = own_intermediary(request.actor)
    offered = list(mine.offers.exclude(state="left").select_related("service").order_by("pk")) if mine else []
    taken = {one.service_id for one in offered}
    context = {
        "mine": mine,
        "offers": offered,
        "services": [one for one in Service.objects.order_by("name") if one.pk not in taken],
        "firms": [
            (one.pk, one.name) for one in Enterprise.objects.filter(pk__in=request.actor.enterprises).order_by("pk")
        ],
        "organs": [(one.code, one.name) for one in Body.objects.filter(role="department").order_by("name")],
        "orders": list(orders_for(request.actor).filter(chosen=mine).order_by("-at")[:50]) if mine else [],
        "typed": request.POST,
        "tried": tried if problem else "",
        **told(problem),
    }
    return render(request, "intermediaries/home.html", context, status=status_of(problem))


def done(request, tried):
    post = request.POST
    if tried == "enter":
        firm = whole(post.get("enterprise", ""), 0)
        enter(request.actor, firm, post.get("about", ""), post.get("phone", ""), post.getlist("attached"))
        messages.success(request, "已入驻。接着报服务项目。")
    elif tried == "leave":
        leave(request.actor, get_object_or_404(Offer, pk=whole(post.get("offer", ""), 0)).pk, seen(request))
        messages.success(request, "已退出这一项。")
    else:
        made = offer_service(request.actor, post.get("service", ""), {key: post.get(key, "") for key in FIELDS})
        said = "已经列入名单。" if made.state == "listed" else "资质核对以后列入名单；核对只看资质真不真。"
        messages.success(request, said)
