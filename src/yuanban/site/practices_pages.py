"""/practices/ and /desk/practices/: what the law leaves open, what each place has settled about it, from when and by which paper."""

import datetime as dt
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from yuanban.accounts.doors import officials
from yuanban.accounts.models import Person
from yuanban.law.practices import COUNTS, Practice, practices
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.places.actions.settle_practice import end_practice, settle_practice
from yuanban.places.models import LocalPractice, Region
from yuanban.places.practices import local
from yuanban.site.rules_pages import today

KEEPERS = ("provincial", "admin")
STANDS = {"now": "现行", "later": "尚未适用", "over": "已停用"}


@dataclass(frozen=True)
class Said:
    """One thing a place has settled."""

    row: LocalPractice
    value: str
    stands: str
    told: list = field(default_factory=list)

    @property
    def stand(self):
        return STANDS[self.stands]


@dataclass(frozen=True)
class Question:
    practice: Practice
    usual: str
    counts: str
    local: list
    here: Said | None = None


@login_not_required
def public(request):
    """Everybody may read what holds where: a place chosen, or every place that has settled something."""
    region = chosen(request)
    return render(request, "site/practices.html", listing(request, region))


@officials()
def desk(request):
    context = listing(request, chosen(request)) | {"may_settle": request.actor.role in KEEPERS}
    return render(request, "site/desk_practices.html", context)


def listing(request, region):
    words, day = request.GET.get("q", "").strip()[:40], today()
    asked = [one for one in practices().values() if words in one.title + one.article]
    rows: dict[str, list] = {one.key: [] for one in asked}
    for row in LocalPractice.objects.filter(key__in=rows).select_related("region").order_by("region", "-from_date"):
        rows[row.key].append(row)
    return {
        "questions": [question(one, rows[one.key], day, region) for one in asked],
        "regions": regions(),
        "region": region,
        "words": words,
        "total": len(practices()),
    }


def question(asked, rows, day, region=None):
    here = region and local(asked.key, region.code, day)
    told = [said(asked, row, day) for row in rows]
    return Question(
        asked, asked.say(asked.default), COUNTS[asked.counts], told, said(asked, here, day) if here else None
    )


def said(asked, row, day, told=()):
    over = row.ended_on is not None and row.ended_on <= day
    return Said(row, asked.say(row.value), "over" if over else "later" if row.from_date > day else "now", list(told))


def chosen(request):
    code = request.GET.get("region", "")
    return Region.objects.filter(code=code).first() if code else None


def regions():
    """Province, cities and counties in the order of their codes."""
    return list(Region.objects.filter(level__in=("province", "prefecture", "county")).order_by("code"))


@officials()
def one(request, key):
    return show(request, asked_of(key))


def asked_of(key):
    if key not in practices():
        raise Http404
    return practices()[key]


def show(request, asked, problem=None, tried=""):
    rows = list(LocalPractice.objects.filter(key=asked.key).select_related("region").order_by("region", "-from_date"))
    events = told_of(rows)
    found = [said(asked, row, today(), events.get(row.stream, ())) for row in rows]
    context = {
        "asked": asked,
        "question": Question(asked, asked.say(asked.default), COUNTS[asked.counts], found),
        "regions": regions(),
        "may_settle": request.actor.role in KEEPERS,
        "today": request.actor.day,
        "tried": tried,
        "typed": request.POST,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
    }
    status = 200 if problem is None else 422 if isinstance(problem, Invalid) else 409
    return render(request, "site/practice.html", context, status=status)


def told_of(rows):
    """{stream: [(what, who, when)]}: the history of each, from the ledger."""
    events = list(Event.objects.filter(stream__in=[row.stream for row in rows]).order_by("stream", "seq"))
    people = Person.objects.in_bulk({event.person for event in events if event.person})
    names = {"practice.settled": "写明", "practice.ended": "停用"}
    found: dict[str, list] = {}
    for event in events:
        who = people[event.person].name if event.person in people else "系统"
        found.setdefault(event.stream, []).append((names.get(event.kind, event.kind), who, event.at))
    return found


@officials()
def settle(request, key):
    asked = asked_of(key)
    if request.method != "POST":
        return redirect("site:practice", key)
    post = request.POST
    try:
        region = Region.objects.filter(code=post.get("region", "")).first()
        row = settle_practice(
            request.actor,
            region,
            key,
            value_of(asked, post.get("value", "")),
            post.get("source", ""),
            day_of(post, "from_date"),
        )
    except (Invalid, Refusal) as problem:
        return show(request, asked, problem, "settle")
    messages.success(request, f"已写明：{row.region.name}，{asked.title}，{asked.say(row.value)}。")
    return redirect("site:practice", key)


def value_of(asked, text):
    text = text.strip()
    return text if asked.choices else int(text) if text.isascii() and text.isdigit() and len(text) < 6 else text


def day_of(post, name):
    try:
        return dt.date.fromisoformat(post.get(name, ""))
    except ValueError:
        return None


@officials()
def end(request, key, pk):
    asked = asked_of(key)
    get_object_or_404(LocalPractice, pk=pk, key=key)
    if request.method != "POST":
        return redirect("site:practice", key)
    try:
        end_practice(request.actor, pk, day_of(request.POST, "day"))
    except (Invalid, Refusal) as problem:
        return show(request, asked, problem, f"end-{pk}")
    messages.success(request, "已停用。此前已经收件的件不受影响。")
    return redirect("site:practice", key)
