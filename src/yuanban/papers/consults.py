"""The papers of what organs do together: 征求意见函 and its answer, the notice and minutes of a 联审会, those of a 联合踏勘."""

import datetime as dt

from yuanban.law.authority import seal_for
from yuanban.law.consulting import FINDINGS, OPINIONS, POSITIONS
from yuanban.law.practices import practice
from yuanban.mandates.world import world
from yuanban.papers.day import zh
from yuanban.papers.drafting import (
    PERMIT_LAW,
    Draft,
    Standing,
    applied_on,
    carried,
    contacts,
    matter,
    p,
    standing_of,
    table,
    you,
)
from yuanban.papers.hearings import paragraphs


def handling(case, day, names):
    return standing_of(case, "first-review" if case.state == "prereview" else "review", day, names)


def opening(case):
    return f"{case.applicant_name}于{zh(applied_on(case))}提出的{matter(case)}申请"


def consult(case, event, actor, names):
    """One letter to each organ asked."""
    standing = handling(case, actor.day, names)
    return [letter(case, one, event.data, standing, actor.day, names) for one in event.data["asked"]]


def letter(case, one, said, standing, day, names):
    shown = [m.name for m in case.materials.order_by("id") if not said["materials"] or m.code in said["materials"]]
    body = [
        p(
            opening(case),
            f"，本机关已于{zh(case.accepted_on)}受理。依照{PERMIT_LAW}第二十六条第二款，请你单位就下列问题提出意见：",
        ),
        *paragraphs("", said["question"]),
        {
            "pairs": [
                ["答复期限", zh(dt.date.fromisoformat(said["due"]))],
                ["逾期不答复", f"{practice('consult-silence').say(said['silence'])}（{said['source']}）"],
                ["本件承诺办结日", zh(case.promised_due)],
            ]
        },
        *([p(f"请看的材料：{'；'.join(shown)}。")] if shown else []),
        p("附条件同意或者不同意的，请写明理由和法律、法规、规章依据；不属于你单位职责的，请写明理由。"),
        p("征求意见的时间计算在办理期限以内，决定由本机关依法作出。"),
        *carried(standing, names),
    ]
    return Draft("consult", day, standing, body, more={"to": one["name"], "consultation": one["number"]})


def own_standing(code, case, day, names):
    """What an organ says of itself: in its own name, under its own seal."""
    body = names.bodies[code]
    seal = seal_for(world(day), code, case.item.code, code, day) if body.kind == "organ" else None
    face = names.seal(seal.id, code) if seal else names.receipt_seal(code, day)
    return Standing(code, code, None, (), face)


def opinion(case, event, actor, names):
    """意见复函: what one organ answered; a correction is a letter of its own."""
    said = event.data
    sender = case.consultations.select_related("sender").get(number=said["number"]).sender
    body = [
        p(
            f"你单位就{case.applicant_name}的{matter(case)}申请征求意见（第{said['number']}号）收悉。",
            f"{'现更正本单位此前的意见。' if said['again'] else ''}本单位的意见：{OPINIONS[said['kind']]}。",
        ),
        *(paragraphs("", said["reasons"]) if said["reasons"] else []),
        *([p(f"依据：{said['basis']}。")] if said["basis"] else []),
        *([p(f"答复期限届满后{said['late']}个工作日答复。")] if said["late"] else []),
    ]
    standing = own_standing(actor.body, case, actor.day, names)
    return [Draft("opinion", actor.day, standing, body, more={"to": sender.name, "opinion": said["kind"]})]


def when(said):
    return f"{zh(dt.date.fromisoformat(said['on']))} {said['time']}"


def arranged(said):
    return {
        "pairs": [
            ["时间", when(said)],
            ["地点", said["place"]],
            ["召集", said["host"]],
            ["参加的机关", "、".join(said["organs"])],
            ["办件", "、".join(said["cases"])],
        ]
    }


def meeting_notice(case, event, actor, names):
    said = event.data
    body = [
        p(opening(case), f"，依照{PERMIT_LAW}第二十六条第二款召开联合审查会议，请派员参加。"),
        arranged(said),
        *paragraphs("议题：", said["agenda"]),
        p("办理期限照常计算。各机关在会上提出的意见写入会议纪要，由到会机关确认。"),
    ]
    more = {"to": "、".join(said["organs"]), "on": said["on"]}
    return [
        Draft("meeting-notice", actor.day, own_standing(said["host_code"], case, actor.day, names), body, more=more)
    ]


def minutes(case, event, actor, names):
    """In the name of whoever called the meeting, whoever confirmed last."""
    said = event.data
    body = [
        p(f"{when(said)}，{said['host']}在{said['place']}召集联合审查会议，研究", opening(case), "。"),
        *paragraphs("议题：", said["agenda"]),
        table(["机关", "参加的人", "意见", "确认"], [2.4, 1.6, 3.4, 3], [row(seat) for seat in said["seats"]]),
        *paragraphs("会议形成的意见：", said["conclusion"]),
        *([p(f"说明：{said['note']}。")] if said["note"] else []),
        p("本纪要供各机关依法作出决定时参考，不代替决定。"),
    ]
    standing = own_standing(said["host_code"], case, actor.day, names)
    more = {"to": "、".join(said["organs"]), "on": said["on"]}
    return [Draft("minutes", actor.day, standing, body, more=more)]


def row(seat):
    if not seat["came"]:
        return [seat["name"], "没有到会", "—", "—"]
    said = POSITIONS[seat["position"]] + (f"：{seat['said']}" if seat["said"] else "")
    signed = f"{seat['signed']} {zh(dt.datetime.fromisoformat(seat['signed_at']).date())}" if seat["signed"] else ""
    return [
        seat["name"],
        seat["people"],
        said,
        signed or f"没有确认{'：' + seat['objection'] if seat['objection'] else ''}",
    ]


def visit_notice(case, event, actor, names):
    said = event.data
    body = [
        p(f"{you(case)}提出的{matter(case)}申请，需要到现场查看。各机关一并到场，一次完成，现将有关事项通知如下："),
        arranged(said),
        *paragraphs("查看：", said["agenda"]),
        p(f"请{you(case)}安排人员陪同。踏勘不收取任何费用，办理期限照常计算。"),
        *contacts(case.item_version),
    ]
    return [
        Draft(
            "visit-notice",
            actor.day,
            own_standing(said["host_code"], case, actor.day, names),
            body,
            more={"on": said["on"]},
        )
    ]


def visit_record(case, event, actor, names):
    said = event.data
    rows = [
        [seat["name"], seat["people"], FINDINGS[seat["finding"]], seat["said"] or "—"]
        if seat["came"]
        else [seat["name"], "没有到场", "—", "—"]
        for seat in said["seats"]
    ]
    body = [
        p(f"{when(said)}，{said['host']}召集各机关在{said['place']}就", opening(case), "联合踏勘。"),
        *paragraphs("查看：", said["agenda"]),
        table(["机关", "到场的人", "结果", "说明"], [2.4, 2, 1.6, 4], rows),
        *paragraphs("踏勘结果：", said["conclusion"]),
        *([p(f"现场照片{len(said['photos'])}张，随本件归档。")] if said["photos"] else []),
        *([p(f"本记录由{'、'.join(said['cases'])}共用。")] if len(said["cases"]) > 1 else []),
    ]
    return [
        Draft(
            "visit-record",
            actor.day,
            own_standing(said["host_code"], case, actor.day, names),
            body,
            more={"on": said["on"]},
        )
    ]
