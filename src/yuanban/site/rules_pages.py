"""/rules/: every rule in plain words, what to do, what each place has settled, and situations the engine answers live."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from yuanban.accounts.acting import CHINA
from yuanban.law.examples import GROUPS, examples, meanings
from yuanban.law.practices import Practice, practice
from yuanban.places.models import LocalPractice


@dataclass(frozen=True)
class Settled:
    """One thing the law leaves open: what holds everywhere, and the places that have said otherwise."""

    practice: Practice
    usual: str
    local: list


@login_not_required
def index(request):
    words = request.GET.get("q", "").strip()[:40]
    found = [one for one in meanings().values() if words in one.rule.title + one.rule.article + one.means]
    groups = [(key, name, [one for one in found if one.group == key]) for key, name in GROUPS.items()]
    return render(request, "site/rules.html", {"words": words, "groups": groups, "count": len(found)})


@login_not_required
def one(request, rule):
    found = meanings().get(rule)
    if found is None:
        raise Http404
    near = [other for other in meanings().values() if other.group == found.group and other != found]
    context = {
        "meaning": found,
        "rule": found.rule,
        "group": GROUPS[found.group],
        "examples": examples(rule),
        "settled": [settled(key, today()) for key in found.practices],
        "near": near,
    }
    return render(request, "site/rule.html", context)


def today():
    return timezone.now().astimezone(CHINA).date()


def settled(key, day):
    asked = practice(key)
    live = LocalPractice.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), key=key, from_date__lte=day)
    rows = live.select_related("region").order_by("region")
    return Settled(asked, asked.say(asked.default), [(row, asked.say(row.value)) for row in rows])
