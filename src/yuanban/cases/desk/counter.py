"""/desk/new/: receive for someone at the counter. Who, which item, the form and the papers: then one press applies and receives."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yuanban.accounts.actions.add_applicant import add_applicant
from yuanban.accounts.doors import officials
from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.actions.apply import Application, apply
from yuanban.cases.actions.receive import receive
from yuanban.cases.desk.file import status_of
from yuanban.cases.models import Case
from yuanban.cases.queries import visible_to
from yuanban.catalogue.models import Bundle, Item
from yuanban.catalogue.queries import versions_on
from yuanban.catalogue.search import search
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.queries import items_of
from yuanban.places.models import Park

SHOWN = 12


@dataclass
class Matter:
    """What has been settled so far; it stands in the address, so that going back loses nothing."""

    park: Park
    enterprise: Enterprise | None = None
    person: Person | None = None
    item: Item | None = None
    bundle: Bundle | None = None
    versions: list = field(default_factory=list)

    @property
    def who(self):
        return self.enterprise or self.person

    @property
    def what(self):
        return self.item or self.bundle

    @property
    def query(self):
        return f"enterprise={self.enterprise.code}" if self.enterprise else f"person={self.person.pk}"


@officials("clerk", "helper")
def counter(request):
    matter = read(request)
    if matter.who is None:
        return choose_who(request, matter)
    if matter.what is None:
        return choose_what(request, matter)
    return take_in(request, matter)


def read(request):
    park = get_object_or_404(Park.objects.select_related("centre").prefetch_related("parkregion_set"), centre=request.actor.centre)
    matter, asked = Matter(park), request.GET
    if asked.get("enterprise"):
        matter.enterprise = get_object_or_404(Enterprise, code=asked["enterprise"])
    elif asked.get("person", "").isdigit():
        matter.person = get_object_or_404(applicants(), pk=asked["person"])
    if asked.get("item", "").isdigit():
        matter.item = get_object_or_404(items_of(park, request.actor.day), pk=asked["item"])
    elif asked.get("bundle"):
        matter.bundle = get_object_or_404(park.bundles, code=asked["bundle"])
    matter.versions = versions_of(matter, request.actor.day)
    return matter


def applicants():
    return Person.objects.filter(posts__isnull=True, is_active=True)


def versions_of(matter, day):
    items = [matter.item] if matter.item else [m.item for m in matter.bundle.members.select_related("item")] if matter.bundle else []
    found = versions_on(items, day)
    return [found[item.pk] for item in items if item.pk in found]


def choose_who(request, matter, problem=None):
    words = request.GET.get("who", "").strip()[:60]
    context = {
        "words": words,
        "enterprises": enterprises(matter.park, words) if len(words) > 1 else [],
        "people": applicants().filter(Q(name=words) | Q(phone=words))[:SHOWN] if len(words) > 1 else [],
        "errors": problem.errors if problem else {},
        "typed": request.POST,
        "refusal": None,
    }
    return render(request, "cases/desk/counter_who.html", context, status=status_of(problem))


def enterprises(park, words):
    """By name or credit code, this park's own first."""
    found = Enterprise.objects.filter(Q(name__icontains=words) | Q(code__istartswith=words)).select_related("park")
    return sorted(found[:60], key=lambda firm: (firm.park_id != park.pk, firm.name))[:SHOWN]


@officials("clerk", "helper")
def new_person(request):
    if request.method != "POST":
        return redirect("cases:counter")
    try:
        person = add_applicant(request.actor, request.POST.get("name", ""), request.POST.get("phone", ""))
    except Invalid as problem:
        return choose_who(request, read(request), problem)
    return redirect(f"{reverse('cases:counter')}?person={person.pk}")


def choose_what(request, matter):
    words = request.GET.get("q", "").strip()[:60]
    offered = items_of(matter.park, request.actor.day).order_by("theme", "name")
    hits = [hit.item for hit in search(words, matter.park, limit=60).hits if hit.in_park] if words else list(offered)
    bundles = [b for b in matter.park.bundles.order_by("name") if words in b.name]
    return render(request, "cases/desk/counter_what.html", {"matter": matter, "words": words, "items": hits, "bundles": bundles})


def take_in(request, matter):
    problem = None
    if request.method == "POST":
        try:
            cases = hand_in(request.actor, matter, request.POST)
        except (Refusal, Invalid) as found:
            problem = found
        else:
            return redirect("cases:counter-done", cases[0].number)
    context = {
        "matter": matter,
        "fields": once((f["key"], f) for v in matter.versions for f in v.form),
        "materials": once((m.code, m) for v in matter.versions for m in v.materials.all()),
        "members": matter.enterprise.members.all() if matter.enterprise else [],
        "helpers": helpers(request.actor),
        "typed": request.POST,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
    }
    return render(request, "cases/desk/counter_form.html", context, status=status_of(problem))


def once(pairs):
    """One form, one set of materials: what several items ask for is asked once."""
    found = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return list(found.values())


def helpers(actor):
    return Person.objects.filter(posts__role="helper", posts__centre=actor.centre, posts__powers__contains=["deliver"]).distinct()


@transaction.atomic
def hand_in(actor, matter, post):
    paper = frozenset(post.getlist("_paper"))
    application = Application(
        park=matter.park,
        applicant=applicant(actor, matter, post),
        form=post.dict(),
        item=matter.item,
        bundle=matter.bundle,
        enterprise=matter.enterprise,
        paper=paper,
        deferred=frozenset(post.getlist("_deferred")),
        channel="window",
        subject=post.get("_subject", "").strip()[:200],
        agent=helpers(actor).filter(pk=post["_agent"]).first() if post.get("_agent", "").isdigit() else None,
        agent_scope=post.get("_scope", "")[:300],
    )
    return [receive(actor, case.number, case.version, paper) for case in apply(actor, application)]


def applicant(actor, matter, post):
    """Who signs for the enterprise: one of its own people, or the one who came, written down now."""
    if matter.person:
        return matter.person
    known = post.get("_applicant", "")
    if known.isdigit():
        return get_object_or_404(matter.enterprise.members, pk=known)
    try:
        return add_applicant(actor, post.get("_name", ""), post.get("_phone", ""))
    except Invalid as problem:
        raise Invalid({f"_{key}": f"经办人：{text}" for key, text in problem.errors.items()}) from None


@officials("clerk", "helper")
def done(request, number):
    case = get_object_or_404(visible_to(request.actor).select_related("item", "bundle_case"), number=number)
    cases = Case.objects.filter(bundle_case=case.bundle_case) if case.bundle_case else visible_to(request.actor).filter(pk=case.pk)
    cases = list(cases.select_related("item", "enterprise", "park").prefetch_related("papers").order_by("pk"))
    return render(request, "cases/desk/counter_done.html", {"case": case, "cases": cases})
