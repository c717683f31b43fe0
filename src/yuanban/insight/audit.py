"""The audit of the present: each arrangement, and each step taken in the past, asked again of the papers as they now stand."""

from dataclasses import dataclass
from functools import cache, reduce
from pathlib import Path

import yaml
from django.db.models import Q

from yuanban.accounts.acting import CHINA
from yuanban.accounts.models import Post
from yuanban.cases.models import Case
from yuanban.cases.verify import asked
from yuanban.insight.models import Finding
from yuanban.law.answers import Allowed, Unknown
from yuanban.law.authority import may, who
from yuanban.law.modes import Plan, load_modes
from yuanban.law.rules import rule
from yuanban.ledger.models import Event
from yuanban.mandates.checking import without
from yuanban.mandates.models import Arrangement, Instrument
from yuanban.mandates.planning import INTEGRATED, planned_in
from yuanban.mandates.queries import open_on
from yuanban.mandates.world import world

STEPS = {"case.accepted": "accept", "case.reviewed": "review", "case.decided": "decide", "case.sealed": "seal"}
TOLD = ("kept_day", "plan", "facts", "place")  # what later events may say anew and the question turns on
REMEDIES = Path(__file__).with_name("data") / "remedies.yaml"
BATCH = 500


@dataclass(frozen=True)
class Audited:
    """What was found, and how much was asked."""

    findings: list[Finding]
    arrangements: int
    steps: int


def audit(park, at):
    """Everything of one park, by the papers as they stand at this moment."""
    policies = list(policies_of(park, at.astimezone(CHINA).date()))
    found = [one for policy in policies for one in of_policy(policy, at)]
    steps, bodies, void = 0, bodies_by_post(), list(Instrument.objects.filter(void=True))
    for case, event, said in steps_of(park):
        steps += 1
        found += of_step(case, event, said, bodies[event.post], void, at)
    return Audited(found, len(policies), steps)


def bodies_by_post():
    return {post.pk: post.body for post in Post.objects.select_related("body")}


def policies_of(park, day):
    live = Arrangement.objects.filter(open_on(day), park=park)
    return live.filter(item__organ__isnull=False).select_related("park", "item")


def of_policy(policy, at):
    """A wish that the papers do not carry: another way is proven instead, or none at all. Facts decide: nothing is said."""
    day, item = at.astimezone(CHINA).date(), policy.item.code
    now = world(day)
    if item not in now.items:
        yield drawn(policy, at, "void", *no_guide(policy))
        return
    answer = planned_in(now, policy.park.code, item, day, bundled=policy.mode == INTEGRATED)
    if isinstance(answer, Plan):
        for mode, broken, because in answer.passed_over:
            if mode == policy.mode:
                instead = load_modes()[answer.mode].name
                cure = f"{rule(broken).cure}在此之前按“{instead}”办理，并相应调整园策。"
                yield drawn(policy, at, "lesser", broken, because, rule(broken).article, cure)
    elif not isinstance(answer, Unknown):
        yield drawn(policy, at, "void", answer.rule, answer.because, answer.article, answer.cure)


def no_guide(policy):
    broken = rule("wrong-organ")
    return (
        broken.id,
        f"“{policy.item.name}”当日没有已公布的办事指南。",
        broken.article,
        "请先公布该事项的办事指南，或者停办。",
    )


def drawn(policy, at, gravity, broken, because, article, cure):
    return Finding(
        park=policy.park, item=policy.item, subject="arrangement", gravity=gravity, mode=policy.mode,
        day=at.astimezone(CHINA).date(), rule=broken, because=because, article=article, remedy=cure, found_at=at,
    )  # fmt: skip


def steps_of(park):
    """(case, event, what the case's events had said by then) of every official step, case by case."""
    cases = Case.objects.filter(park=park, accepted_on__isnull=False).select_related("item", "park").order_by("pk")
    numbers: list[Case] = []
    for case in cases.defer("form").iterator(BATCH):
        numbers.append(case)
        if len(numbers) == BATCH:
            yield from told_by(numbers)
            numbers = []
    yield from told_by(numbers)


def told_by(cases):
    said_anew = Q(data__set__has_any_keys=list(TOLD))
    events = Event.objects.filter(stream__in=[case.stream for case in cases])
    events = events.filter(Q(kind__in=STEPS) | said_anew).order_by("stream", "seq")
    by_stream: dict[str, tuple[Case, dict]] = {case.stream: (case, {}) for case in cases}
    for event in events:
        case, said = by_stream[event.stream]
        said.update({name: value for name, value in event.data.get("set", {}).items() if name in TOLD})
        if event.kind in STEPS and event.post:
            yield case, event, said


def of_step(case, event, said, body, void, at):
    day, power = event.at.astimezone(CHINA).date(), STEPS[event.kind]
    answer = asked(case, body.code, power, day, said)
    fault = fault_of(event, answer, day) or rests_on_void(case, body.code, power, day, answer, void)
    if fault:
        broken, because = fault
        known = remedies()[broken]
        yield Finding(
            park=case.park, item=case.item, subject="step", gravity="void", case=case, seq=event.seq, power=power,
            day=day, by=body.name, rule=broken, because=because, article=known["article"],
            remedy=known["remedy"] + competent(case, power, day), found_at=at,
        )  # fmt: skip


def fault_of(event, answer, day):
    """(rule, because) of a step that the papers do not carry, or that was taken in the wrong name; None when all is well."""
    if not isinstance(answer, Allowed):
        return answer.rule, answer.because
    name, now = event.data.get("in_name_of", answer.in_name_of), world(day)
    if name != answer.in_name_of:
        said, due = now.name(name), now.name(answer.in_name_of)
        return "wrong-name", f"本件以{said}名义作出，依法应当以{due}名义作出。"
    return None


def rests_on_void(case, body, power, day, answer, void):
    """A paper void from the start carried nothing, not even before it was revoked, unless another paper did."""
    under = [paper for paper in void if paper.code in answer.chain]
    if not under:
        return None
    sound = reduce(without, void, world(day))
    if isinstance(may(sound, body, power, case.item.code, case.place, day, case.facts), Allowed):
        return None
    return "not-in-force", f"《{under[0].title}》已经确认自始无效（{under[0].revoke_reason}），当日没有权限。"


def competent(case, power, day):
    """Whom the papers did carry on that day: the first that may, when there is one."""
    able = who(world(day), power, case.item.code, case.place, day, case.facts)
    return f"当日有权的是{world(day).name(able[0][0])}。" if able else "当日没有任何单位依法有权，请先理清授权文书。"


@cache
def remedies():
    return yaml.safe_load(REMEDIES.read_text(encoding="utf-8"))
