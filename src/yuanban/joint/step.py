"""What the verbs of this room share: the case held still, whether this person handles it, its last day, its own story."""

from yuanban.cases.models import Case
from yuanban.cases.permit import lawful, require_desk, require_named, require_power
from yuanban.cases.queries import visible_to
from yuanban.cases.step import known
from yuanban.joint.models import Consultation
from yuanban.law import consulting
from yuanban.law.procedure import STATES
from yuanban.law.refusal import Refusal

UNDER_WAY = ("prereview", "accepted", "reviewed", "paused")


def load(actor, number):
    """The case as this person may see it, held until the transaction ends: what is done to it meanwhile waits.

    Case.DoesNotExist when it is not theirs to see.
    """
    return locked(visible_to(actor), number=number)


def locked(cases, **which):
    found = cases.select_for_update(of=("self",)).select_related("item_version__item", "bundle_case__bundle")
    return known(found.get(**which))


def same(row, version):
    """`version` is the one the page was drawn from: if the row moved on, say so."""
    if version is not None and int(version) != row.version:
        raise Refusal("changed-meanwhile")


def held(pk):
    """A consultation and its case, both still; whoever was asked for an opinion has sight of the case."""
    case = locked(Case.objects.all(), consultations=pk)
    return Consultation.objects.select_related("to", "sender").get(pk=pk), case


def require_under_way(case, doing):
    if case.state not in UNDER_WAY:
        because = f"本件当前为“{STATES[case.state]}”，不能{doing}。"
        raise Refusal("wrong-state", because, "受理以后、作出决定以前才能办理。")


def require_handler(actor, case, doing):
    """The officers who review this case here and today. -> the law's answer, in whose name."""
    require_under_way(case, doing)
    return may_take(actor, case, "review", "first-review" if case.state == "prereview" else "review")


def require_decider(actor, case):
    """Those who decide it. -> the law's answer."""
    require_under_way(case, "写明意见的采纳")
    return may_take(actor, case, "decide", "decide")


def may_take(actor, case, power, step):
    answer = lawful(actor, case, power)
    require_power(actor, power)
    require_desk(actor, case, step)
    require_named(actor, answer)
    return answer


def handles(actor, case):
    """Whether this person may ask others, call a meeting or plan a visit about it now."""
    try:
        require_handler(actor, case, "会办")
    except Refusal:
        return False
    return True


def last_day(case, day):
    """The day by which anything joint about this case must be over; None when the law's day is past already."""
    return consulting.last_day(case.promised_due, case.statutory_due, day)


def sight(case, codes):
    """`bodies` with those who are to see the case from now on."""
    return sorted({*case.bodies, *codes})
