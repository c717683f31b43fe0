"""公示异议: the public form, the answer to whoever raised it, and the province's side."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from yuanban.accounts.doors import officials
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.programme import queries
from yuanban.programme.actions.object_to import answer as judge_it
from yuanban.programme.actions.object_to import object_to
from yuanban.programme.answering import done, problem_in, seen, status_of
from yuanban.programme.call_pages import the_call
from yuanban.programme.models import Call, Objection
from yuanban.programme.step import whole
from yuanban.voice.places import place


@login_not_required
@never_cache
def new(request, year):
    call = get_object_or_404(Call.objects.exclude(state="draft"), year=year)
    ranking = queries.standing_ranking(call)
    if ranking is None:
        raise Http404
    problem = None
    if request.method == "POST":
        post = request.POST
        about = call.applications.filter(pk=whole(post.get("application", "")) or 0).first()
        try:
            made = object_to(
                request.actor,
                ranking.pk,
                post.get("text", ""),
                post.get("name", ""),
                post.get("contact", ""),
                about,
                came_from(request),
            )
            return redirect("programme:objection-answer", made.token)
        except (Refusal, Invalid) as found:
            problem = found
    context = {
        "call": call,
        "ranking": ranking,
        "ended": ranking.state != "notice" or request.actor.day > ranking.until,
        "about": [(line["id"], line["name"]) for line in ranking.rows],
        "typed": request.POST or request.GET,
        **problem_in(problem),
    }
    return render(request, "programme/object.html", context, status=status_of(problem))


@login_not_required
@never_cache
def answer(request, token):
    """Whoever has the address raised it."""
    rows = Objection.objects.select_related("ranking__call", "application__park")
    return render(request, "programme/objection.html", {"one": get_object_or_404(rows, token=token)})


@officials("provincial", "auditor")
def desk(request, year):
    call = the_call(request.actor, year)
    return render(request, "programme/desk/objections.html", {"call": call, "rows": queries.objections(call)})


@officials("provincial", "auditor")
def judge(request, year, pk):
    call = the_call(request.actor, year)
    row = get_object_or_404(queries.objections(call), pk=pk)
    problem = None
    if request.method == "POST":
        post = request.POST
        try:
            judge_it(
                request.actor,
                row.pk,
                post.get("outcome", ""),
                post.get("answer", ""),
                post.get("remedy", ""),
                seen(request),
            )
            return done(request, "已答复。", "programme:objections", year)
        except (Refusal, Invalid) as found:
            problem = found
    context = {
        "call": call,
        "one": row,
        "REMEDIES": Objection.REMEDIES,
        "typed": request.POST,
        "may": request.actor.role == "provincial" and row.state == "filed",
        **problem_in(problem),
    }
    return render(request, "programme/desk/objection.html", context, status=status_of(problem))


def came_from(request):
    """A digest of the place, of whoever is not signed in."""
    return "" if request.actor.person else place(request, "objection")
