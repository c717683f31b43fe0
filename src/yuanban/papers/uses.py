"""/desk/seal-register/CODE/uses/: 用印记录, read from the papers that carry the seal and the events that made them; nothing is kept twice."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.accounts.models import Person, Post
from yuanban.cases.queries import visible_to
from yuanban.ledger.models import Event
from yuanban.mandates.models import Seal
from yuanban.papers.models import Paper

SEALED_BEFORE = ("grant", "denial", "certificate")


@dataclass(frozen=True)
class Use:
    paper: Paper
    at: object
    who: str
    post: str


@officials()
def seal_uses(request, code):
    seal = get_object_or_404(Seal.objects.select_related("of", "kept_by", "place"), code=code)
    listing = Listing(request, ("q", "kind", "from", "to"))
    listing.path = reverse("papers:seal-uses", args=[code])
    found = chosen(papers_with(request.actor, code), listing)
    context = {
        "seal": seal,
        "listing": listing,
        "uses": uses(listing.cut(found)),
        "kinds": Paper.KINDS,
        "day": request.actor.day,
        "has_face": seal.faces.select_related("by").first(),
        "may_keep": request.actor.role in ("manager", "provincial", "admin"),
    }
    return render(request, "papers/seal_uses.html", context)


def papers_with(actor, code):
    """On papers of the cases this person may see."""
    return Paper.objects.filter(seal=code, case__in=visible_to(actor)).order_by("-day", "-id")


def chosen(papers, listing):
    if words := listing["q"]:
        named = Q(number__icontains=words) | Q(case__number__icontains=words) | Q(case__applicant_name__icontains=words)
        papers = papers.filter(named)
    if listing["kind"] in Paper.KINDS:
        papers = papers.filter(kind=listing["kind"])
    for name, column in (("from", "day__gte"), ("to", "day__lte")):
        if day := day_or_none(listing[name]):
            papers = papers.filter(**{column: day})
    return papers.defer("file", "content").select_related("case__item")


def day_or_none(text):
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def uses(papers):
    """Who put the seal on it and when: for a decision the event of sealing, for any other paper the event that made it."""
    events = events_behind(papers)
    found = [event for event in events.values() if event]
    people = Person.objects.in_bulk({event.person for event in found if event.person})
    posts = Post.objects.select_related("body").in_bulk({event.post for event in found if event.post})
    return [use(paper, events.get(paper.pk), people, posts) for paper in papers]


def use(paper, event, people, posts):
    if event is None:
        return Use(paper, None, "", "")
    person, post = people.get(event.person), posts.get(event.post)
    return Use(paper, event.at, person.name if person else "系统", f"{post.body.name} {post.title}" if post else "")


def events_behind(papers):
    """{paper id: event}, in one query."""
    streams = {paper.case.stream for paper in papers}
    found = Event.objects.filter(stream__in=streams).filter(
        Q(kind="case.sealed") | Q(seq__in={paper.seq for paper in papers})
    )
    made = {(event.stream, event.seq): event for event in found}
    sealed = {event.stream: event for event in found if event.kind == "case.sealed"}
    return {paper.pk: behind(paper, sealed, made) for paper in papers}


def behind(paper, sealed, made):
    own = made.get((paper.case.stream, paper.seq))
    return sealed.get(paper.case.stream, own) if paper.kind in SEALED_BEFORE else own
