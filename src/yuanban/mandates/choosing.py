"""Choosing items: by search, and many at once by pasting their names or codes."""

from django.db.models import Q
from django.shortcuts import render

from yuanban.accounts.doors import officials
from yuanban.catalogue.models import Item
from yuanban.ledger.invalid import Invalid

SHOWN = 60
MOST = 500


def chosen(pks):
    wanted = [int(text) for text in pks if text.isascii() and text.isdigit() and len(text) < 15]
    return list(Item.objects.filter(pk__in=wanted).select_related("organ").order_by("organ__name", "name"))


def chosen_items(post):
    """The ticked items and those pasted, one a line. Raises Invalid with the lines that name no one item."""
    found = {item.pk: item for item in chosen(post.getlist("items"))}
    strange = []
    for line in filter(None, map(str.strip, post.get("items_text", "").splitlines())):
        named = list(Item.objects.filter(Q(code=line) | Q(name=line)).select_related("organ")[:2])
        if len(named) == 1:
            found[named[0].pk] = named[0]
        else:
            strange.append(f"“{line[:40]}”" + ("有同名的几个，请写编码" if named else "没有找到"))
    if strange:
        raise Invalid({"items_text": "；".join(strange[:10]) + "。"})
    return list(found.values())


def found_items(words, but):
    """-> (items, how many there are)"""
    words = words.strip()
    if not words:
        return [], 0
    named = Item.objects.filter(Q(name__icontains=words) | Q(code=words) | Q(organ__name__icontains=words))
    rest = named.filter(organ__isnull=False).exclude(pk__in=[item.pk for item in but])
    return list(rest.select_related("organ").order_by("organ__name", "name")[:SHOWN]), rest.count()


def choice_of(given, every=False):
    """What the box of items shows: `given` is what was typed."""
    ticked, words = chosen(given.getlist("items")), given.get("items_q", "")
    found, there = found_items(words, ticked)
    if every:
        ticked, found = [*ticked, *found], []
    return {"ticked": ticked, "found": found, "there": there, "items_q": words}


@officials("manager", "provincial", "admin")
def choose_items(request):
    """The box of items by itself, for a search without leaving the form."""
    return render(request, "mandates/item_choice.html", {"choice": choice_of(request.GET, "every" in request.GET)})
