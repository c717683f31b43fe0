"""/desk/credit/: bad credit on record, with its source; noted, and lifted when it has been repaired."""

import datetime as dt

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanban.accounts.actions.credit import KEEPERS, lift_credit, note_credit
from yuanban.accounts.credit import standing_notes
from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.accounts.models import CreditNote, Enterprise, Person
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid

READERS = ("provincial", "manager", "auditor", "approver", "seconded", "clerk")
SHOWS = {"": "未修复", "over": "已修复、已届满"}


@officials(*READERS)
def credit(request, problem=None, tried=""):
    listing = Listing(request, ("show", "q"))
    listing.path = reverse("accounts:credit")
    day = request.actor.day
    context = {
        "listing": listing,
        "notes": listing.cut(searched(chosen(listing["show"], day), listing["q"])),
        "shows": [(key, name, chosen(key, day).count()) for key, name in SHOWS.items()],
        "may_keep": request.actor.role in KEEPERS,
        "tried": tried,
        "typed": request.POST,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
    }
    status = 200 if problem is None else 422 if isinstance(problem, Invalid) else 409
    return render(request, "accounts/credit.html", context, status=status)


def chosen(show, day):
    standing = standing_notes(day)
    found = CreditNote.objects.exclude(pk__in=standing.values("pk")) if show == "over" else standing
    return found.select_related("enterprise", "person")


def searched(notes, words):
    if not words:
        return notes
    named = Q(enterprise__name__icontains=words) | Q(enterprise__code__istartswith=words) | Q(person__name=words)
    return notes.filter(named | Q(source__icontains=words))


@officials(*KEEPERS)
def note(request):
    if request.method != "POST":
        return redirect("accounts:credit")
    post = request.POST
    try:
        made = note_credit(
            request.actor,
            post.get("reason", ""),
            post.get("source", ""),
            day_of(post, "from_date"),
            day_of(post, "to_date"),
            **whose(post.get("whose", "").strip()),
        )
    except (Invalid, Refusal) as problem:
        return credit(request, problem, "note")
    messages.success(request, f"已登记：{(made.enterprise or made.person).name}。")
    return redirect("accounts:credit")


def whose(text):
    """An enterprise by its credit code, or a person by the telephone number they signed in with."""
    firm = Enterprise.objects.filter(code=text.upper()).first() if text else None
    person = None if firm or not text else Person.objects.filter(phone=text, posts__isnull=True).first()
    return {"enterprise": firm, "person": person}


def day_of(post, name):
    try:
        return dt.date.fromisoformat(post.get(name, ""))
    except ValueError:
        return None


@officials(*KEEPERS)
def lift(request, pk):
    if request.method != "POST":
        return redirect("accounts:credit")
    try:
        lift_credit(request.actor, pk, request.POST.get("why", ""))
    except CreditNote.DoesNotExist:
        raise Http404 from None
    except (Invalid, Refusal) as problem:
        return credit(request, problem, f"lift-{pk}")
    messages.success(request, "已登记信用修复，自今天起可以选择告知承诺。")
    return redirect("accounts:credit")
