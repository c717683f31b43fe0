"""The forms of a document: a new one with its rows, its own words, more rows."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from yuanban.accounts.doors import officials
from yuanban.law.refusal import Refusal
from yuanban.law.world import POWERS
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.actions.add_rows import add_rows
from yuanban.mandates.actions.draft_document import draft_document
from yuanban.mandates.actions.edit_document import edit_document
from yuanban.mandates.choosing import choice_of
from yuanban.mandates.documents import EVERYWHERE
from yuanban.mandates.drafting import status_of, typed_context
from yuanban.mandates.models import Clause, Document
from yuanban.mandates.paper_form import body_of, code_or_next, kinds, maybe_day, read, short
from yuanban.mandates.reading import version_of
from yuanban.mandates.rows import Grant
from yuanban.places.models import Body

SHARED = ("kind", "powers", "grantor", "territory", "condition", "basis", "duties", "seal_on_sight")


def fields_of(post):
    return {
        "title": short(post, "title", 200),
        "number": short(post, "number", 80),
        "issuer": body_of(post, "issuer"),
        "from_date": maybe_day(post, "from_date"),
        "to_date": maybe_day(post, "to_date"),
    }


def grant_of(post):
    """-> (items, holders, Grant)"""
    said = read(post)
    holders = list(Body.objects.filter(code__in=post.getlist("holders")).order_by("name"))
    if not holders:
        raise Invalid({"holders": "请选择承接主体，可以选多个。"})
    return said["items"], holders, Grant(**{name: said[name] for name in SHARED})


def draft(actor, post, _):
    code = code_or_next(post, Document, "wj", actor.day)
    return draft_document(actor, *grant_of(post), code=code, **fields_of(post))


def edited(actor, post, document):
    return edit_document(actor, document.code, version_of(post), **fields_of(post))


def extended(actor, post, document):
    items, holders, grant = grant_of(post)
    add_rows(actor, document.code, items, holders, grant, version_of(post))
    return document


@officials(*EVERYWHERE)
def new_document(request):
    return page(request, "new", draft)


@officials(*EVERYWHERE)
def edit(request, code):
    return page(request, "edit", edited, get_object_or_404(Document, code=code))


@officials(*EVERYWHERE)
def more_rows(request, code):
    return page(request, "rows", extended, get_object_or_404(Document, code=code))


def page(request, what, do, document=None):
    problem, typed = None, typed_of(document) if what == "edit" else QueryDict()
    if request.method == "POST":
        typed = request.POST
        if "find" not in typed:
            try:
                made = do(request.actor, typed, document)
            except (Refusal, Invalid) as found:
                problem = found
            else:
                messages.success(request, "已保存。核对各行后签署。")
                return redirect("mandates:document", made.code)
    return render(
        request, "mandates/document_form.html", context_of(what, document, typed, problem), status=status_of(problem)
    )


def context_of(what, document, typed, problem):
    return {
        "what": what,
        "document": document,
        "kinds": kinds(),
        "POWERS": POWERS,
        "bodies": Body.objects.order_by("name"),
        "holders": Body.objects.filter(role__in=("committee", "government", "department")).order_by("role", "name"),
        "clauses": Clause.objects.order_by("regulation", "pk")[:400],
        "choice": choice_of(typed),
        **typed_context(typed, problem),
    }


def typed_of(document):
    typed = QueryDict(mutable=True)
    for name in ("title", "number"):
        typed[name] = getattr(document, name)
    for name in ("from_date", "to_date"):
        typed[name] = getattr(document, name).isoformat() if getattr(document, name) else ""
    typed["issuer"] = document.issuer.code if document.issuer else ""
    return typed
