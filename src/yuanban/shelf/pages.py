"""/my/shelf/: what is held about one's firm or oneself, to be used again; what shared data said; who looked."""

import datetime as dt
from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from yuanban.accounts.listing import Listing
from yuanban.catalogue.material_kinds import kinds, name_of
from yuanban.law.refusal import Refusal
from yuanban.ledger.files import bytes_of
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.serving import sent
from yuanban.shelf import queries
from yuanban.shelf.actions.keep_ahead import keep_ahead
from yuanban.shelf.actions.withdraw import set_state
from yuanban.shelf.holders import holders_of
from yuanban.shelf.models import Document
from yuanban.shelf.used import used_in

VIEWS = {"": "材料和证照", "lookups": "数据共享查询", "looks": "谁看过"}
SHOWS = {"": "可以使用", "over": "不能使用", "all": "全部"}
PER_PAGE = 15


def holders(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.actor.official:
            raise Refusal(
                "no-post",
                because="材料库由企业和个人自己打开；工作人员在办件里看到与该件有关的材料。",
                cure="请打开有关的办件，或者用企业账号登录。",
            )
        return view(request, *args, **kwargs)

    return guarded


@holders
def shelf(request, problem=None):
    listing = Listing(request, ("of", "view", "show", "q"), PER_PAGE)
    listing.path = reverse("shelf:shelf")
    if listing["view"] not in VIEWS or listing["show"] not in SHOWS:
        raise Http404
    mine = holders_of(request.actor)
    holder = chosen(mine, request.POST.get("of") or listing["of"])
    context = {
        "listing": listing,
        "mine": mine,
        "holder": holder,
        "views": VIEWS,
        "shows": SHOWS,
        "trusts": Document.TRUSTS,
        "standings": queries.STANDINGS,
        "kind_options": [(kind.code, kind.name) for kind in kinds().values()],
        "name_of": name_of,
        "typed": request.POST,
        "errors": problem.errors if problem else {},
        **VIEWED[listing["view"]](listing, holder, request.actor.day),
    }
    return render(request, "shelf/shelf.html", context, status=422 if problem else 200)


def chosen(mine, text):
    """Whose shelf is asked for; the first of their firms when nobody's."""
    found = next((one for one in mine if key_of(one) == text), None)
    if found is None and text:
        raise Http404
    return found or mine[0]


def key_of(holder):
    return f"e{holder.enterprise}" if holder.enterprise else "me"


def documents(listing, holder, day):
    found = queries.entries(holder, day, listing["q"])
    counts = {show: sum(fits(line, show) for line in found) for show in SHOWS}
    lines = listing.cut([line for line in found if fits(line, listing["show"])])
    used = used_in(holder, [line.document for line in lines if line.document])
    return {"lines": lines, "used": used, "counts": counts, "soon": day + dt.timedelta(days=30)}


def fits(line, show):
    return show == "all" or (line.standing in ("usable", "coming")) == (show == "")


def lookups(listing, holder, day):
    return {"lines": listing.cut(queries.asked_about(holder))}


def looks(listing, holder, day):
    return {"lines": listing.cut(queries.looks_at(holder))}


VIEWED = {"": documents, "lookups": lookups, "looks": looks}


@require_POST
@holders
def keep(request):
    post, given = request.POST, request.FILES.get("file")
    try:
        holder = chosen(holders_of(request.actor), post.get("of", ""))
        kept = keep_ahead(request.actor, holder, post.get("name", ""), **handed(post, given))
    except Invalid as problem:
        return shelf(request, problem)
    messages.success(request, f"“{kept.name}”已放入材料库，办事时可以直接取用。")
    return redirect(f"{reverse('shelf:shelf')}?{urlencode({'of': post.get('of', '')})}")


def handed(post, given):
    if given is None:
        raise Invalid({"file": "请选择文件。"})
    days = {name: day_of(post, name) for name in ("from_date", "to_date")}
    return {"file_name": given.name, "data": given.read(), "kind": post.get("kind", ""), **days}


def day_of(post, name):
    text = post.get(name, "").strip()
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid({name: "请填写日期，例如 2026-03-05。"}) from None


@require_POST
@holders
def state(request, pk):
    try:
        document = set_state(request.actor, pk, request.POST.get("do", ""))
    except Document.DoesNotExist:
        raise Http404 from None
    said = "不再使用，已经交到办件里的不受影响。" if document.state == "withdrawn" else "可以再次使用。"
    messages.success(request, f"“{document.name}”{said}")
    back = request.POST.get("of", "")
    return redirect(f"{reverse('shelf:shelf')}?{urlencode({'of': back})}" if back else "shelf:shelf")


@holders
def file(request, pk):
    document = get_object_or_404(queries.visible_to(request.actor).exclude(sha256=""), pk=pk)
    return sent(bytes_of(document.sha256), document.file_name, document.type, attachment=True)
