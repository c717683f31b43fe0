"""The papers of a rung in hand: each draft as a file, and all of them as drafts in the register."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.catalogue.models import Item
from yuanban.insight.papers import found
from yuanban.insight.scope import MAY_DRAFT, ROLES, scope_of
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.actions.draft_wanted import draft_wanted
from yuanban.mandates.drafts.write import FORMATS, WRITERS, file_of, written
from yuanban.mandates.ladders import stay_of
from yuanban.mandates.models import Instrument
from yuanban.mandates.world import picture

MOST = 50  # papers at once


@officials(*ROLES)
def draft(request, park, kind, form):
    """One draft as a file: ?paper= names the paper and its items."""
    if kind not in WRITERS or form not in FORMATS:
        raise Http404
    park, day = park_of(request.actor, park), request.actor.day
    wanted = paper_of(park, request.GET.get("paper", ""), day)
    sheet = written(kind, wanted, park, day, staying(park, wanted, day))
    file, content_type, name = file_of(sheet, form, day)
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(file, content_type=content_type, headers=headers)


@require_POST
@officials(*MAY_DRAFT)
def start(request, park):
    """起草: each of the papers named becomes a draft in the register, all of them or none."""
    park = park_of(request.actor, park)
    papers = [paper_of(park, value, request.actor.day) for value in request.POST.getlist("paper")[:MOST]]
    try:
        made = draft_all(request.actor, papers)
    except (Refusal, Invalid) as problem:
        return render(request, "site/refused.html", {"refusal": as_refusal(problem)}, status=409)
    messages.success(request, f"已起草{len(made)}份。请补写依据、文号等，核对无误后签署。")
    return redirect(where(made))


def where(made):
    if len(made) == 1:
        return reverse("mandates:instrument", args=[made[0].code])
    return f"{reverse('mandates:instruments')}?life=draft"


@transaction.atomic
def draft_all(actor, papers):
    """Seals, agreements and lists have no draft in the register: their forms are downloaded."""
    ready = [paper for paper in papers if paper.kind in Instrument.KINDS and paper.changes != ("publish",)]
    if not ready:
        raise Refusal(
            "wrong-state",
            because="所选的文书都不登记为授权文书草稿。",
            cure="印章、合作协议和名单请下载表格办理；只差公布的，请打开原文书公布。",
        )
    return [draft_wanted(actor, paper) for paper in ready]


def as_refusal(problem):
    if isinstance(problem, Refusal):
        return problem
    return Refusal("wrong-state", because="".join(problem.errors.values()), cure="请到“授权文书”里起草。")


def park_of(actor, code):
    scope = scope_of(actor, code)
    if scope is None:
        raise Http404
    return scope.parks[0]


def paper_of(park, value, day):
    """The paper that an address names. 404 when the papers of today no longer ask for it."""
    codes = {str(pk): code for pk, code in Item.objects.filter(pk__in=numbers(value)).values_list("pk", "code")}
    wanted = found(park, value, day, codes)
    if wanted is None:
        raise Http404
    return wanted


def numbers(value):
    said = value.partition(".")[2].split("-")
    return [int(number) for number in said[:1000] if number.isascii() and number.isdigit() and len(number) < 15]


def staying(park, wanted, day):
    """The items of the organ that this park keeps at home, by name."""
    codes = stay_of(picture(), park.code, day)
    return sorted(Item.objects.filter(code__in=codes, organ__code=wanted.giver).values_list("name", flat=True))
