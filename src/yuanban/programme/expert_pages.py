"""The expert's scoring sheet, and the register of experts."""

from django.shortcuts import get_object_or_404, render

from yuanban.accounts.doors import officials
from yuanban.accounts.models import Person
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Region
from yuanban.programme import queries
from yuanban.programme.actions import experts as acts
from yuanban.programme.actions import score
from yuanban.programme.answering import done, problem_in, seen, status_of
from yuanban.programme.models import Expert, Sheet
from yuanban.programme.step import whole


@officials("expert")
def sheet(request, pk):
    """Only one's own. What others gave is not shown."""
    rows = Sheet.objects.select_related("application__call__criteria", "application__park__city", "expert__person")
    row = get_object_or_404(rows, pk=pk, expert__person=request.actor.person)
    if request.method != "POST":
        return show(request, row)
    post = request.POST
    given = {
        one["key"]: {"score": post.get(f"score-{one['key']}", ""), "said": post.get(f"said-{one['key']}", "")}
        for one in row.application.call.criteria.rows
    }
    try:
        if post.get("aside"):
            acts.stand_aside(request.actor, row.pk, post.get("why_aside", ""), seen(request))
            return done(request, "已登记回避，这份申报由其他专家评。", "programme:desk")
        if row.state == "asked":
            score.give(request.actor, row.pk, given, post.get("opinion", ""), seen(request))
            return done(request, "评分已提交。", "programme:desk")
        score.change(request.actor, row.pk, given, post.get("why", ""), post.get("opinion", ""), seen(request))
    except (Refusal, Invalid) as problem:
        row.refresh_from_db()
        return show(request, row, problem)
    return done(request, "评分已修改，修改前后和原因都已记录。", "programme:sheet", row.pk)


def show(request, row, problem=None):
    typed = {f"{part}-{key}": one[part] for key, one in row.scores.items() for part in ("score", "said")}
    typed |= {"opinion": row.opinion}
    if problem is not None:
        typed |= request.POST.dict()
        if isinstance(problem, Invalid) and "why" in problem.errors and request.POST.get("aside"):
            problem = Invalid({"why_aside": problem.errors["why"]})
    application = row.application
    evidence: dict = {}
    for one in application.evidence.select_related("upload").order_by("pk"):
        evidence.setdefault(one.key, []).append(one)
    context = {
        "sheet": row,
        "row": application,
        "call": application.call,
        "evidence": evidence,
        "typed": typed,
        "open": row.state in ("asked", "given") and application.call.state in ("scoring", "notice") and application.state == "recommended",
        "visits": application.site_visits.filter(kind="check").order_by("-day"),
        "story": queries.named_scores(queries.story(row.stream), application.call.criteria),
        **problem_in(problem),
    }  # fmt: skip
    return render(request, "programme/desk/sheet.html", context, status=status_of(problem))


@officials("provincial", "auditor")
def experts(request):
    problem = None
    if request.method == "POST":
        post = request.POST
        try:
            person = Person.objects.filter(pk=whole(post.get("person", "")) or 0).first()
            if person is None:
                raise Invalid({"person": "请选择人员。"})
            active = post.get("active", "是") == "是"
            acts.keep_expert(
                request.actor,
                person,
                post.get("unit", ""),
                post.get("field", ""),
                post.getlist("cities"),
                post.get("why", ""),
                active,
            )
            return done(request, "已保存。", "programme:experts")
        except (Refusal, Invalid) as found:
            problem = found
    rows = list(Expert.objects.select_related("person").order_by("person__name"))
    cities = list(Region.objects.filter(level="prefecture").order_by("code"))
    people = Person.objects.filter(posts__role="expert").distinct().order_by("name")
    context = {
        "rows": [(one, acts_count(one)) for one in rows],
        "cities": cities,
        "names": {city.code: city.name for city in cities},
        "people": [(one.pk, one.name) for one in people],
        "typed": request.POST,
        "ticked": request.POST.getlist("cities"),
        "may": request.actor.role == "provincial",
        **problem_in(problem),
    }
    return render(request, "programme/desk/experts.html", context, status=status_of(problem))


def acts_count(expert):
    return expert.sheets.filter(state="given").count()
