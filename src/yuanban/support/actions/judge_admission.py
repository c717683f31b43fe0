"""核准、暂停、恢复、退出: the centre's manager judges an admission; a provider may leave by itself."""

from django.db import transaction

from yuanban.accounts.models import Person
from yuanban.law import services as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.support.lapses import tell_stopped
from yuanban.support.models import Admission
from yuanban.support.step import day_of, require_hand, require_manager, said

EVENTS = {
    "admit": "admission.admitted",
    "refuse": "admission.refused",
    "suspend": "admission.suspended",
    "restore": "admission.restored",
    "leave": "admission.left",
}
LONGEST = 5  # years


@transaction.atomic
def judge_admission(actor, pk, verb, reason="", to_date="", version=None):
    """`to_date` is the last day of the term, of `admit` only; every other verb but `restore` needs a reason."""
    row = Admission.objects.select_for_update(of=("self",)).select_related("provider", "centre__park").get(pk=pk)
    if version is not None and version != row.version:
        raise Refusal("changed-meanwhile")
    turn = law.admission_turn(row.state, verb)
    require_judge(actor, row, verb)
    changes = DO[verb](actor, row, reason, to_date)
    write(row, EVENTS[verb], actor, state=turn.target, **changes)
    if verb in ("suspend", "leave"):
        tell_stopped(actor, row, turn.name_zh)
    return row


def require_judge(actor, row, verb):
    if verb == "leave" and not actor.official:
        return require_hand(actor, row.provider, lead=True)
    return require_manager(actor, row.centre)


def admit(actor, row, reason, to_date):
    """From today to a last day; what it replaces ends today."""
    last = day_of(to_date, "to_date")
    if last <= actor.day or last.year > actor.day.year + LONGEST:
        raise Invalid({"to_date": f"期限应当晚于今天，不超过{LONGEST}年。"})
    live = Admission.objects.select_for_update().filter(
        provider=row.provider, centre=row.centre, state__in=("admitted", "suspended")
    )
    for old in live:
        write(old, "admission.renewed", actor, state="renewed", ended_on=actor.day)
    return {"from_date": actor.day, "to_date": last, **judged(actor)}


def judged(actor, reason=""):
    return {"judged_by": Person.objects.get(pk=actor.person), "judged_on": actor.day, "reason": reason}


def with_reason(actor, row, reason, to_date):
    return {"reason": said(reason, "reason", "请写明理由，机构看得到。", least=4)}


DO = {
    "admit": admit,
    "refuse": lambda actor, row, reason, to_date: {
        **judged(actor),
        **with_reason(actor, row, reason, to_date),
    },
    "suspend": with_reason,
    "restore": lambda actor, row, reason, to_date: {"reason": ""},
    "leave": lambda actor, row, reason, to_date: {**with_reason(actor, row, reason, to_date), "ended_on": actor.day},
}
