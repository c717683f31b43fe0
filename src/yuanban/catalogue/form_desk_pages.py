"""/desk/items/N/form/: the form and the guidance of a draft, edited piece by piece beside what the applicant will see."""

import orjson
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yuanban.accounts.doors import officials
from yuanban.catalogue import form_changes, guidance_pages
from yuanban.catalogue import form_editing as edit
from yuanban.catalogue.actions.edit_form import edit_form
from yuanban.catalogue.actions.undo_form import undo_form
from yuanban.catalogue.desk_pages import seen
from yuanban.catalogue.form_conditions import JOINS, LINES, SIGNS, apart, in_words, text_of
from yuanban.catalogue.form_posting import SEEN, posted, with_row, without_row
from yuanban.catalogue.form_showing import drawn, flipped
from yuanban.catalogue.form_step import wrong
from yuanban.catalogue.form_telling import told
from yuanban.catalogue.form_types import PREFILLS, QUESTIONS, TYPES
from yuanban.catalogue.forms import check_form, facts_of
from yuanban.catalogue.models import Bundle, Item
from yuanban.catalogue.problems import said, status
from yuanban.catalogue.search import matching
from yuanban.catalogue.step import MANAGERS
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid

PLACES = {"f": "form", "q": "guidance.questions", "o": "guidance.outcomes"}
FIELDS = {"when": "when_raw", "instead": "instead_item"}
FOUND = 8


def drafted(pk):
    found = get_object_or_404(Item.objects.select_related("organ"), pk=pk)
    return found, get_object_or_404(found.versions.filter(state="draft").order_by("-number")[:1])


@officials(*MANAGERS)
def editor(request, pk):
    found, version = drafted(pk)
    if request.method != "POST":
        return page(request, found, version, request.GET.get("at", ""))
    at = request.POST.get("at", "")
    try:
        if request.POST.get("do") == "undo":
            undo_form(request.actor, version, seen(request))
            messages.success(request, "已撤销上一步。")
            return redirect("catalogue:item-form", pk)
        change, after, at = form_changes.change(request, version)
        form, guidance_ = edit.tidy(after)
        edit_form(request.actor, version, form, guidance_, change, seen(request))
    except (Refusal, Invalid) as problem:
        return page(request, found, version, at, problem)
    messages.success(request, change)
    return redirect(f"{reverse('catalogue:item-form', args=[pk])}{f'?at={at}#edit' if at else ''}")


def page(request, found, version, at, problem=None):
    definition = edit.definition_of(version)
    one = picked(definition, at)
    context = {
        "item": found,
        "draft": version,
        "definition": definition,
        "sections": outline(definition),
        "labels": labels(definition),
        "at": at if one else "",
        "one": typed(request, definition, at, one) if problem else one,
        "seen": request.POST.get("version", found.version),
        "last": version.form_steps.order_by("-id").first(),
        "steps": version.form_steps.count(),
        "standing": wrong(version, version.form, version.guidance),
        "materials": list(version.materials.all()),
        "form": drawn(version.form, {}),
        "others": others(request, found),
        "bundles": list({bundle.code: bundle.name for bundle in Bundle.objects.order_by("name", "pk")}.items()),
        "names": names(definition, at),
        "TYPES": TYPES,
        "QUESTIONS": {kind: TYPES[kind] for kind in QUESTIONS},
        "PREFILLS": prefills(definition),
        "SIGNS": SIGNS,
        "JOINS": JOINS,
        "LINES": LINES,
        "apart": apart,
        "text_of": text_of,
        "in_words": in_words,
        "facts_text": edit.facts_text,
        "json_text": request.POST.get("json", "") if problem else "",
        **said(problem),
    }
    context["errors"] = beside(context["errors"], at)
    return render(request, "catalogue/desk/form.html", context, status=status(problem))


def picked(definition, at):
    try:
        return edit.at_place(definition, at) if at else None
    except (LookupError, KeyError, ValueError, TypeError):
        return None


def typed(request, definition, at, one):
    """What was typed and could not be kept stays in the fields."""
    if one is None or request.POST.get("do") != "keep":
        return one
    return edit.outcome_of(request.POST) if at.startswith("o") else edit.field_of(request.POST, one)


