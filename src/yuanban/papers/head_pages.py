"""/desk/letterheads/: how each organ heads its papers; the picture of a seal, on the page of its uses."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.law.refusal import Refusal
from yuanban.ledger import files
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.serving import sent
from yuanban.mandates.models import Seal
from yuanban.papers.actions.keep_face import HEAVIEST, keep_face
from yuanban.papers.actions.set_letterhead import set_letterhead
from yuanban.papers.models import Register, SealFace
from yuanban.places.models import Body

WIDE = ("provincial", "admin")


@officials("approver", "manager", "provincial", "admin")
def letterheads(request, tried="", problem=None):
    listing = Listing(request, ("q",), size=10)
    listing.path = reverse("papers:letterheads")
    shown = bodies_of(request.actor).filter(code=tried) if tried else bodies_of(request.actor)
    context = {
        "listing": listing,
        "wide": request.actor.role in WIDE,
        "rows": [(body, getattr(body, "letterhead", None)) for body in listing.cut(named(shown, listing["q"]))],
        "tried": tried,
        "typed": request.POST,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
    }
    status = 422 if isinstance(problem, Invalid) else 409 if problem else 200
    return render(request, "papers/letterheads.html", context, status=status)


def bodies_of(actor):
    """The own body; for the provincial centre every body that has issued a paper or has set a head."""
    bodies = Body.objects.select_related("letterhead").order_by("name")
    if actor.role not in WIDE:
        return bodies.filter(code=actor.body)
    return bodies.filter(Q(pk__in=Register.objects.values("body")) | Q(letterhead__isnull=False))


def named(bodies, words):
    return bodies.filter(Q(name__icontains=words) | Q(short__icontains=words)) if words else bodies


@officials("approver", "manager", "provincial", "admin")
@require_POST
def set_one(request, code):
    post, body = request.POST, get_object_or_404(Body, code=code)
    try:
        set_letterhead(request.actor, body, post.get("mark", ""), "line" in post, post.get("foot", ""), number(post))
    except (Invalid, Refusal) as problem:
        return letterheads(request, code, problem)
    messages.success(request, f"{body.name}的版头已经设定，以后的文书按此印制；已经出具的不变。")
    return redirect("papers:letterheads")


def number(post):
    text = post.get("version", "")
    return int(text) if text.isascii() and text.isdigit() else None


@officials("manager", "provincial", "admin")
@require_POST
def keep(request, code):
    seal, file = get_object_or_404(Seal, code=code), request.FILES.get("face")
    try:
        if file is None or file.size > HEAVIEST:
            raise Invalid({"file": "请选择一张不超过1MB的PNG图片。"})
        keep_face(request.actor, seal, file.name, file.read())
        messages.success(request, "印模已经保存，以后的文书加盖这个印模；已经出具的不变。")
    except (Invalid, Refusal) as problem:
        messages.error(request, str(problem) if isinstance(problem, Refusal) else "".join(problem.errors.values()))
    return redirect("papers:seal-uses", code)


@officials("manager", "provincial", "admin", "approver", "auditor")
def face(request, code):
    kept = SealFace.objects.filter(seal__code=code).first()
    if kept is None or not files.exists(kept):
        raise Http404
    return sent(files.read(kept), f"{code}.png", "image/png")
