"""Scans of papers, to be opened by officials and taken off a draft."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.ledger.files import exists
from yuanban.ledger.serving import answer
from yuanban.mandates.actions.detach_file import detach_file
from yuanban.mandates.drafting import MOVERS
from yuanban.mandates.models import Attachment


@officials()
def attachment(request, pk):
    kept = get_object_or_404(Attachment, pk=pk)
    if not exists(kept):
        raise Http404
    return answer(kept)


@require_POST
@officials(*MOVERS)
def detach(request, pk):
    kept = get_object_or_404(Attachment.objects.select_related("instrument__to", "document"), pk=pk)
    detach_file(request.actor, kept)
    messages.success(request, f"已取下“{kept.name}”。")
    return redirect(page_of(kept))


def page_of(kept):
    if kept.document:
        return reverse("mandates:document", args=[kept.document.code])
    return reverse("mandates:instrument", args=[kept.instrument.code])
