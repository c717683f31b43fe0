"""What this room adds to the pages of a case."""

from yuanban.cases.queries import visible_to
from yuanban.papers.queries import NOT_HANDED_OVER
from yuanban.voice import queries
from yuanban.voice.codes import address, picture
from yuanban.voice.models import Rating


def applicant(request, case):
    """Their ratings and how far the loop is; what else they filed about it."""
    mine = case.concerns.filter(by=request.actor.person).order_by("-at")
    context = {"case": case, "ratings": ratings_of(case), "concerns": list(mine)}
    return "voice/track_panel.html", context


def desk(request, case):
    """Of the concerns only those this person may open."""
    seen = (
        queries.concerns_for(request.actor).filter(case=case).order_by("-at") if request.actor.role != "helper" else []
    )
    context = {"ratings": ratings_of(case), "concerns": list(seen), "picture": handed(request.actor, case)}
    return "voice/desk/case_panel.html", context


def ratings_of(case):
    return list(Rating.objects.filter(about=case).select_related("mending", "appeal", "paper", "visit").order_by("at"))


def handed(actor, case):
    """For the helper who carries it, and the window: the code of the last paper, by which the applicant rates on the spot."""
    if actor.role not in ("helper", "clerk") or not visible_to(actor).filter(pk=case.pk).exists():
        return ""
    papers = case.papers.filter(rating=None).exclude(kind__in=NOT_HANDED_OVER).defer("file").order_by("-seq")
    last = papers.first()
    if last is None or case.state == "withdrawn":
        return ""
    via = "?via=helper" if actor.role == "helper" else ""
    return picture(address("voice:paper", last.token) + via)
