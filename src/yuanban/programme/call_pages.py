"""/desk/programme/: the years, and the board of one year, for the province, the cities, the parks, the experts."""

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Park, Region
from yuanban.programme import queries, standings
from yuanban.programme.actions import plan_call as planning
from yuanban.programme.actions.experts import assign, free
from yuanban.programme.actions.keep_criteria import keep_criteria
from yuanban.programme.actions.publish_ranking import computed, intact, publish_ranking, settle
from yuanban.programme.answering import day_of, done, problem_in, seen, status_of
from yuanban.programme.models import Application, Call, Criteria, Expert, Sheet
from yuanban.programme.step import parks_of, whole

READERS = ("provincial", "auditor", "city", "manager", "approver", "expert")
LINES = 12


@officials(*READERS)
def home(request):
    actor = request.actor
    if actor.role == "expert":
        return my_sheets(request)
    listing = Listing(request, ("year", "state", "q"))
    rows = queries.visible_to(actor)
    years = sorted({*Call.objects.values_list("year", flat=True)}, reverse=True)
    if listing["year"].isdecimal():
        rows = rows.filter(call__year=int(listing["year"]))
    if listing["state"] in Application.STATES:
        rows = rows.filter(state=listing["state"])
    if listing["q"]:
        rows = rows.filter(Q(park__name__icontains=listing["q"]) | Q(park__city__name__icontains=listing["q"]))
    calls = Call.objects.annotate(
        n=Count("applications", filter=~Q(applications__state="draft"), distinct=True),
        chosen=Count("applications", filter=Q(applications__state__in=("selected", "accepted")), distinct=True),
    )
    context = {
        "listing": listing,
        "rows": listing.cut(rows.order_by("-call__year", "park__city", "park__name")),
        "years": [(year, year) for year in years],
        "calls": calls if actor.role in queries.EVERYTHING else calls.exclude(state="draft"),
        "stands": standings.totals(actor.day),
        "coverage": queries.coverage(actor.day),
        "mine": my_parks(actor),
        "STATES": Application.STATES,
    }
    return render(request, "programme/desk/home.html", context)


def my_parks(actor):
    """[(call, park)] that this person may begin an application for now."""
    if actor.role not in ("manager", "approver"):
        return []
    open_now = Call.objects.filter(state="open", opens_on__lte=actor.day, closes_on__gte=actor.day)
    parks = Park.objects.filter(parks_of(actor))
    return [
        (call, park)
        for call in open_now
        for park in parks.exclude(applications__call=call).exclude(
            pk__in=standings.on(actor.day).filter(state__in=("building", "open")).values("park")
        )
    ]


def my_sheets(request):
    rows = Sheet.objects.filter(expert__person=request.actor.person).select_related("application__call", "application__park__city")  # fmt: skip
    listing = Listing(request, ("state",))
    if listing["state"] in Sheet.STATES:
        rows = rows.filter(state=listing["state"])
    context = {"listing": listing, "rows": listing.cut(rows.order_by("-application__call__year", "state", "pk"))}
    return render(request, "programme/desk/sheets.html", context | {"STATES": Sheet.STATES})


def the_call(actor, year):
    rows = Call.objects.select_related("criteria")
    return get_object_or_404(rows if actor.role in queries.EVERYTHING else rows.exclude(state="draft"), year=year)


@officials("provincial", "auditor", "city")
def board(request, year):
    return show(request, the_call(request.actor, year))


def show(request, call, tried="", problem=None):
    actor = request.actor
    ranking = queries.standing_ranking(call)
    scored = queries.scored(call) if call.state != "open" else []
    if actor.role == "city":
        mine = set(queries.visible_to(actor).filter(call=call).values_list("pk", flat=True))
        scored = [one for one in scored if one[0].pk in mine]
    context = {
        "call": call,
        "board": queries.board(call, actor.day),
        "rows": queries.visible_to(actor).filter(call=call).order_by("park__city", "park__name"),
        "scored": scored,
        "free": free(call, actor.day) if may(actor) and call.state in ("scoring", "notice") else {},
        "preview": preview(call) if may(actor) and call.state in ("scoring", "notice") else None,
        "rankings": [(one, intact(one)) for one in call.rankings.select_related("published_by")],
        "ranking": ranking,
        "flags": queries.named_scores(queries.questions(ranking), call.criteria) if ranking else [],
        "objections": queries.objections(call).filter(state="filed").count(),
        "filed": queries.objections(call).count(),
        "may": may(actor),
        "tried": tried,
        "typed": request.POST if tried else {},
        **problem_in(problem),
    }
    return render(request, "programme/desk/board.html", context, status=status_of(problem))


def may(actor):
    return actor.role == "provincial"


def preview(call):
    """What the ranking would be now: (lines, what stands in the way)."""
    try:
        return computed(call)[0], None
    except Refusal as refusal:
        return (), refusal


@require_POST
@officials("provincial")
def act(request, year, verb):
    call = the_call(request.actor, year)
    if verb not in DO:
        raise Http404
    try:
        said = DO[verb](request, call)
    except (Refusal, Invalid) as problem:
        call.refresh_from_db()
        return show(request, call, verb, problem)
    return done(request, said, "programme:board", year)


