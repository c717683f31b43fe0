"""/desk/seals/: 见章盖章. Everything that waits for this organ's seal, with what it was approved on, sealed one by one or together."""

from django.contrib import messages
from django.shortcuts import redirect, render

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.accounts.models import Post
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.issue import issue
from yuanban.cases.actions.seal import seal_many
from yuanban.cases.desk.derived import names_of, seal_used, signature
from yuanban.cases.desk.rows import rows
from yuanban.cases.history import entry
from yuanban.cases.models import Case
from yuanban.cases.queries import listed, search, visible_to
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event

STAGES = {
    "decided": ("待用印", "用印", "已用印"),
    "sealed": ("已用印，待出证", "出证", "已出证"),
    "reviewed": ("园区已审查，待见章盖章", "见章盖章", "已决定并用印"),
}
SHOWN = ("case.reviewed", "case.decided")
LIMIT = 100
ON_SIGHT = "园区已审查同意，见章盖章。"
NOT_AGREED = "园区的审查意见不是同意，不能见章盖章。请打开本件，审阅后作出决定。"


@officials("approver", "seconded", "manager", "clerk")
def seals(request):
    if request.method == "POST":
        return run(request)
    return show(request)


def run(request):
    stage = request.POST.get("stage", "")
    asked = request.POST.getlist("only") or request.POST.getlist("number")[:LIMIT]
    numbers = waiting(request.actor, stage).filter(number__in=asked).values_list("number", flat=True)
    results = DO.get(stage, lambda actor, numbers: [])(request.actor, list(numbers))
    if not results:
        messages.warning(request, "没有选中可以办理的件：请先勾选，或者它们刚刚已由他人办理。")
        return redirect(request.get_full_path())
    return show(request, results, STAGES[stage][2])


def show(request, results=(), done=""):
    actor = request.actor
    listing = Listing(request, ("stage", "q"), size=50)
    stage = listing["stage"] if listing["stage"] in STAGES else "decided"
    found = search(listed(waiting(actor, stage)), listing["q"]).defer(None).defer("form", "clock", "facts")
    cases = listing.cut(found.order_by("due_on", "id"))
    context = {
        "listing": listing,
        "stage": stage,
        "stages": [(key, names[0], waiting(actor, key).count()) for key, names in STAGES.items()],
        "button": STAGES[stage][1],
        "rows": list(drawn(cases, actor.day)),
        "results": results,
        "done": done,
        "failed": sum(why is not None for _, why in results),
    }
    return render(request, "cases/desk/seals.html", context)


def drawn(cases, day):
    """Each case with what it was approved on and the seal it would carry; as many questions for many as for one."""
    approvals = approved(cases)
    used = [seal_used(case, day) for case in cases]
    names = names_of([seal.id for seal in used if seal])
    for row in rows(cases, day):
        yield row, approvals.get(row.case.stream, []), signature(row.case, day, names)


def waiting(actor, stage):
    """Cases at this stage whose turn is this body's; of the reviewed ones only those under a standing order to seal on sight."""
    if stage not in STAGES:
        return Case.objects.none()
    found = visible_to(actor).filter(holder=actor.body, state=stage, closed_on__isnull=True)
    return (
        found.filter(plan__seal_on_sight__isnull=False).exclude(plan__seal_on_sight=None)
        if stage == "reviewed"
        else found
    )


def approved(cases):
    """{stream: the reviews and decision it rests on, in words}."""
    streams = [case.stream for case in cases]
    events = list(Event.objects.filter(stream__in=streams, kind__in=SHOWN).order_by("stream", "seq"))
    posts = Post.objects.select_related("body", "person").in_bulk({e.post for e in events if e.post})
    found: dict[str, list] = {}
    for event in events:
        post = posts.get(event.post)
        found.setdefault(event.stream, []).append(entry(event, post and post.person, post))
    return found


def on_sight(actor, numbers):
    """The organ's decision follows the park's approval without a second review, then its seal (园区见章盖章的常设授权)."""
    against = refused(numbers)
    results = [
        (number, NOT_AGREED if number in against else attempt(decide, actor, number, "granted", ON_SIGHT))
        for number in numbers
    ]
    ready = [number for number, why in results if why is None]
    sealed = dict(seal_many(actor, ready))
    return [(number, why or sealed.get(number)) for number, why in results]


def refused(numbers):
    """Those that a reviewer did not agree to: no order covers them, they are decided one by one."""
    events = Event.objects.filter(
        stream__in=[f"case:{number}" for number in numbers], kind="case.reviewed", data__passed=False
    )
    return {stream.removeprefix("case:") for stream in events.values_list("stream", flat=True)}


def issue_many(actor, numbers):
    return [(number, attempt(issue, actor, number)) for number in numbers]


def attempt(action, actor, number, *words):
    try:
        action(actor, number, *words)
    except (Refusal, Invalid) as problem:
        return str(problem)
    return None


DO = {"decided": seal_many, "sealed": issue_many, "reviewed": on_sight}
