"""差评整改: 核实 → 整改 → 反馈 → 回访 of one bad real-name rating, by people it is not about."""

from django.db import transaction

from yuanban.law import voice as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write
from yuanban.voice.models import Mending
from yuanban.voice.step import SUPERVISORS, same, tell_case

KINDS = {
    "check": ("mending.checked", "case.rating-checked"),
    "mend": ("mending.mended", "case.rating-mended"),
    "report": ("mending.reported", "case.rating-reported"),
    "call": ("mending.called", "case.rating-called"),
}
COLUMNS = {"check": "found", "mend": "measures", "report": "told", "call": "called"}


@transaction.atomic
def take(actor, pk, verb, said, reason="", content=None, version=None):
    """One step. `said`: how and with what result; `reason`: why late, when late; `content`: the rater, called back."""
    row = lock(pk)
    same(row, version)
    turn = law.loop_turn(row.state, verb)
    law.guard_not_concerned(actor.person, row.rating.served, "这条差评")
    require_follower(actor, row, verb)
    law.guard_said(turn.name_zh, said)
    in_time(row, verb, actor.day, reason)
    changes = {
        COLUMNS[verb]: said.strip()[:1000],
        "hands": sorted({*row.hands, actor.person}),
        **moved(row, verb, turn, content, actor.day),
    }
    late = verb in ("check", "mend") and actor.day > row.due_on
    told = {"said": changes[COLUMNS[verb]], "reason": reason.strip()[:300] if late else ""}
    own, of_case = KINDS[verb]
    write(row, own, actor, told, **changes)
    tell_case(row.rating.about_id, of_case, actor, told | {"content": changes.get("content")})
    return row


def lock(pk):
    rows = Mending.objects.select_for_update(of=("self",)).select_related("rating__about", "centre__park")
    return rows.get(pk=pk)


def moved(row, verb, turn, content, day):
    if verb == "check":
        dues = law.dues(row.opened_on, row.days)
        return {"state": turn.target, "contacted_on": day, "due_on": dues.due_on, "warn_on": dues.warn_on}
    if verb == "mend":
        return {"state": turn.target, "mended_on": day}
    return called(row, content, day) if verb == "call" else {"state": turn.target}


def called(row, content, day):
    """Not content: once more, by the supervisor, with a new clock; after that it ends as it is."""
    state = law.after_call(bool(content), row.times)
    if state == "closed":
        return {"state": state, "content": bool(content), "closed_on": day}
    dues = law.dues(day, row.days)
    return {
        "state": state, "content": False, "times": row.times + 1, "opened_on": day, "mend_due": dues.due_on, "due_on": dues.due_on,
        "warn_on": dues.warn_on, "mended_on": None,
    }  # fmt: skip


def in_time(row, verb, day, reason):
    if verb == "check":
        law.guard_in_time("核实", row.opened_on, row.contact_days, day, reason)
    if verb == "mend":
        law.guard_in_time("整改", row.opened_on, row.days, day, reason)


def require_follower(actor, row, verb):
    """The centre's manager or the head of an organ concerned; the second time the supervisor. Called back by another."""
    if verb == "call":
        law.guard_another(actor.person, row.hands)
    if actor.role in SUPERVISORS and (verb == "call" or row.times > 1):
        return
    if row.times > 1:
        raise Refusal(
            "no-post",
            because="回访后评价人仍不满意，由监督人员或者省级中心再办一次。",
            cure="请由监督人员或者省级中心办理。",
        )
    if not answers_for(actor, row.rating):
        raise Refusal(
            "no-post",
            because="差评由本园区的中心管理员或者有关机关的负责人办理。",
            cure="请由中心管理员或者机关负责人办理。",
        )


def answers_for(actor, rating):
    """The manager of the centre, or the head of an organ that handled the case."""
    if actor.role == "manager":
        return actor.centre == rating.centre_id
    return bool(actor.head and rating.about_id and actor.body in rating.about.bodies)
