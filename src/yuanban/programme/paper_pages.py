"""/programme/YEAR.pdf and the rankings beside it: what the pages say as papers, PDF or DOCX, for everyone."""

from dataclasses import asdict
from functools import lru_cache

import orjson
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from yuanban.mandates.drafts.sheet import Sheet
from yuanban.mandates.drafts.write import FORMATS, file_of
from yuanban.programme.call_paper import call_sheet
from yuanban.programme.models import Ranking
from yuanban.programme.queries import calls
from yuanban.programme.ranking_paper import ranking_sheet


@login_not_required
def year(request, year, form):
    call = get_object_or_404(calls(), year=year)
    return paper(request, form, lambda: call_sheet(call))


@login_not_required
def ranking(request, year, number, form):
    found = get_object_or_404(Ranking.objects.select_related("call__criteria"), call__year=year, number=number)
    return paper(request, form, lambda: ranking_sheet(found))


def paper(request, form, sheet):
    if form not in FORMATS:
        raise Http404
    content, kind, name = written(orjson.dumps(asdict(sheet())), form, request.actor.day)
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=kind, headers=headers)


@lru_cache(maxsize=32)
def written(said, form, day):
    """`said`: a sheet as JSON. On the day of a notice everybody asks for the same file, and a long one takes a second."""
    return file_of(Sheet(**orjson.loads(said)), form, day)
