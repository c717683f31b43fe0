"""/desk/new/: receive for someone at the counter. Who, which item, the form and the papers: then one press applies and receives."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yuanban.accounts.actions.add_applicant import add_applicant
from yuanban.accounts.doors import officials
from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.actions.apply import Application, apply
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.reuse import reuse_at_window
from yuanban.cases.applicant import asking, chosen_ways, offers
from yuanban.cases.applicant.filled import Filled
from yuanban.cases.applicant.matter import Matter, helpers_of, matter_of
from yuanban.cases.desk.file import status_of
from yuanban.cases.models import Case
from yuanban.cases.queries import visible_to
from yuanban.cases.runs import waits
from yuanban.catalogue.form_posting import posted
from yuanban.catalogue.form_showing import drawn
from yuanban.catalogue.forms import check_form
from yuanban.catalogue.queries import bundles_of
from yuanban.catalogue.search import search
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.queries import items_of
from yuanban.places.models import Park
from yuanban.shelf.holders import holder_of

SHOWN = 12


@dataclass
class Visit:
    """What has been settled so far; it stands in the address, so that going back loses nothing."""

    park: Park
    enterprise: Enterprise | None = None
    person: Person | None = None
    matter: Matter | None = None

    @property
    def who(self) -> Any:
        return self.enterprise or self.person

    @property
    def query(self):
        return f"enterprise={self.enterprise.code}" if self.enterprise else f"person={self.who.pk}"


@officials("clerk", "helper")
def counter(request):
    visit = read(request)
    if visit.who is None:
        return choose_who(request, visit)
    if visit.matter is None:
        return choose_what(request, visit)
    if visit.matter.open:
        return ask_situations(request, visit)
    return take_in(request, visit)


def read(request):
    asked, day = request.GET, request.actor.day
    visit = Visit(get_object_or_404(Park, centre=request.actor.centre or 0))
    if asked.get("enterprise"):
        visit.enterprise = get_object_or_404(Enterprise, code=asked["enterprise"])
    elif asked.get("person", "").isdigit():
        visit.person = get_object_or_404(applicants(), pk=asked["person"])
    if asked.get("item", "").isdigit():
        visit.matter = matter_of(day, visit.park.code, pk=asked["item"])
    elif asked.get("bundle"):
        visit.matter = bundled(day, visit.park, asked)
    return visit


def bundled(day, park, asked):
    """A 一件事 for the circumstances that stand in the address."""
    matter = matter_of(day, park.code, code=asked["bundle"])
    told = posted(matter.bundle.situations, asked)
    return matter_of(day, park.code, code=asked["bundle"], situations=told) if told else matter


def applicants():
    return Person.objects.filter(posts__isnull=True, is_active=True)


def choose_who(request, visit, problem=None):
    words = request.GET.get("who", "").strip()[:60]
    context = {
        "words": words,
        "enterprises": enterprises(visit.park, words) if len(words) > 1 else [],
        "people": applicants().filter(Q(name=words) | Q(phone=words))[:SHOWN] if len(words) > 1 else [],
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "typed": request.POST,
        "refusal": problem if isinstance(problem, Refusal) else None,
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
    except (Invalid, Refusal) as problem:
        return choose_who(request, read(request), problem)
    return redirect(f"{reverse('cases:counter')}?person={person.pk}")


def choose_what(request, visit):
    words, day = request.GET.get("q", "").strip()[:60], request.actor.day
    offered = items_of(visit.park, day).order_by("theme", "name")
    hits = [hit.item for hit in search(words, visit.park, limit=60).hits if hit.in_park] if words else list(offered)
    bundles = [bundle for bundle in bundles_of(visit.park, day) if words in bundle.name]
    context = {"visit": visit, "words": words, "items": hits, "bundles": bundles}
    return render(request, "cases/desk/counter_what.html", context)


def ask_situations(request, visit):
    """Which matters of the 一件事 this applicant needs; the answers go into the address."""
    asked = [{**q, "section": "", "required": False} for q in visit.matter.bundle.situations]
    told = posted(visit.matter.bundle.situations, request.GET)
    said = any(key in request.GET for key in ("told",))
    errors = {q["key"]: f"请回答“{q['label']}”。" for q in visit.matter.open} if said else {}
    context = {"visit": visit, "matter": visit.matter, "form": drawn(asked, told, errors), "errors": errors}
    return render(request, "cases/desk/counter_situations.html", context, status=422 if errors else 200)


def take_in(request, visit):
    """The buttons of rows, and questions that turn on others, only redraw the form."""
    problem, (do, _, key) = None, request.POST.get("do", "").partition(":")
    filled = Filled(answers(request, visit, do, key))
    if do in asking.DOINGS and request.htmx:
        return asking.answered(request, visit.matter, filled, do, key, request.get_full_path())
    if request.method == "POST" and do not in asking.DOINGS:
        try:
            cases = hand_in(request.actor, visit, request.POST)
        except (Refusal, Invalid) as found:
            problem = found
        else:
            return redirect("cases:counter-done", cases[0].number)
    context = {
        "visit": visit,
        "matter": visit.matter,
        "members": visit.enterprise.members.all() if visit.enterprise else [],
        "ways": chosen_ways.shown(visit.matter, request.actor.day),
        "offers": offers.offers(request.actor, holder_of(visit.enterprise, visit.person), visit.matter),
        "helpers": helpers_of(visit.park, request.actor.day),
        "typed": request.POST,
        "form": asking.form_of(visit.matter, filled, problem.errors if isinstance(problem, Invalid) else {}),
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
    }
    return render(request, "cases/desk/counter_form.html", context, status=status_of(problem))


def answers(request, visit, do, key):
    """What stands in the form: what is known of who came, then what the clerk has typed."""
    if request.method != "POST":
        members = visit.enterprise.members.first() if visit.enterprise else None
        return asking.known(visit.matter, visit.enterprise, visit.person or members or Person())
    return asking.done(visit.matter, posted(visit.matter.fields, request.POST), do, key)


@transaction.atomic
def hand_in(actor, visit, post):
    """Applied and received in one go. Everything wrong with the one form is said at once."""
    _, errors = check_form(visit.matter.fields, posted(visit.matter.fields, post))
    if errors:
        raise Invalid(errors)
    paper = frozenset(post.getlist("_paper"))
    cases = apply(actor, application(actor, visit, post, paper))
    for case in cases:
        if not waits(case):
            seen = visit.matter.merged.papers(case.item, dict.fromkeys(paper))
            receive(actor, case.number, case.version, sorted(seen))
    return cases


def application(actor, visit, post, paper):
    person = applicant(actor, visit, post)
    return Application(
        park=visit.matter.park,
        applicant=person,
        files=from_shelf(actor, visit, person, post, paper),
        form=posted(visit.matter.fields, post),
        item=visit.matter.item,
        bundle=visit.matter.bundle,
        enterprise=visit.enterprise,
        paper=paper,
        deferred=frozenset(post.getlist("_deferred")),
        channel="window",
        subject=post.get("_subject", "").strip(),
        agent=helper(actor, visit, post.get("_agent", "")),
        agent_scope=post.get("_scope", ""),
        situations=visit.matter.chosen.answers if visit.matter.chosen else {},
        without=frozenset(post.getlist("_without")),
        **chosen_ways.arguments(chosen_ways.of_post(post)),
    )


def from_shelf(actor, visit, person, post, paper):
    """{material key: upload} of what the applicant wants used from the shelf; what came on paper is taken on paper."""
    keys = {m.key for m in visit.matter.materials} - paper
    chosen = dict(text.rpartition(":")[::2] for text in post.getlist("_shelf"))
    holder, files = holder_of(visit.enterprise, person), {}
    for key in keys & chosen.keys():
        try:
            files[key] = reuse_at_window(actor, holder, person, offers.number(chosen[key])).pk
        except Invalid as problem:
            raise Invalid({f"material-{key}": text for text in problem.errors.values()}) from None
    return files


def helper(actor, visit, chosen):
    return next((post.person for post in helpers_of(visit.park, actor.day) if str(post.person_id) == chosen), None)


def applicant(actor, visit, post):
    """Who signs for the enterprise: one of its own people, or the one who came, written down now."""
    if visit.person:
        return visit.person
    known = post.get("_applicant", "")
    if known.isdigit():
        return get_object_or_404(visit.enterprise.members, pk=known)
    try:
        return add_applicant(actor, post.get("_name", ""), post.get("_phone", ""))
    except Invalid as problem:
        raise Invalid({f"_{key}": f"经办人：{text}" for key, text in problem.errors.items()}) from None


@officials("clerk", "helper")
def done(request, number):
    case = get_object_or_404(visible_to(request.actor).select_related("item", "bundle_case"), number=number)
    cases = (
        Case.objects.filter(bundle_case=case.bundle_case)
        if case.bundle_case
        else visible_to(request.actor).filter(pk=case.pk)
    )
    cases = list(cases.select_related("item", "enterprise", "park").prefetch_related("papers").order_by("pk"))
    return render(request, "cases/desk/counter_done.html", {"case": case, "cases": cases})
