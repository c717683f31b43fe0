"""One application as a file: what was handed in, what was said of it, who changed which score; and what may be done now."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.law import programme as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.programme import queries
from yuanban.programme.actions import apply_for, city_review, inspect
from yuanban.programme.answering import day_of, done, problem_in, seen, status_of, uploaded
from yuanban.programme.call_pages import READERS
from yuanban.programme.models import Funding
from yuanban.programme.step import whole

SHOWS_SCORES = ("provincial", "auditor", "city", "manager", "approver")


@officials(*READERS)
def application(request, pk):
    return show(request, get_object_or_404(queries.visible_to(request.actor), pk=pk))


def show(request, row, tried="", problem=None):
    actor = request.actor
    given, spread, sheets = queries.spread_of(row, row.call.criteria)
    evidence: dict = {}
    for one in row.evidence.select_related("upload").order_by("pk"):
        evidence.setdefault(one.key, []).append(one)
    context = {
        "row": row,
        "given": given,
        "sheets": sheets,
        "spread": spread,
        "sees_scores": sees_scores(actor, row),
        "evidence": evidence,
        "money": list(row.money.order_by("source")),
        "SOURCES": Funding.SOURCES,
        "visits": row.site_visits.prefetch_related("photos").select_related("by").order_by("-day", "-pk"),
        "lines": ranked(row),
        "story": queries.history_of(row) if sees_scores(actor, row) else queries.story(row.stream),
        "deeds": deeds(actor, row),
        "step": step_of(row),
        "STEPS": law.STEPS,
        "summary": pointed(tried, problem),
        "tried": tried,
        "typed": request.POST if tried else {},
        **problem_in(problem),
    }
    return render(request, "programme/desk/application.html", context, status=status_of(problem))


def pointed(verb, problem):
    """The errors by the ids of the fields of this verb's form."""
    if not isinstance(problem, Invalid):
        return {}
    return {
        key if key == "mend_by" else f"{key}-{verb.removeprefix('visit-')}": text
        for key, text in problem.errors.items()
    }


def sees_scores(actor, row):
    """Experts do not see one another's; a park and its city see them once they are published."""
    if actor.role in queries.EVERYTHING:
        return True
    return actor.role in SHOWS_SCORES and row.call.state in ("notice", "settled")


def ranked(row):
    """[(ranking, the line about this application)]."""
    found = []
    for ranking in row.call.rankings.all():
        found += [(ranking, line) for line in ranking.rows if line["id"] == str(row.pk)]
    return found


def step_of(row):
    """How far along the way, for the steps on top."""
    if row.state in ("draft", "returned"):
        return 0
    if row.state in ("submitted", "declined"):
        return 1
    if row.state == "recommended":
        return 3 if row.call.state == "notice" else 2
    return {"selected": 4, "unselected": 3, "accepted": 6, "downgraded": 5}.get(row.state, 0)


def deeds(actor, row):
    """The verbs this person may take now, in the order the page shows them."""
    found = []
    if actor.role in ("manager", "approver") and row.state in law.TURNS["withdraw"].sources:
        found.append("withdraw")
    if actor.role == "city" and row.state == "submitted":
        found += ["recommend", "return", "decline"]
    found += [
        f"visit-{kind}" for kind, states in inspect.STATES.items() if row.state in states and may_visit(actor, kind)
    ]
    if actor.role == "provincial":
        if row.state in ("selected", "downgraded"):
            found.append("accept")
        if row.state == "accepted" and inspect.failed(row):
            found += ["mend", "downgrade"]
    return found


def may_visit(actor, kind):
    return actor.role == "provincial" or (actor.role == "city" and kind == "check")


@require_POST
@officials(*READERS)
def act(request, pk, verb):
    row = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    if verb not in DO:
        raise Http404
    try:
        text = DO[verb](request, row)
    except (Refusal, Invalid) as problem:
        return show(request, get_object_or_404(queries.visible_to(request.actor), pk=pk), verb, problem)
    return done(request, text, "programme:application", pk)


def reviewing(verb, text):
    def do(request, row):
        city_review.review(request.actor, row.pk, verb, request.POST.get("opinion", ""), seen(request))
        return text

    return do


def visiting(kind):
    def do(request, row):
        post, passed = request.POST, {"是": True, "否": False}.get(request.POST.get("passed", ""))
        inspect.inspect(
            request.actor, row.pk, kind, day_of(post.get("day")), post.get("people", ""), post.get("findings", ""), passed,
            whole(post.get("area_m2", "")), whole(post.get("staff", "")), uploaded(request, "photos"), seen(request),
        )  # fmt: skip
        return "已记录。"

    return do


def withdraw(request, row):
    apply_for.withdraw(request.actor, row.pk, request.POST.get("why", ""), seen(request))
    return "已撤回。"


def accept(request, row):
    inspect.accept(request.actor, row.pk, seen(request))
    return "验收通过，自今天起计为已建成。"


def mend(request, row):
    post = request.POST
    inspect.ask_mending(request.actor, row.pk, day_of(post.get("mend_by")), post.get("why", ""), seen(request))
    return "已发出限期整改。"


def downgrade(request, row):
    inspect.downgrade(request.actor, row.pk, request.POST.get("why", ""), seen(request))
    return "已降级。"


DO = {
    "withdraw": withdraw,
    "recommend": reviewing("recommend", "已推荐到省。"),
    "return": reviewing("return", "已退回补充。"),
    "decline": reviewing("decline", "已记录不推荐的意见。"),
    **{f"visit-{kind}": visiting(kind) for kind in inspect.STATES},
    "accept": accept,
    "mend": mend,
    "downgrade": downgrade,
}
