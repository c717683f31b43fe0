"""Organs together: asked and answered, asked and silent, two meetings with their minutes, a visit planned and one made."""

import datetime as dt

from yuanban.accounts.models import Person, Post
from yuanban.cases.models import Case
from yuanban.cases.permit import plan_of
from yuanban.demo.work import bring
from yuanban.joint.actions.call_meeting import call_meeting
from yuanban.joint.actions.confirm_minutes import confirm_minutes
from yuanban.joint.actions.consult import consult
from yuanban.joint.actions.give_opinion import give_opinion
from yuanban.joint.actions.plan_visit import plan_visit
from yuanban.joint.actions.record_visit import note_finding, record_visit
from yuanban.joint.actions.take_minutes import take_minutes
from yuanban.joint.asking import ANSWER, organs, own
from yuanban.joint.together import Call
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid

ITEM = "建筑工程施工许可证核发"
QUESTION = "项目施工需临时占用园区道路，场内设食堂和临时经营场所，请就各自职责范围内的问题提出意见。"
BASIS = "《城市道路管理条例》第三十一条"
CONCERNED = ("交通", "城市管理", "应急", "消防", "生态环境", "自然资源")
PLACE = "临港园区政务服务中心二号会议室"


def tell(town):
    """For the printed enterprise in its park, each story on a case of its own."""
    for days, story in ((3, asked), (3, met), (3, agreed), (3, looked), (1, planned)):
        try:
            case = begun(town, days)
            if case:
                story(town, case)
        except (Refusal, Invalid) as problem:
            town.refused.append(str(problem))


def begun(town, days):
    """A permit accepted some days ago; None when it went another way."""
    printed = Person.objects.exclude(demo_note="").filter(enterprises__isnull=False).order_by("pk")[0]
    firm = printed.enterprises.order_by("pk")[0]
    park = next(park for park, _ in town.parks if park.pk == firm.park_id)
    item = next((one for one in town.offers[park.pk] if one.name == ITEM), None)
    if item is None:
        return None
    at = town.office(add_workdays(town.now.date(), -days))
    case = town.application(at, park, item, None, firm, "plain")[0]
    return case if bring(town, at, case, firm, "accepted") else None


def officer(town, case, at):
    plan = plan_of(Case.objects.get(pk=case.pk))
    return town.staff.for_step(plan.step("review"), "review", town.rng).then(at)


def people(town, case, number, at):
    """One official each of so many other organs: one with a printed official first, then those whose business it is."""
    known = organs(case.place, at.date(), own(case))
    printed = set(Post.objects.exclude(person__demo_note="").values_list("body__code", flat=True))
    codes = sorted(known, key=lambda code: (code not in printed, rank(known[code])))
    codes = [*codes[:1], *(code for code in codes[1:] if code not in printed)][:number]
    return [next(a for a in town.staff.by_body[code] if a.role in ANSWER).then(at) for code in codes]


def ago(town, days):
    return town.office(add_workdays(town.now.date(), -days))


def rank(body):
    return not any(word in body.name for word in CONCERNED), body.name


def asked(town, case):
    """Three were asked: one agrees, one does not, the third is late."""
    at = ago(town, 2)
    others = people(town, case, 3, at)
    rows = consult(officer(town, case, at), case.number, [one.body for one in others], QUESTION, 1)
    later = at + dt.timedelta(hours=1)
    give_opinion(others[2].then(later), rows[2].pk, "agree", "占道的范围和时间不影响本单位职责范围内的事项。")
    give_opinion(others[1].then(later), rows[1].pk, "disagree", "方案没有写明夜间警示和行人通道，占道时间过长。", BASIS)


def met(town, case):
    """A meeting whose minutes wait for one organ to confirm."""
    row, came, held = meeting(town, case, "研究施工占道方案和消防通道。")
    said = {came[2].body: ("conditions", "消防通道净宽不小于四米。")}
    minuted(row, came, held, said, "按修改后的方案施工，消防通道净宽不小于四米。")
    confirm_minutes(came[2].then(held + dt.timedelta(minutes=30)), row.pk)


def agreed(town, case):
    """A meeting whose minutes every organ that came has confirmed: they are a paper."""
    row, came, held = meeting(town, case, "研究基坑降水对相邻道路和管线的影响。")
    said = {came[1].body: ("conditions", "降水期间每日监测道路沉降，超过预警值立即停工并报告。")}
    minuted(row, came, held, said, "原则同意施工方案，开工前补交监测方案，由建设单位按日报送监测结果。")
    for n, one in enumerate(came[1:], 1):
        confirm_minutes(one.then(held + dt.timedelta(minutes=20 * n)), row.pk)


def meeting(town, case, agenda):
    """Called two days ago, held a day later. -> the meeting, the host and those of the others, when its minutes were taken."""
    at = ago(town, 2)
    others = people(town, case, 2, at)
    on = add_workdays(at.date(), 1)
    organs_asked = tuple(one.body for one in others)
    host = officer(town, case, at)
    row = call_meeting(host, Call((case.number,), on.isoformat(), "9:30", PLACE, agenda, organs_asked))
    return row, (host, *others), dt.datetime.combine(on, dt.time(15), tzinfo=at.tzinfo)


def minuted(row, came, held, said, conclusion):
    """`came`: the host first; `said`: {organ: (position, words)} of those who did not simply agree."""
    codes = [row.host.code, *(one.body for one in came[1:])]
    seats = {code: seat(one.name, *said.get(code, ("agree", ""))) for code, one in zip(codes, came, strict=True)}
    take_minutes(came[0].then(held), row.pk, seats, conclusion)


def seat(people, position, words):
    return {"came": True, "people": people, "position": position, "said": words}


def looked(town, case):
    """A visit made, one organ having written down its own finding."""
    at = ago(town, 2)
    others = people(town, case, 2, at)
    host = officer(town, case, at)
    codes = tuple(one.body for one in others)
    on = add_workdays(at.date(), 1)
    row = plan_visit(
        host, Call((case.number,), on.isoformat(), "10:00", "项目现场", "基坑围护、出入口、临时用电。", codes)
    )
    held = dt.datetime.combine(on, dt.time(11), tzinfo=at.tzinfo)
    note_finding(others[0].then(held), row.pk, others[0].name, "mend", "出入口没有冲洗设施，三日内补设。")
    seats = {
        row.host.code: {"came": True, "people": host.name, "finding": "fit", "said": ""},
        others[1].body: {"came": True, "people": others[1].name, "finding": "fit", "said": ""},
    }
    record_visit(
        host.then(held + dt.timedelta(hours=1)), row.pk, seats, "补设冲洗设施以后符合要求，复查与验收一并进行。"
    )


def planned(town, case):
    """A visit still to come: the applicant has been told."""
    at = town.office(town.now.date())
    codes = tuple(one.body for one in people(town, case, 2, at))
    on = add_workdays(at.date(), 1)
    call = Call((case.number,), on.isoformat(), "10:00", "项目现场", "场地围挡、出入口和临时用电。", codes)
    plan_visit(officer(town, case, at), call)
