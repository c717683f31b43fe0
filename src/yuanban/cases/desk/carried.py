"""/desk/carried/CODE/: the open cases a paper carries and what becomes of each; chosen case by case or all at once."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases.actions.keep_plan import keep_plan
from yuanban.cases.actions.replan import replan
from yuanban.cases.carried import CHOICES, FINISH, carried, default_of, ends, fresh_plan, last_day_of, open_to, paper_of
from yuanban.cases.models import Case
from yuanban.cases.permit import plan_of
from yuanban.cases.queries import visible_to
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.life import LIVES, life
from yuanban.mandates.models import Instrument
from yuanban.mandates.world import world

MOVERS = ("manager", "provincial")
KEPT = {"": "还没有写明", "kept": "按原方案续办的"}
AT_ONCE = 500


@dataclass(frozen=True)
class Fate:
    """One case, the choices the law leaves it, and what a new plan would be or which rule forbids one."""

    case: Case
    usual: str
    choices: list
    mode: str = ""
    decides: str = ""
    refusal: Refusal | None = None


@officials()
def page(request, code):
    try:
        paper = paper_of(code)
    except Instrument.DoesNotExist:
        raise Http404 from None
    if request.method != "POST":
        return show(request, paper)
    if request.actor.role not in MOVERS:
        raise Refusal("no-post", cure="请由中心管理员或者省级中心办理。")
    return choose(request, paper)


def choose(request, paper):
    post = request.POST
    wanted = all_of(request.actor, paper) if "all" in post else chosen(post)
    if not wanted:
        return show(request, paper, problem=Invalid({"case": "请先勾选要办理的件，并选定每件怎么办。"}))
    results = [(number, settle(request.actor, number, choice, paper, post)) for number, choice in wanted]
    if any(why for _, why in results):
        return show(request, paper, results=results)
    messages.success(request, f"已办理{len(results)}件。")
    return redirect("cases:carried", paper.code)


def chosen(post):
    return [(number, post.get(f"choice-{number}", "")) for number in post.getlist("case")]


def all_of(actor, paper):
    cases = waiting(actor, paper).order_by("due_on", "id")[:AT_ONCE]
    return [(case.number, usual) for case in cases if (usual := default_of(case, paper))]


def settle(actor, number, choice, paper, post):
    """-> why not, or None when it was done."""
    try:
        if choice == FINISH:
            keep_plan(actor, number, paper.code)
        elif choice in CHOICES:
            replan(actor, number, paper.code, post.get("reason", "").strip()[:300] or "重新确定方案")
        else:
            return "没有选定怎么办。"
    except (Refusal, Invalid) as problem:
        return str(problem)
    except Case.DoesNotExist:
        return "没有找到，或者您无权查看。"
    return None


def waiting(actor, paper):
    return visible_to(actor).filter(pk__in=carried(paper.code).filter(kept_day__isnull=True).values("pk"))


def show(request, paper, problem=None, results=()):
    actor, listing = request.actor, Listing(request, ("q", "kept"))
    ending = ends(paper, actor.day)
    listing.path = reverse("cases:carried", args=[paper.code])
    seen = visible_to(actor).filter(pk__in=carried(paper.code).values("pk"))
    found = seen.filter(kept_day__isnull=listing["kept"] != "kept")
    if words := listing["q"]:
        found = found.filter(number__icontains=words) | found.filter(applicant_name__icontains=words)
    rows = found.select_related("item", "item_version", "park", "centre", "bundle_case").order_by("due_on", "id")
    context = {
        "paper": paper,
        "life": life(paper, actor.day),
        "LIVES": LIVES,
        "last": last_day_of(paper),
        "ending": ending,
        "listing": listing,
        "fates": [fate(case, paper, actor.day) for case in listing.cut(rows)],
        "counts": {key: seen.filter(kept_day__isnull=key != "kept").count() for key in KEPT},
        "KEPT": KEPT,
        "CHOICES": CHOICES,
        "may_choose": actor.role in MOVERS and ending and listing["kept"] != "kept",
        "typed": request.POST,
        "errors": problem.errors if problem else {},
        "results": results,
    }
    return render(request, "cases/desk/carried.html", context, status=422 if problem else 200)


def fate(case, paper, day):
    choices, usual = open_to(case, paper), default_of(case, paper)
    now = world(day)
    if "replan" not in choices:
        return Fate(case, usual, choices, decides=now.name(plan_of(case).decides))
    try:
        plan = fresh_plan(case, paper, day)
    except Refusal as refusal:
        return Fate(case, usual, choices, refusal=refusal)
    return Fate(case, usual, choices, plan.mode, now.name(plan.decides))
