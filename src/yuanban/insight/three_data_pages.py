"""/desk/report/three-data/: the three groups of figures, each opening to its rows; the same as PDF, DOCX and JSON."""

import datetime as dt

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.insight.three_data import SOURCE, Scope, answer, as_json, report
from yuanban.insight.three_data_figures import FIGURES, GROUPS
from yuanban.insight.three_data_lists import cells, columns_for, in_order
from yuanban.insight.three_data_paper import days, sheet
from yuanban.mandates.drafts.write import FORMATS, file_of
from yuanban.places.models import Park
from yuanban.programme.queries import city_test

READERS = ("provincial", "city", "auditor")
KEYS = ("from", "to")


@officials(*READERS)
def three_data(request):
    listing = Listing(request, KEYS)
    scope, errors = scope_of(request.actor, listing)
    context = {
        "listing": listing,
        "errors": errors,
        "scope": scope,
        "when": days(scope),
        "place": place_of(request.actor),
        "answers": report(GROUPS, scope),
        "source": SOURCE,
    }
    return render(request, "insight/three_data.html", context, status=422 if errors else 200)


@officials(*READERS)
def rows(request, key):
    figure, listing = FIGURES.get(key), Listing(request, KEYS)
    if figure is None:
        raise Http404
    scope, errors = scope_of(request.actor, listing)
    role, columns = request.actor.role, columns_for(figure, request.actor.role)
    context = {
        "listing": listing,
        "errors": errors,
        "answer": answer(figure, scope),
        "when": days(scope),
        "place": place_of(request.actor),
        "heads": [one.head for one in columns],
        "rows": [cells(columns, row, role) for row in listing.cut(in_order(figure, figure.rows(scope)))],
    }
    return render(request, "insight/three_data_rows.html", context)


@officials(*READERS)
def download(request, form):
    scope, errors = scope_of(request.actor, Listing(request, KEYS))
    if form not in (*FORMATS, "json") or errors:
        raise Http404
    answers = report(GROUPS, scope)
    if form == "json":
        return JsonResponse(as_json(answers, scope), json_dumps_params={"ensure_ascii": False})
    content, kind, name = file_of(sheet(answers, scope, place_of(request.actor)), form, request.actor.day)
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": content_disposition_header(True, name)}
    )


def scope_of(actor, listing):
    """What is looked at, and what is wrong with the days that were typed."""
    first, last = day_of(listing["from"]), day_of(listing["to"])
    errors = {key: "请写成年月日，如2026-03-05。" for key, day in (("from", first), ("to", last)) if day is False}
    last = min(last or actor.day, actor.day)
    if first and first > last:
        errors["from"] = "起始日期不能晚于截止日期。"
    return Scope(last, None if errors else first or None, parks_of(actor)), errors


def day_of(text):
    """A day, None for nothing, False for no day."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return False


def parks_of(actor):
    """None: all of the province. A city looks at its own."""
    return Park.objects.filter(city_test(actor, "city__code")) if actor.role == "city" else None


def place_of(actor):
    return f"{actor.body_name}所辖园区" if actor.role == "city" else "全省"
