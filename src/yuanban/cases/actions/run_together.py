"""一件事：联合受理、一次送达、先办好的先领、有一件没有办成以后怎么办. What is done for a whole application at once."""

from dataclasses import dataclass

from django.db import transaction

from yuanban.cases import runs
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.deliver import deliver
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.supply import owns
from yuanban.cases.actions.withdraw import withdraw
from yuanban.cases.models import BundleCase, Case
from yuanban.cases.permit import permit, plan_of
from yuanban.cases.queries import visible_to
from yuanban.cases.step import known, move
from yuanban.law import bundle as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.mandates.world import world

CHOICES = {"go-on": "其余的继续办", "stop": "其余的都不办了"}


@dataclass(frozen=True)
class Part:
    """One part of a joint step: whether this actor may take it, or the refusal and who must."""

    case: Case
    refusal: Refusal | None = None
    who: str = ""


def load_run(actor, number, seen=None):
    """The run as this person may see it, held until the transaction ends; `BundleCase.DoesNotExist` otherwise."""
    found = runs.visible_to(actor, visible_to(actor))
    run = (
        BundleCase.objects.select_for_update(of=("self",))
        .select_related("bundle")
        .get(pk__in=found.values("pk"), number=number)
    )
    if seen is not None and int(seen) != run.version:
        raise Refusal("changed-meanwhile")
    return run


def acceptances(actor, run):
    """[Part] of what is to be accepted now, other organs' parts among them; the law is asked for each by itself."""
    return [acceptance(actor, known(case)) for case in runs.cases_of(run) if case.state == "received"]


def acceptance(actor, case):
    try:
        permit(actor, case, "accept", "accept")
    except Refusal as no:
        return Part(case, no, world(actor.day).name(plan_of(case).step("accept").actor))
    return Part(case)


@transaction.atomic
def accept_run(actor, number, seen_version=None):
    """One acceptance for all parts, only if each is lawful for this actor; otherwise the refusal says who must accept each."""
    run = load_run(actor, number, seen_version)
    parts = acceptances(actor, run)
    if not parts:
        raise Refusal("wrong-state", because="这件事里现在没有等待受理的部分。")
    others = [part for part in parts if part.refusal]
    if others:
        told = "；".join(f"“{part.case.item.name}”由{part.who}受理" for part in others)
        first = others[0].refusal
        raise Refusal(
            first.rule,
            because=f"不能由您一次受理全部：{told}。",
            cure="请各受理机关分别受理，或者只受理您可以受理的部分。",
        )
    return [accept(actor, part.case.number) for part in parts]


@transaction.atomic
def receive_run(actor, number, seen_version=None):
    """The window takes in all parts that may begin."""
    run = load_run(actor, number, seen_version)
    due = [case for case in runs.cases_of(run) if case.state == "applied" and not runs.waits(case)]
    if not due:
        raise Refusal("wrong-state", because="这件事里现在没有等待收件的部分。")
    return [receive(actor, case.number) for case in due]


@transaction.atomic
def deliver_run(actor, number, way, receiver, late="", seen_version=None):
    """一次送达: every result there is, in one go; the rest must have ended, or the applicant wants these early."""
    run = load_run(actor, number, seen_version)
    cases = runs.cases_of(run)
    ready = [case for case in cases if case.state == "issued"]
    if not ready:
        raise Refusal("wrong-state", because="这件事里现在没有可以送达的结果。")
    read, by_key = runs.reading(run, actor.day, cases)
    soonest = min(case.deliver_by for case in ready)
    law.guard_delivery(runs.going(cases, read.fates, by_key), run.early, soonest, actor.day)
    done = [deliver(actor, case.number, way, receiver, None, late, together=True) for case in ready]
    lead = runs.lead_of(run, done)
    handed = [[case.number, case.item.name] for case in done]
    left = runs.going(cases, read.fates, by_key)
    lead.refresh_from_db()
    said = {"run": run.number, "cases": handed, "left": left, "way": way, "receiver": receiver.strip()}
    move(lead, "case.jointly-delivered", actor, said)
    return done


@transaction.atomic
def wish_early(actor, number):
    """The applicant, or the window that hears it, wants each result as soon as it is there."""
    run = load_run(actor, number)
    require_own(actor, run)
    if run.early:
        return run
    write(run, "run.early", actor, {}, early=True)
    return run


def require_own(actor, run):
    first = run.cases.order_by("pk").first()
    window = actor.role == "clerk" and actor.centre == first.centre_id
    if not owns(actor, first) and not window and first.agent_id != actor.person:
        raise Refusal(
            "no-post", because="只有申请人、其书面委托的代办人或者本中心窗口可以提出。", cure="请由申请人登录后办理。"
        )


@transaction.atomic
def choose_rest(actor, number, choice, seen_version=None):
    """One part failed: the applicant goes on with what can still be had, or takes back the rest (《行政许可法》第二十九条)."""
    run = load_run(actor, number, seen_version)
    require_own(actor, run)
    if choice not in CHOICES:
        raise Invalid({"choice": "请选择继续，或者撤回其余各件。"})
    cases = runs.cases_of(run)
    read, by_key = runs.reading(run, actor.day, cases)
    if not any(fate.standing == "blocked" for fate in read.fates.values()) and not failed(by_key):
        raise Refusal("wrong-state", because="这件事里没有办不成的部分，不用选择。")
    write(run, "run.chosen", actor, {"choice": choice}, choice=choice)
    for key, case in by_key.items():
        blocked = read.fates[key].standing == "blocked"
        if case.decided_on is None and case.closed_on is None and (blocked or choice == "stop"):
            withdraw(
                actor,
                case.number,
                "前一件没有办成，这一件不能再办。" if blocked else "一件事里有一件没有办成，其余不再办理。",
            )
    return run


def failed(by_key):
    return any(case.outcome == "denied" or case.state in runs.STOPPED for case in by_key.values())
