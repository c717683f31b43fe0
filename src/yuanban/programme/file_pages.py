"""Evidence and photographs, to those who may see the application they belong to."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from yuanban.accounts.doors import officials
from yuanban.cases.models import Upload
from yuanban.ledger.serving import answer
from yuanban.programme import queries
from yuanban.programme.models import Evidence, SiteVisit


@officials()
def file(request, kind, pk):
    """`kind`: evidence (its own pk) or photo (the upload's)."""
    seen = queries.visible_to(request.actor)
    if kind == "evidence":
        row = get_object_or_404(Evidence.objects.select_related("upload"), pk=pk, application__in=seen)
        return answer(row.upload)
    if kind == "photo" and SiteVisit.objects.filter(application__in=seen, photos=pk).exists():
        return answer(get_object_or_404(Upload, pk=pk))
    raise Http404
