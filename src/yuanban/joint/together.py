"""What a joint meeting and a joint visit share: whose cases, who may call, who comes, when and where."""

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction

from yuanban.cases.models import Case
from yuanban.cases.queries import visible_to
from yuanban.cases.step import move
from yuanban.joint import step
from yuanban.joint.asking import organs, own
from yuanban.law import consulting
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.places.models import Body

MOST_CASES, MOST_BODIES = 20, 30
BEFORE = ("called", "planned")


@dataclass(frozen=True)
class Call:
    """`numbers`: of the cases; `on`: an ISO date; `bodies`: codes of those invited besides the one that calls."""

    numbers: tuple[str, ...]
    on: str
    time: str
    place: str
    agenda: str
    bodies: tuple[str, ...]


def held_cases(actor, numbers):
    """The cases, each held still in one order, all under way, of one applicant, and the code of the body that calls."""
    found = sorted(visible_to(actor).filter(number__in=numbers).values_list("pk", "number"))
    if not found or len(found) != len(set(numbers)) or len(found) > MOST_CASES:
        raise Invalid({"cases": f"请选择您看得到的在办件，最多{MOST_CASES}件。"})
    cases = [step.load(actor, number) for _, number in found]
    for case in cases:
        step.require_under_way(case, "会办")
    if len({(case.enterprise_id or 0, case.enterprise_id or case.applicant_id) for case in cases}) > 1:
        raise Invalid({"cases": "请选择同一申请人的办件。"})
    return cases, require_caller(actor, cases)


def require_caller(actor, cases):
    """An officer who handles one of them, in the name of its organ, or the manager of the centre. -> in whose name."""
    host = caller(actor, cases)
    if host is None:
        because = "联合审查、联合踏勘由经办其中一件的审查人员或者中心负责人召集。"
        raise Refusal("no-post", because, "请由经办人员召集。")
    return host


def caller(actor, cases):
    """In whose name this person may call; None when they may not."""
    if actor.role == "manager" and all(case.centre_id == actor.centre for case in cases):
        return actor.body
    for case in cases:
        with suppress(Refusal):
            return step.require_handler(actor, case, "会办").in_name_of
    return None


def read(actor, call, cases, code):
    """(the day, {code: Body} of everyone invited, the one that calls first). Raises Invalid for what was typed wrong."""
    errors, day = {}, None
    try:
        day = dt.date.fromisoformat(call.on)
    except ValueError:
        errors["on"] = "请填写日期，例如 2026-03-05。"
    if day and day < actor.day:
        errors["on"] = "日期已经过去。"
    for name, most, text in (
        ("time", 20, "几点，例如 9:30"),
        ("place", 200, "地点"),
        ("agenda", 1000, "要研究或者查看的事项"),
    ):
        said = getattr(call, name)
        if not said.strip() or len(said) > most:
            errors[name] = f"请填写{text}（最多{most}字）。"
    known = invitable(cases, actor.day)
    if not call.bodies or len(call.bodies) > MOST_BODIES or any(code not in known for code in call.bodies):
        errors["bodies"] = "请从名单中选择参加的机关。"
    if errors:
        raise Invalid(errors)
    host = Body.objects.get(code=code)
    return day, {host.code: host} | {code: known[code] for code in call.bodies}


def invitable(cases, day):
    """Organs of the place, those that handle the cases among them."""
    found: dict[str, Body] = {}
    for case in cases:
        found |= organs(case.place, day)
    ours = {code for case in cases for code in own(case)} - found.keys()
    return found | {body.code: body for body in Body.objects.filter(code__in=ours, kind="organ", merged_on=None)}


def guard_in_time(what, cases, on, day):
    for case in cases:
        consulting.guard_meets_in_time(what, on, step.last_day(case, day))


def born(row, actor, call, cases, day, people, host):
    """The columns that both have, on a new row."""
    runs = {case.bundle_case_id for case in cases}
    row.run_id = runs.pop() if len(runs) == 1 else None
    row.host, row.desk = people[host], actor.body
    row.called_by_id, row.called_at = actor.person, actor.at
    row.on, row.time, row.place, row.agenda = day, call.time.strip(), call.place.strip(), call.agenda.strip()
    row.bodies = sorted({*people, actor.body})
    return row


def begin(row, kind, actor, cases):
    """The row with its cases; its first event names them."""
    create(row, kind, actor, {"cases": sorted(case.number for case in cases)})
    row.cases.set(cases)
    return row


def told(row):
    """What each case's own story says of it."""
    return {
        "joint": row.pk,
        "host": row.host.name,
        "host_code": row.host.code,
        "on": row.on.isoformat(),
        "time": row.time,
        "place": row.place,
        "agenda": row.agenda,
        "organs": [seat["name"] for seat in row.seats],
        "cases": sorted(row.cases.values_list("number", flat=True)),
    }


def tell(row, cases, kind, actor, data=None, share=False):
    """On the stream of each case; `share`: everyone invited sees the case from now on."""
    said = {**told(row), **(data or {})}
    for case in cases:
        move(case, kind, actor, said, **({"bodies": step.sight(case, row.bodies)} if share else {}))


def held(model, pk):
    """The row and its cases that are not closed, all still, in one order."""
    numbers = model.objects.get(pk=pk).cases.order_by("pk").values_list("pk", flat=True)
    cases = [step.locked(Case.objects.all(), pk=one) for one in numbers]
    row = model.objects.select_for_update(of=("self",)).select_related("host", "run__bundle").get(pk=pk)
    return row, cases


def going(cases):
    """Those whose story goes on; what is closed is left as it is."""
    return [case for case in cases if case.closed_on is None]


def hosts(actor, row):
    """The organ that called, or the desk where its people did."""
    return actor.official and actor.body in (row.host.code, row.desk)


def seat_of(actor, row):
    """The code of the organ for which this person sits there."""
    return row.host.code if hosts(actor, row) else actor.body


def require_host(actor, row):
    if not hosts(actor, row):
        raise Refusal("no-post", f"这一次由{row.host.name}召集。", f"请由{row.host.name}办理。")


def require_state(row, *states):
    if row.state not in states:
        raise Refusal(
            "wrong-state", f"当前为“{row.get_state_display()}”，不能再办这一步。", "请刷新页面，按当前情况继续。"
        )


def require_held(row, day):
    if day < row.on:
        raise Refusal("wrong-state", f"定于{row.on}举行，还没有到。", "请在举行以后记录；改期的，取消后重新通知。")


@transaction.atomic
def cancel(model, actor, pk, note, kinds, version=None):
    """`kinds`: of the event on each case, and of its own."""
    row, cases = held(model, pk)
    require_host(actor, row)
    require_state(row, *BEFORE)
    step.same(row, version)
    if not note.strip() or len(note) > 500:
        raise Invalid({"note": "请写明取消的原因（最多500字）。"})
    tell(row, going(cases), kinds[0], actor, {"note": note.strip()})
    write(row, kinds[1], actor, None, state="cancelled", note=note.strip())
    return row
