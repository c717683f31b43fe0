"""What the verbs of a hearing share: its row, who speaks for whom, and what it means for the clock and the decision."""

from django.db.models import Q

from yuanban.accounts.models import Post
from yuanban.cases import clocking
from yuanban.cases.models import Hearing
from yuanban.cases.permit import plan_of
from yuanban.cases.step import move
from yuanban.law import duties, hearings
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import plain, recorded
from yuanban.mandates.world import picture

FIELDS = [field for field in Hearing._meta.concrete_fields if field.name not in ("id", "case")]


def hearing_of(case):
    return getattr(case, "hearing", None)


def open_hearing(case):
    """The hearing under way; refused when there is none, or it is over."""
    found = hearing_of(case)
    if found is None:
        because = "本件没有告知过听证权利。"
        raise Refusal("wrong-state", because=because, cure="需要听证的，由机关先告知听证权利。")
    if found.state not in hearings.OPEN:
        raise Refusal("wrong-state", because=f"本件的听证{found.get_state_display()}。", cure="无需再办。")
    return found


def said(hearing):
    """The whole row as the ledger keeps it."""
    return plain(recorded(FIELDS, {field.name: getattr(hearing, field.attname) for field in FIELDS}))


def tell(case, hearing, kind, actor, data=None, clock=(), **changes):
    """One event with the hearing as it stands now, and its row. Whoever writes second is refused before any row is."""
    hearing.due_on = hearings.due(hearing.state, hearing.told_on, hearing.asked_on, hearing.on)
    if clock:
        changes["clock"] = [*case.clock, *clock]
    move(case, kind, actor, {**(data or {}), "clock": list(clock), "hearing": said(hearing)}, **changes)
    hearing.save()
    return case


def stop(case, day):
    """The clock stands still from `day` on, unless it does already. -> (its entries, the changes of the case)."""
    if clocking.stopped_for(case):
        return [], {}
    entry = clocking.entry(day, "excluded", ground="hearing", told=True, days=duties.HEARING_HELD)
    return [entry], {"state": "paused"}


def go_on(case, day):
    """The clock goes on, if it was the hearing that held it. -> (its entries, the changes of the case)."""
    if clocking.stopped_for(case) != "hearing":
        return [], {}
    return [clocking.entry(day, "resumed")], {"state": back(case)}


def back(case):
    """Where a case stood before its time stood still."""
    return "reviewed" if len(case.reviewers) >= case.item_version.reviewers else "accepted"


def party_of(case, hearing, name):
    """The party of this name; the applicant when no name is given. None when nobody of that name was told."""
    name = name.strip() or case.applicant_name
    return next((one for one in hearing.parties if one["name"] == name), None)


def all_waived(hearing):
    return all(one["answer"] == "waived" for one in hearing.parties)


def guard_decision(case, day, reasons):
    """No decision before the answer or the hearing; after it, on its record (许可法第四十七条、第四十八条)."""
    hearing = hearing_of(case)
    if hearing is None or hearing.state in ("lapsed", "refused"):
        return
    waived, held = hearing.state == "waived", hearing.held_on
    duties.guard_heard(hearing.told_on, waived, hearing.asked_on, held, day)
    duties.guard_on_record(held is not None, reasons)


def guard_chair(case, person):
    """Who is to chair the hearing does not review the application (第四十八条第一款第三项)."""
    hearing = hearing_of(case)
    if hearing and hearing.chair_id == person:
        because = "您是本件听证的主持人，不能再审查本件。"
        raise Refusal("hearing", because, "请由其他工作人员审查，或者先另行指定主持人。")


def chairs(actor, case, organ):
    """{person id: name and post} of the organ's own people, and of those who act in its name here, but no reviewer."""
    here = Q(body__code=actor.body)
    if named := seconded(case):
        here &= Q(person__in=named)
    posts = Post.objects.filter(here | Q(body__code=organ), role__in=("approver", "seconded"), from_date__lte=actor.day)
    live = posts.exclude(to_date__lt=actor.day).exclude(person__in=case.reviewers).select_related("person", "body")
    return {p.person_id: f"{p.person.name}（{p.body.short} {p.title}）" for p in live.order_by("body", "id")}


def seconded(case):
    """The people whom the papers of the review send here by name; empty when the body acts by all of its own."""
    staff = picture().staff
    return {person for code in plan_of(case).step("review").chain for person in staff.get(code, ())}


def differences(case, events):
    """The row, against what the last event about it said."""
    told = [event.data["hearing"] for event in events if "hearing" in event.data]
    found = hearing_of(case)
    if (told[-1] if told else None) != (said(found) if found else None):
        yield f"{case.stream} 的听证与账本最后一次记载不一致"
