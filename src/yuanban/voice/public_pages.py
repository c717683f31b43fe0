"""/voice/: complaints, suggestions, what could not be done; how far they are; what people say of a centre."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from yuanban.accounts.models import Person
from yuanban.cases.applicant.door import applicants
from yuanban.cases.models import Case
from yuanban.cases.queries import visible_to
from yuanban.catalogue.choice import chosen_park, open_parks
from yuanban.catalogue.models import Item
from yuanban.law.refusal import Refusal
from yuanban.law.rules import rules
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.queries import items_of
from yuanban.voice import queries
from yuanban.voice.actions.file_concern import Matter, digest, file_concern
from yuanban.voice.actions.respond_concern import KINDS as RESPONSES
from yuanban.voice.actions.respond_concern import respond_concern
from yuanban.voice.masking import masked
from yuanban.voice.models import Concern, Rating
from yuanban.voice.pages import status
from yuanban.voice.places import admit

FIELDS = ("kind", "park", "case", "item", "window", "whom", "stage", "rule", "told", "text", "name", "contact")
SHOWN = 20
NO_MATCH = "编号或者查询码不对。请核对回执上的编号和查询码。"


@login_not_required
@never_cache
def new(request):
    """Prefilled from the address: a refusal leads here with its rule, a case with its number."""
    typed = {name: (request.POST if request.method == "POST" else request.GET).get(name, "").strip() for name in FIELDS}
    if request.method != "POST":
        return ask(request, prefilled(request, typed))
    found = case_named(typed["case"])
    try:
        admit(request, "form")
        if typed["case"] and found is None:
            raise Invalid({"case": "没有找到这个办件编号；不记得的，可以不填。"})
        concern, code = file_concern(
            request.actor, typed["kind"], typed["text"], matter(typed, found), typed["name"], typed["contact"]
        )
    except Invalid as problem:
        return ask(request, typed, problem.errors)
    except Refusal as refusal:
        return ask(request, typed, refusal=refusal)
    return render(request, "voice/filed.html", {"concern": concern, "code": code}, status=201)


def prefilled(request, typed):
    case = (
        visible_to(request.actor).select_related("park").filter(number=typed["case"]).first() if typed["case"] else None
    )
    person = None if request.actor.official else Person.objects.filter(pk=request.actor.person).first()
    known = chosen_park(request)
    return typed | {
        "kind": typed["kind"] if typed["kind"] in Concern.KINDS else "",
        "park": case.park.code if case else typed["park"] or (known.code if known else ""),
        "item": str(case.item_id) if case else typed["item"],
        "name": person.name if person else typed["name"],
        "contact": person.phone if person else typed["contact"],
    }


def ask(request, typed, errors=None, refusal=None):
    park = open_parks().filter(code=typed["park"]).first()
    context = {
        "typed": typed,
        "errors": errors or {},
        "refusal": refusal,
        "kinds": Concern.KINDS,
        "parks": [(one.code, one.name) for one in open_parks().order_by("name")],
        "items": [(one.pk, one.name) for one in items_of(park, request.actor.day).order_by("name")] if park else [],
        "windows": [(one.code, one.name) for one in park.centre.windows.order_by("name")] if park else [],
        "rule": rules().get(typed["rule"]),
    }
    return render(request, "voice/new.html", context, status=status(errors, refusal))


def case_named(number):
    """Whoever knows its number may name a case; nothing of it is told in return."""
    return Case.objects.select_related("park__centre", "item").filter(number=number).first() if number else None


def matter(typed, case):
    park = case.park if case else open_parks().filter(code=typed["park"]).first()
    centre = park.centre if park else None
    item = typed["item"]
    return Matter(
        centre=centre,
        case=case,
        item=case.item if case else named_item(park, item),
        window=centre.windows.filter(code=typed["window"]).first() if centre and typed["window"] else None,
        whom=typed["whom"],
        stage=typed["stage"],
        rule=typed["rule"],
        told=typed["told"],
    )


def named_item(park, pk):
    return Item.objects.filter(pk=int(pk)).first() if park and pk.isdecimal() and len(pk) < 12 else None


@login_not_required
@never_cache
def find(request):
    """By number and code; each try is counted, so that codes cannot be guessed."""
    if request.method != "POST":
        return render(request, "voice/find.html", {"typed": request.GET, "errors": {}, "refusal": None})
    number, code = request.POST.get("number", "").strip().upper(), request.POST.get("code", "").strip()
    try:
        admit(request, "find")
    except Refusal as refusal:
        return render(request, "voice/find.html", {"typed": request.POST, "errors": {}, "refusal": refusal}, status=429)
    concern = shown().filter(number=number, secret=digest(number, code)).first()
    if concern is None:
        return render(
            request,
            "voice/find.html",
            {"typed": request.POST, "errors": {"number": NO_MATCH}, "refusal": None},
            status=404,
        )
    return answer(request, concern, code)


@applicants
def mine(request):
    found = shown().filter(by=request.actor.person).order_by("-at")
    return render(request, "voice/mine.html", {"page": Paginator(found, 25).get_page(request.GET.get("page"))})


@applicants
def one(request, number):
    return answer(request, get_object_or_404(shown().filter(by=request.actor.person), number=number), "")


def shown():
    return Concern.objects.select_related("item", "case", "window", "holder", "centre__park")


def answer(request, concern, code):
    """The progress; and, when a button was pressed, what the one who filed it says."""
    verb, refusal = request.POST.get("do", ""), None
    if verb in RESPONSES:
        try:
            concern = respond_concern(
                request.actor, concern.number, verb, digest(concern.number, code) if code else "", seen(request)
            )
            messages.success(request, "已记录，谢谢。")
        except Refusal as found:
            refusal = found
        concern = shown().get(pk=concern.pk)
    context = {"concern": concern, "code": code, "refusal": refusal, "light": queries.light(concern, request.actor.day)}
    return render(request, "voice/progress.html", context, status=409 if refusal else 200)


def seen(request):
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1


@login_not_required
def centre(request, park):
    """What people say of one centre: counts with their sums, and words without names."""
    found = open_parks().filter(code=park).first()
    if found is None:
        raise Http404
    ratings = Rating.objects.filter(centre=found.centre)
    told = ratings.filter(counted=True).exclude(text="").select_related("item", "by", "about").order_by("-at")
    page = Paginator(told, SHOWN).get_page(request.GET.get("page"))
    concerns = Concern.objects.filter(centre=found.centre)
    context = {
        "park": found,
        "page": page,
        "quotes": [quote(one) for one in page],
        "excluded": ratings.filter(counted=False).count(),
        "kinds": [(name, *counted(concerns.filter(kind=kind))) for kind, name in Concern.KINDS.items()],
        **queries.distribution(ratings),
    }
    return render(request, "voice/centre.html", context)


def counted(rows):
    return rows.count(), rows.filter(state__in=("answered", "closed")).count()


def quote(rating):
    served = Person.objects.filter(pk__in=rating.served).values_list("name", flat=True)
    names = [
        rating.name,
        rating.by.name if rating.by else "",
        rating.about.applicant_name if rating.about else "",
        *served,
    ]
    return {"rating": rating, "text": masked(rating.text, names)}
