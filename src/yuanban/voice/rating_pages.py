"""/desk/ratings/N/: one rating with its loop and its appeal, and the telephone written down."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.models import Person
from yuanban.cases import files
from yuanban.cases.models import Upload
from yuanban.law import voice as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.serving import answer
from yuanban.voice import giving, queries
from yuanban.voice.actions.appeal_rating import appeal_rating
from yuanban.voice.actions.judge_appeal import judge_appeal
from yuanban.voice.actions.mend import answers_for, require_follower, take
from yuanban.voice.actions.rate_phone import rate_phone
from yuanban.voice.answering import seen, status_of
from yuanban.voice.desk_pages import EVERYONE
from yuanban.voice.models import REASONS, Mending, Rating, RatingAppeal

FIELDS = {
    "check": ("核实的情况", "什么时候、怎样联系上评价人，情况是否属实。"),
    "mend": ("整改的措施", "改了什么，谁改的，从哪天起。"),
    "report": ("反馈的内容", "把核实和整改的结果告诉评价人，写明方式和内容。"),
    "call": ("回访的情况", "由另一人回访：评价人怎么说。"),
}


@officials(*EVERYONE)
def rating(request, pk):
    return show(request, pk)


def show(request, pk, tried="", problem=None):
    """One rating with its loop and its appeal: what was done, and what this person may do now."""
    actor = request.actor
    rows = queries.ratings_for(actor).select_related(
        "item", "about", "visit__window", "visit__clerk", "paper", "centre__park", "by", "entered_by"
    )
    found = get_object_or_404(rows, pk=pk)
    mending, appeal = (
        Mending.objects.filter(rating=found).first(),
        RatingAppeal.objects.select_related("by", "judged_by", "file").filter(rating=found).first(),
    )
    context = {
        "rating": found,
        "mending": mending,
        "appeal": appeal,
        "served": Person.objects.filter(pk__in=found.served).order_by("name"),
        "hands": Person.objects.filter(pk__in=mending.hands if mending else []).order_by("name"),
        "light": queries.light(mending, actor.day) if mending else "",
        "turn": next_turn(actor, found, mending),
        "FIELDS": FIELDS,
        "may_appeal": found.bad and appeal is None and (actor.person in found.served or answers_for(actor, found)),
        "may_judge": may_judge(actor, found, mending, appeal),
        "shows_rater": actor.person not in found.served,
        "REASONS": REASONS,
        "tried": tried,
        "typed": request.POST if tried else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
    }
    return render(request, "voice/desk/rating.html", context, status=status_of(problem))


def next_turn(actor, rating, mending):
    """(verb, its name, why this person may not, whether a reason for being late is due); None when it has ended."""
    if mending is None or mending.state == "closed":
        return None
    verb = mending.state
    return {
        "verb": verb,
        "name": law.LOOP[verb].name_zh,
        "why": why_not(actor, rating, mending, verb),
        "late": verb in ("check", "mend") and actor.day > mending.due_on,
    }


def why_not(actor, rating, mending, verb):
    try:
        mending.rating = rating
        law.guard_not_concerned(actor.person, rating.served, "这条差评")
        require_follower(actor, mending, verb)
    except Refusal as refusal:
        return refusal
    return None


def may_judge(actor, rating, mending, appeal):
    involved = {*rating.served, *(mending.hands if mending else ()), appeal.by_id if appeal else None}
    return bool(appeal and appeal.state == "open" and actor.role == "auditor" and actor.person not in involved)


@require_POST
@officials(*EVERYONE)
def act(request, pk, verb):
    """A step of the loop, an appeal, or its judgement; what stands in the way is shown beside what was typed."""
    get_object_or_404(queries.ratings_for(request.actor), pk=pk)
    if verb not in DO:
        raise Http404
    try:
        DO[verb](request, pk)
    except (Refusal, Invalid) as problem:
        return show(request, pk, verb, problem)
    messages.success(request, "已记录。")
    return redirect("voice:rating", pk)


def step(verb):
    def do(request, pk):
        post, row = request.POST, get_object_or_404(Mending, rating=pk)
        content = {"yes": True, "no": False}.get(post.get("content", ""))
        if verb == "call" and content is None:
            raise Invalid({"content": "请选择评价人是否满意。"})
        take(request.actor, row.pk, verb, post.get("said", ""), post.get("reason", ""), content, seen(request))

    return do


def appeal(request, pk):
    given = request.FILES.get("file")
    upload = files.keep(request.actor, given.name, given.read()) if given else None
    appeal_rating(request.actor, pk, request.POST.get("grounds", ""), request.POST.get("evidence", ""), upload)


def judge(request, pk):
    row = get_object_or_404(RatingAppeal, rating=pk)
    judge_appeal(
        request.actor, row.pk, request.POST.get("outcome", ""), request.POST.get("judgement", ""), seen(request)
    )


DO = {**{verb: step(verb) for verb in law.LOOP}, "appeal": appeal, "judge": judge}


@officials(*EVERYONE)
def evidence(request, pk):
    """The file of an appeal, to those who may see the rating."""
    get_object_or_404(queries.ratings_for(request.actor), pk=pk)
    kept = get_object_or_404(Upload, pk__in=RatingAppeal.objects.filter(rating=pk).values("file"))
    return answer(kept)


@officials("auditor")
def phone(request):
    """Somebody called; kept with who and where to call back."""
    errors, refusal = {}, None
    if request.method == "POST":
        try:
            post = request.POST
            told = giving.read(
                post.get("level", ""),
                post.get("text", ""),
                post.getlist("reasons"),
                post.get("name", ""),
                post.get("contact", ""),
            )
            made = rate_phone(request.actor, post.get("number", ""), told)
            messages.success(request, "电话评价已录入。")
            return redirect("voice:rating", made.pk)
        except Invalid as problem:
            errors = problem.errors
        except Refusal as found:
            refusal = found
    context = {
        "levels": Rating.LEVELS,
        "reasons": REASONS,
        "ticked": request.POST.getlist("reasons"),
        "typed": request.POST,
    }
    context |= {"errors": errors, "refusal": refusal}
    return render(request, "voice/desk/phone.html", context, status=409 if refusal else 422 if errors else 200)
