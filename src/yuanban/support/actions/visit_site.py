"""联合踏勘 of a joint connection: one time that the firm and every utility confirm, one visit, and what each of them found, signed."""

from django.db import transaction

from yuanban.law import services as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.support.models import Connection
from yuanban.support.step import collect, day_of, members_on, said

FIRM = "firm"


@transaction.atomic
def propose_visit(actor, number, on, time, note="", version=None):
    """By the firm or any of the utilities; whoever proposes has confirmed. A new time begins the confirming anew."""
    row, legs = held(number, version)
    side = side_of(actor, row, legs)
    if row.visit == "done":
        raise Refusal("wrong-state", "联合踏勘已经完成。", "需要再看的，请在各自的服务申请里约定。")
    day, hour = collect(lambda: day_of(on, "on"), lambda: said(time, "time", "请写明时间，例如 9:30。", 20))
    if day < actor.day:
        raise Invalid({"on": "请选择今天或者以后的日期。"})
    write(
        row, "connection.visit-proposed", actor, {"side": side}, visit="proposed", visit_on=day, visit_time=hour,
        visit_note=note.strip()[:500], accepted=[side],
    )  # fmt: skip
    return settle(actor, row, legs)


@transaction.atomic
def accept_visit(actor, number, version=None):
    row, legs = held(number, version)
    side = side_of(actor, row, legs)
    if row.visit != "proposed":
        raise Refusal("wrong-state", f"踏勘的时间现在“{row.get_visit_display()}”，不需要确认。")
    if side in row.accepted:
        raise Refusal("wrong-state", "您这一方已经确认过。")
    write(row, "connection.visit-accepted", actor, {"side": side}, accepted=[*row.accepted, side])
    return settle(actor, row, legs)


def settle(actor, row, legs):
    """Fixed as soon as the firm and every open leg have confirmed."""
    if {FIRM, *(leg.number for leg in legs)} <= set(row.accepted):
        write(row, "connection.visit-fixed", actor, visit="fixed")
    return row


@transaction.atomic
def record_finding(actor, number, finding, text, version=None):
    """Each utility signs for what it found; the last one completes the visit."""
    row, legs = held(number, version)
    side = side_of(actor, row, legs)
    leg = next((one for one in legs if one.number == side), None)
    if leg is None:
        raise Refusal("no-post", "查看的结果由各家自己写。", "请由供水、供电、供气、通信企业的人员填写。")
    if row.visit != "fixed" or row.visit_on > actor.day:
        raise Refusal("wrong-state", "踏勘的时间还没有约定，或者还没有到。", "请到现场查看以后再写。")
    if any(one["request"] == side for one in row.findings):
        raise Refusal("wrong-state", "您这一方的结果已经写过、签过名。")
    if finding not in law.FINDINGS:
        raise Invalid({"finding": "请选择是否具备条件。"})
    why = said(text, "text", "请写明现场的情况和需要企业做什么，至少四个字。", least=4)
    told = {
        "request": side, "provider": leg.provider.name, "finding": finding, "said": why, "person": actor.person,
        "name": actor.name, "at": actor.at.isoformat(),
    }  # fmt: skip
    findings = [*row.findings, told]
    done = {"visit": "done", "visited_on": actor.day} if {one.number for one in legs} <= set(signed(findings)) else {}
    write(row, "connection.found", actor, {"side": side}, findings=findings, **done)
    return row


def signed(findings):
    return [one["request"] for one in findings]


def held(number, version=None):
    """-> the connection, held, and its legs that are still open."""
    row = Connection.objects.select_for_update(of=("self",)).select_related("enterprise", "centre").get(number=number)
    if version is not None and version != row.version:
        raise Refusal("changed-meanwhile")
    return row, list(row.legs.filter(closed_on=None).select_related("provider").order_by("pk"))


def side_of(actor, row, legs):
    """`firm`, or the number of the leg whose provider this person works for."""
    if not actor.official and row.enterprise_id in actor.enterprises:
        return FIRM
    mine = set(members_on(actor.day).filter(person=actor.person).values_list("provider", flat=True))
    found = next((leg.number for leg in legs if leg.provider_id in mine), None)
    if actor.official or found is None:
        raise Refusal("no-post", "联合踏勘由企业和各家供应企业约定。", "请用企业或者供应企业的账号登录。")
    return found
