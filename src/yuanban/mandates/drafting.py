"""New papers and drafts: the form of an instrument, with what the law says of it while it is being filled in."""

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.models import Post
from yuanban.law.refusal import Refusal
from yuanban.law.world import POWERS
from yuanban.ledger.invalid import Invalid
from yuanban.mandates import paper_form
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.actions.edit_instrument import edit_instrument
from yuanban.mandates.checking import findings_of
from yuanban.mandates.choosing import choice_of
from yuanban.mandates.contents import gaps
from yuanban.mandates.facts import condition_error, condition_words, fields_of
from yuanban.mandates.models import Clause, Instrument
from yuanban.mandates.reading import version_of
from yuanban.places.models import Body, Region

MOVERS = ("manager", "provincial", "admin")


@officials(*MOVERS)
def new_instrument(request):
    problem = None
    if request.method == "POST" and "find" not in request.POST:
        try:
            made = draft(request.actor, request.POST)
        except (Refusal, Invalid) as found:
            problem = found
        else:
            messages.success(request, "已起草。核对无误后签署。")
            return redirect("mandates:instrument", made.code)
    return form(request, request.POST if request.method == "POST" else QueryDict(), problem)


def draft(actor, post):
    code = paper_form.code_or_next(post, Instrument, "ws", actor.day)
    return draft_instrument(actor, code=code, **paper_form.read(post))


@officials(*MOVERS)
def edit(request, code):
    paper = Instrument.objects.select_related("grantor", "to", "document", "replaces").filter(code=code).first()
    if paper is None:
        raise Http404
    problem = None
    if request.method == "POST" and "find" not in request.POST:
        try:
            edit_instrument(request.actor, code, version=version_of(request.POST), **paper_form.read(request.POST))
        except (Refusal, Invalid) as found:
            problem = found
        else:
            messages.success(request, "草稿已保存。")
            return redirect("mandates:instrument", code)
    return form(request, request.POST if request.method == "POST" else paper_form.typed_of(paper), problem, paper)


def form(request, typed, problem, paper=None):
    context = {
        "paper": paper,
        "kinds": paper_form.kinds(),
        "POWERS": POWERS,
        "bodies": Body.objects.order_by("name"),
        "people": staff(request.actor.day),
        "clauses": Clause.objects.order_by("regulation", "pk")[:400],
        "choice": choice_of(typed),
        **typed_context(typed, problem),
    }
    return render(request, "mandates/instrument_form.html", context, status=status_of(problem))


def typed_context(typed, problem):
    return {
        "typed": typed,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
    }


def status_of(problem):
    return 200 if problem is None else 422 if isinstance(problem, Invalid) else 409


def staff(day):
    """[(person, where they serve)]: only those on a post can be seated elsewhere."""
    posts = (
        Post.objects.filter(from_date__lte=day).select_related("person", "body").order_by("body__name", "person__name")
    )
    return list({post.person_id: (post.person, post.body.short) for post in posts}.values())


@require_POST
@officials(*MOVERS)
def check_now(request):
    """What is still missing and what the law says, of the form as it stands. Nothing is written."""
    post, errors = request.POST, {}
    try:
        said = paper_form.read(post)
    except Invalid as problem:
        return render(request, "mandates/instant.html", {"errors": problem.errors, "said": None})
    items = said.pop("items")
    said.pop("staff")
    paper = Instrument(code=post.get("code", "").strip() or "draft", **said)
    if wrong := condition_error(paper.condition, items):
        errors["condition"] = wrong
    context = {
        "said": said,
        "errors": errors,
        "gaps": gaps(paper, items),
        "facts": fields_of(items),
        "condition": condition_words(paper.condition, items) if paper.condition and not wrong else "",
        "places": list(Region.objects.filter(code__in=paper.territory).values_list("name", "code")),
        "findings": [] if errors else findings_of(paper, items, request.actor.day),
        "items": items,
    }
    return render(request, "mandates/instant.html", context)
