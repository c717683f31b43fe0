"""/desk/arrangements/: 一园一策. Per park and item the wished mode, and what the papers prove today or which rule fails."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.accounts.models import Person
from yuanban.catalogue.models import Item
from yuanban.catalogue.queries import versions_on
from yuanban.law.answers import Unknown
from yuanban.law.competence import RULES
from yuanban.law.modes import Plan, load_modes
from yuanban.law.refusal import Refusal
from yuanban.law.rules import rule
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.actions.arrange import arrange
from yuanban.mandates.models import Arrangement
from yuanban.mandates.pages import MOVERS, day_of
from yuanban.mandates.planning import INTEGRATED, planned_in
from yuanban.mandates.queries import open_on
from yuanban.mandates.world import world
from yuanban.places.models import Park

EVERYWHERE = ("provincial", "admin", "auditor")


@dataclass(frozen=True)
class Proven:
    """What one item gets in one park today."""

    arrangement: Arrangement
    mode: str = ""
    decides: str = ""
    in_name_of: str = ""
    days: int | None = None
    trips: int | None = None
    passed_over: tuple = ()
    refusal: object = None
    missing: tuple = ()
    alone: str = ""

    @property
    def as_wished(self):
        return self.mode == self.arrangement.mode


@officials()
def arrangements(request):
    return show(request)


def show(request, tried=None, problem=None):
    actor, listing = request.actor, Listing(request, ("park", "q", "mode", "adjust"))
    parks = parks_of(actor)
    park = get_object_or_404(parks, code=listing["park"]) if listing["park"] else parks.first()
    rows = listing.cut(chosen(park, listing, actor.day)) if park else []
    versions = versions_on([one.item for one in rows], actor.day)
    context = {
        "listing": listing,
        "park": park,
        "parks": parks,
        "rows": [proven(one, versions.get(one.item_id), actor.day) for one in rows],
        "modes": {mode.id: mode.name for mode in load_modes().values()},
        "cadres": Person.objects.filter(posts__role="helper", posts__centre__park=park).distinct() if park else [],
        "others": others(park, actor.day) if park and actor.role in MOVERS else [],
        "may_move": may_arrange(actor, park),
        "adjusting": adjusting(park, tried or pk_of(listing["adjust"]), actor),
        "counties": park.parkregion_set.count() if park else 0,
        "COMPETENCE": dict(reversed(RULES.items())),
        "day": actor.day,
        "tried": tried,
        "typed": request.POST if problem else {},
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
    }
    return render(
        request,
        "mandates/arrangements.html",
        context,
        status=200 if problem is None else 422 if isinstance(problem, Invalid) else 403,
    )


def parks_of(actor):
    """A centre's people look at their own park; everyone else at every park with a centre."""
    parks = Park.objects.filter(centre__isnull=False).select_related("centre").order_by("centre__number")
    return parks if actor.role in EVERYWHERE or actor.centre is None else parks.filter(centre=actor.centre)


def may_arrange(actor, park):
    return actor.role in ("provincial", "admin") or (
        actor.role == "manager" and park is not None and park.centre.pk == actor.centre
    )


def chosen(park, listing, day):
    found = (
        Arrangement.objects.filter(open_on(day), park=park)
        .select_related("item__organ", "cadre", "park")
        .order_by("item__name", "item__organ__name")
    )
    if listing["q"]:
        found = found.filter(item__name__icontains=listing["q"])
    return found.filter(mode=listing["mode"]) if listing["mode"] else found


def adjusting(park, item, actor):
    """The arrangement whose form is open, for those who may change it."""
    if not item or not may_arrange(actor, park):
        return None
    return Arrangement.objects.filter(open_on(actor.day), park=park, item=item).select_related("item").first()


def others(park, day):
    """Items with a published version that this park does not yet offer."""
    here = Arrangement.objects.filter(open_on(day), park=park).values("item")
    found = Item.objects.filter(versions__state="published", versions__validity__contains=day, organ__isnull=False)
    return found.exclude(pk__in=here).select_related("organ").distinct().order_by("name")[:400]


def proven(arrangement, version, day):
    picture, item = world(day), arrangement.item.code
    if version is None or item not in picture.items:
        return Proven(
            arrangement,
            refusal=Refusal("wrong-organ", because="当日没有已公布的办事指南。", cure="请先公布该事项的办事指南。"),
        )
    labels = {field["key"]: field["label"] for field in version.form}
    integrated = arrangement.mode == INTEGRATED
    answer = planned_in(picture, arrangement.park.code, item, day, bundled=integrated)
    if isinstance(answer, Plan):
        passed = tuple(
            (mode, rule(broken).title, because)
            for mode, broken, because in answer.passed_over
            if mode == arrangement.mode
        )
        name = picture.name
        return Proven(
            arrangement,
            answer.mode,
            name(answer.decides),
            name(answer.in_name_of),
            answer.days,
            answer.trips_outside,
            passed,
            alone=mode_alone(picture, arrangement, day) if integrated else "",
        )
    if isinstance(answer, Unknown):
        return Proven(arrangement, missing=tuple(labels.get(fact, fact) for fact in answer.missing))
    return Proven(arrangement, refusal=Refusal(answer.rule, because=answer.because, cure=answer.cure))


def mode_alone(picture, arrangement, day):
    """The way of an item that the park integrates, when it is applied for by itself; empty where there is none."""
    answer = planned_in(picture, arrangement.park.code, arrangement.item.code, day)
    return answer.mode if isinstance(answer, Plan) else ""


@officials(*MOVERS)
def change(request, park, item):
    found = get_object_or_404(Park.objects.select_related("centre"), code=park)
    thing = get_object_or_404(Item, pk=item or pk_of(request.POST.get("item")))
    back = f"{reverse('mandates:arrangements')}?park={found.code}"
    if request.method != "POST":
        return redirect(back)
    try:
        if not may_arrange(request.actor, found):
            raise Refusal("no-post", because="园策由本园区中心管理员或者省级中心调整。")
        cadre = Person.objects.filter(pk=pk_of(request.POST.get("cadre"))).first()
        arrange(
            request.actor,
            found,
            thing,
            request.POST.get("mode", ""),
            day_of(request.POST.get("from-day"), "day"),
            request.POST.get("note", "")[:300],
            cadre,
            request.POST.get("competence"),
        )
    except (Refusal, Invalid) as problem:
        return show(request, thing.pk, problem)
    messages.success(request, f"“{thing.name}”的办理方式已调整。")
    return redirect(back)


def pk_of(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 15 else 0