def publish(request, call):
    post = request.POST
    decided = {key[6:]: n for key in post if key.startswith("order-") and (n := whole(post[key]))}
    row = publish_ranking(
        request.actor, call.pk, post.get("why", ""), decided, post.get("decided_why", ""), seen(request)
    )
    return f"已公布第{row.number}次排名，公示到{row.until}。"


def ask_expert(request, call):
    application, expert = whole(request.POST.get("application", "")), whole(request.POST.get("expert", ""))
    row = call.applications.filter(pk=application or 0).first()
    if row is None or not Expert.objects.filter(pk=expert or 0).exists():
        raise Invalid({"expert": "请选择专家。"})
    assign(request.actor, row.pk, expert)
    return "已请专家评分。"


def said(action, text):
    def do(request, call):
        action(request.actor, call.pk, seen(request))
        return text

    return do


DO = {
    "open": said(planning.open_call, "年度计划已发布，开始申报。"),
    "score": said(planning.start_scoring, "已开始评审。"),
    "publish": publish,
    "settle": said(settle, "创建名单已确定。"),
    "assign": ask_expert,
}


@officials("provincial")
def new(request):
    return form(request, None)


@officials("provincial")
def edit(request, year):
    return form(request, the_call(request.actor, year))


def form(request, call):
    cities = list(Region.objects.filter(level="prefecture").order_by("code"))
    if request.method != "POST":
        return draw(request, call, cities, typed_of(call, cities))
    try:
        quotas, fields = read(request.POST, cities)
        if call is None:
            year = whole(request.POST.get("year", "")) or 0
            call = planning.plan_call(request.actor, year, quotas, **fields)
        else:
            planning.change_call(request.actor, call.pk, quotas, seen(request), **fields)
    except (Refusal, Invalid) as problem:
        return draw(request, call, cities, request.POST, problem)
    return done(request, "已保存。", "programme:board", call.year)


def draw(request, call, cities, typed, problem=None):
    context = {
        "call": call,
        "cities": cities,
        "typed": typed,
        "criteria": [
            (one.pk, f"第{one.number}版 {one.name}{'（样例）' if one.template else ''}")
            for one in Criteria.objects.order_by("-number")
        ],
        **problem_in(problem),
    }
    return render(request, "programme/desk/call_form.html", context, status=status_of(problem))


def typed_of(call, cities):
    if call is None:
        return {"total": 50, "notice_days": 5}
    plain = (
        "year",
        "title",
        "document",
        "text",
        "total",
        "opens_on",
        "closes_on",
        "review_by",
        "notice_days",
        "build_by",
    )
    quotas = {f"quota-{city}": number for city, number in call.quotas.values_list("city", "number")}
    return (
        {key: getattr(call, key) for key in plain}
        | quotas
        | {"criteria": call.criteria_id, "full": "是" if call.full else "否"}
    )


def read(post, cities):
    quotas, errors = {}, {}
    for city in cities:
        text = post.get(f"quota-{city.code}", "").strip()
        number = whole(text) if text else 0
        if number is None or number > 999:
            errors[f"quota-{city.code}"] = f"{city.name}的名额请填写整数。"
        elif number:
            quotas[city.code] = number
    if errors:
        raise Invalid(errors)
    days = {key: day_of(post.get(key)) for key in ("opens_on", "closes_on", "review_by", "build_by")}
    words = {"title": post.get("title", "").strip()[:120], "document": post.get("document", "").strip()[:120]}
    return quotas, {
        **words,
        **days,
        "text": post.get("text", "").strip()[:8000],
        "total": min(whole(post.get("total", "")) or 0, 9999),
        "notice_days": min(whole(post.get("notice_days", "")) or 0, 999),
        "full": post.get("full") == "是",
        "criteria": Criteria.objects.filter(pk=whole(post.get("criteria", "")) or 0).first(),
    }


@officials("provincial", "auditor", "city")
def criteria(request):
    """The versions; the province makes the next one from the last."""
    versions = list(Criteria.objects.order_by("-number"))
    problem, typed = None, {}
    if request.method == "POST":
        typed = request.POST
        try:
            row = keep_criteria(
                request.actor, typed.get("name", ""), rows_typed(typed), typed.get("source", ""),
                typed.get("template") == "是", typed.get("pass_mark", ""), whole(typed.get("experts", "")) or 0, typed.get("apart", ""),
            )  # fmt: skip
            return done(request, f"评分标准第{row.number}版已公布。", "programme:criteria")
        except (Refusal, Invalid) as found:
            problem = found
    context = {"versions": versions, "typed": typed, "lines": lines_of(versions, typed), "may": may(request.actor)}
    return render(request, "programme/desk/criteria.html", context | problem_in(problem), status=status_of(problem))


def rows_typed(post):
    found = []
    for n in range(LINES):
        told = {key: post.get(f"{key}-{n}", "").strip() for key in ("name", "weight", "means", "evidence")}
        if told["name"] or told["weight"]:
            found.append({"key": f"c{n + 1}", **told})
    return found


def lines_of(versions, typed):
    """What the form of the next version is filled with."""
    if typed:
        return [
            {key: typed.get(f"{key}-{n}", "") for key in ("name", "weight", "means", "evidence")} for n in range(LINES)
        ]
    last = versions[0].rows if versions else []
    return [*last, *({"name": "", "weight": "", "means": "", "evidence": ""} for _ in range(LINES - len(last)))]