def outline(definition):
    """[(section, [(place, field)])] in the order of the form."""
    found: dict[str, list] = {}
    for n, one in enumerate(definition["form"]):
        found.setdefault(one.get("section") or "", []).append((f"f-{n}", one))
    return list(found.items())


def labels(definition):
    fields = [*definition["form"], *definition["guidance"]["questions"]]
    inner = [f for one in fields for f in one.get("fields") or []]
    return {one["key"]: one["label"] for one in (*fields, *inner)}


def names(definition, at):
    """[(key, label, options)] that a condition at this place may turn on."""
    if at.startswith(("q", "o")):
        found = definition["guidance"]["questions"]
    else:
        found = [f for f in definition["form"] if f["type"] not in ("group", "file", "statement")]
        if at.count("-") == 2 and (group := picked(definition, at.rpartition("-")[0])):
            found = [*found, *group.get("fields", [])]
    own = picked(definition, at)
    return [(f["key"], f["label"], f.get("options") or []) for f in found if f is not own]


def prefills(definition):
    guided = {f"guidance.{q['key']}": f"情形引导：{q['label']}" for q in definition["guidance"]["questions"]}
    return {**PREFILLS, **guided}


def beside(errors, at):
    """Errors of the piece being edited under the names of its fields; the others keep theirs."""
    kind, _, rest = at.partition("-")
    own = f"{PLACES.get(kind, '?')}.{rest.replace('-', '.fields.')}."
    return {name_of(key.removeprefix(own)) if key.startswith(own) else key: text for key, text in errors.items()}


def name_of(part):
    head, _, rest = part.partition(".")
    return f"check{rest.partition('.')[0] or 0}-message" if head == "checks" else FIELDS.get(head, head)


def others(request, found):
    """Items whose form could be taken over."""
    words = request.GET.get("from", "").strip()[:60]
    if not words:
        return []
    near = matching(words).exclude(pk=found.pk).filter(versions__state__in=("published", "draft")).distinct()
    return list(near.select_related("organ")[:FOUND])


@officials(*MANAGERS)
def export(request, pk):
    found, version = drafted(pk)
    form, guidance = edit.tidy(edit.definition_of(version))
    body = orjson.dumps({"fields": form, "guidance": guidance}, option=orjson.OPT_INDENT_2)
    answer = HttpResponse(body, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="form-{found.pk}-{version.number}.json"'
    return answer


@officials(*MANAGERS)
def preview(request, pk):
    """The form as applicants will see it, to be tried out; nothing of it is kept."""
    found, version = drafted(pk)
    raw, do = posted(version.form, request.POST), request.POST.get("do", "")
    name, _, rest = do.partition(":")
    if name in ("more", "less"):
        key, _, n = rest.partition(":")
        raw = with_row(version.form, raw, key) if name == "more" else without_row(version.form, raw, key, int(n or 0))
    if request.htmx and name in ("look", "more", "less"):
        return answered(request, version, raw, name, rest)
    clean, errors = check_form(version.form, raw) if do == "check" else ({}, {})
    context = {
        "item": found,
        "draft": version,
        "form": drawn(version.form, raw, errors),
        "errors": errors,
        "checked": do == "check",
        "told": told(version.form, clean),
        "facts": facts_of(version.form, clean),
        "labels": labels(edit.definition_of(version)),
    }
    return render(
        request, "catalogue/desk/form_preview.html", context, status=422 if errors and not request.htmx else 200
    )


def answered(request, version, raw, name, rest):
    form = drawn(version.form, raw)
    if name == "look":
        flips = flipped(set(request.POST.getlist(SEEN)), form)
        return render(request, "catalogue/form/flips.html", {"flips": flips, "form": form, "at": request.path})
    ask = form.ask(rest.partition(":")[0])
    context = {"ask": ask, "form": form, "at": request.path}
    return render(request, "catalogue/form/group.html", context) if ask else HttpResponse(status=404)


@officials(*MANAGERS)
def guidance(request, pk):
    """The guidance of the draft, as the public will see it."""
    found, version = drafted(pk)
    context = guidance_pages.context_of(request, found, version) | {"trying": True}
    return render(request, "catalogue/guidance.html", context)
