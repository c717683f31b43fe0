"""一件事 at four points of its way: waiting for the first part, half-way, one part failed, delivered together."""

from django.db.models import Max

from yuanban.accounts.models import Person
from yuanban.cases.actions.refuse_acceptance import refuse_acceptance
from yuanban.cases.actions.run_together import deliver_run
from yuanban.cases.models import Case
from yuanban.cases.permit import plan_of
from yuanban.cases.runs import waits
from yuanban.catalogue.models import Bundle
from yuanban.demo.work import bring
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.ledger.models import Event


def tell(town):
    """For the printed enterprise, in its park."""
    printed = Person.objects.exclude(demo_note="").filter(enterprises__isnull=False).order_by("pk")[0]
    firm = printed.enterprises.select_related("region").prefetch_related("members").order_by("pk")[0]
    park = next(park for park, _ in town.parks if park.pk == firm.park_id)
    stories = (
        ("firm-lingang", 9, together),
        ("close-lingang", 6, half_way),
        ("credit-lingang", 3, begun),
        ("transport-lingang", 4, failed),
    )
    for code, days, story in stories:
        bundle = Bundle.objects.filter(code=code, parks=park).first()
        if bundle:
            play(town, park, firm, bundle, days, story)


def play(town, park, firm, bundle, days, story):
    at = town.office(add_workdays(town.now.date(), -days))
    try:
        cases = town.application(at, park, None, bundle, firm, "plain")
        story(town, at, firm, cases)
    except Refusal as problem:
        town.refused.append(str(problem))


def settled(town, at, firm, case, target="issued"):
    """As far as `target`, one part after another in time; what waits for another begins when that one has ended."""
    case = Case.objects.get(pk=case.pk)
    if not waits(case):
        streams = [one.stream for one in Case.objects.filter(bundle_case=case.bundle_case_id)]
        last = Event.objects.filter(stream__in=streams).aggregate(Max("at"))["at__max"]
        bring(town, max(at, last), case, firm, target)


def together(town, at, firm, cases):
    """All to their end, and one delivery."""
    for case in cases:
        settled(town, at, firm, case)
    clerk = town.staff.at(cases[0].centre, "clerk", town.rng).then(town.now)
    deliver_run(clerk, cases[0].bundle_case.number, "window", firm.members.first().name)


def half_way(town, at, firm, cases):
    """The first is granted; the next has begun with its result."""
    settled(town, at, firm, cases[0])
    settled(town, at, firm, cases[1], "accepted")


def begun(town, at, firm, cases):
    for case in cases[:2]:
        settled(town, at, firm, case, "accepted")


def failed(town, at, firm, cases):
    """The first was not accepted: the applicant has to choose."""
    first = cases[0]
    settled(town, at, firm, first, "received")
    step = plan_of(first).step("accept")
    actor = town.staff.for_step(step, "accept", town.rng).then(town.now)
    refuse_acceptance(actor, first.number, "wrong-organ", "登记机关不是本机关。", "宜宾市市场监督管理局")
