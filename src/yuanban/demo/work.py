"""Something on the desk of everyone whose account is printed: matters brought to just before their turn."""

from yuanban.accounts.models import Person, Post
from yuanban.cases.permit import TURN
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal

EACH = 5
STATES = ("received", "accepted", "reviewed", "decided")


def leave_work(town):
    """For each printed official up to five matters waiting; for the window, new applications; for the helper, errands;
    for the applicant, a notice to answer and a service to rate."""
    for post in Post.objects.filter(person__in=Person.objects.exclude(demo_note="")).select_related("body", "person"):
        if post.role in ("approver", "seconded"):
            leave_for(town, post)
        elif post.role == "clerk" or (post.role == "helper" and post.powers):
            leave_at(town, post)
    for person in Person.objects.exclude(demo_note="").filter(enterprises__park__isnull=False).distinct():
        leave_to(town, person)


def leave_to(town, person):
    firm = person.enterprises.select_related("region").prefetch_related("members").order_by("pk").first()
    park = next(park for park, _ in town.parks if park.pk == firm.park_id)
    for kind, state in (("supplement", "supplementing"), ("plain", "delivered")):
        for _ in range(EACH):
            at = start(town)
            cases, _ = town.hand_in(at, park, [firm], kind, bundled=False)
            if bring(town, at, cases[0], firm, state, kind):
                break


def leave_for(town, post):
    """Different states first, so that every button of this desk has a matter to try it on."""
    left = 0
    for _ in range(EACH):
        for park, firms in town.parks:
            for item in town.offers[park.pk]:
                if left == EACH:
                    return
                turned = STATES[left % len(STATES) :] + STATES[: left % len(STATES)]
                left += leave_one(town, park, town.rng.sample(firms, len(firms)), item, post, turned)


def leave_one(town, park, firms, item, post, targets):
    """1 when a matter of this item now waits for this official, 0 when none can."""
    at = start(town)
    for firm in firms:
        try:
            with_plan = town.planned(at, park, item, firm)
        except Refusal:
            continue
        target = next((s for s in targets if theirs(town, with_plan.step(TURN[s]), post)), None)
        if target is None:
            return 0
        case = town.application(at, park, item, None, firm, "plain")[0]
        return int(bring(town, at, case, firm, target))
    return 0


def theirs(town, step, post):
    """The step is this body's to take, and a secondee is named in the paper behind it."""
    named = [town.staff.named[code] for code in step.chain if town.staff.named.get(code)]
    return step.actor == post.body.code and all(post.person_id in names for names in named)


def bring(town, at, case, firm, target, kind="plain"):
    """Whether the matter came to stand there: some end otherwise, refused or denied."""
    tale = town.settle(at, case, kind, case.centre, firm)
    at = next(tale, None)
    while at and case.state != target:
        at = sent(tale, min(at, town.now))
        case.refresh_from_db()
    return case.state == target


def sent(tale, at):
    try:
        return tale.send(at)
    except StopIteration:
        return None


def start(town):
    """Some working days ago, so that the lights differ."""
    return town.office(add_workdays(town.now.date(), -town.rng.randint(1, 4)))


def leave_at(town, post):
    park, firms = next((p, f) for p, f in town.parks if p.centre.pk == post.centre_id)
    kind = "helper" if post.role == "helper" else "plain"
    for _ in range(EACH):
        town.hand_in(start(town), park, firms, kind, bundled=False, helper=town.staff.on(post))
