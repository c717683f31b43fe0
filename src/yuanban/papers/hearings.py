"""The papers of a hearing: the right to it, the notice, the record, and the answer to who has no right or asks too late."""

import datetime as dt

from yuanban.cases.hearings import hearing_of
from yuanban.law import hearings
from yuanban.law.calendar import add_workdays
from yuanban.law.duties import HEARING_HELD
from yuanban.ledger.models import Event
from yuanban.papers.day import zh
from yuanban.papers.drafting import Draft, applied_on, carried, contacts, matter, p, standing_of, under
from yuanban.papers.plain import lines

FREE = "举行听证的费用由本机关承担，申请人、利害关系人不承担。"


def told(case, event, actor, names):
    """听证权利告知书; where a hearing is held anyway, the written word on the time it needs (第四十五条、第四十六条)."""
    standing = standing_of(case, "review", actor.day, names)
    said = event.data["hearing"]
    by_right = said["ground"] == hearings.BY_RIGHT
    body = [*(right(case, said, event) if by_right else held_anyway(case, said)), *rest(case, standing, names)]
    more = {"ground": said["ground"], **everyone(said)}
    return [Draft("hearing-right" if by_right else "exclusion", actor.day, standing, body, more=more)]


def opening(case):
    """Spoken to all parties alike."""
    return f"{case.applicant_name}于{zh(applied_on(case))}提出的{matter(case)}申请"


def everyone(said):
    names = [one["name"] for one in said["parties"]]
    return {"parties": names, "to": "、".join(names)}


def rest(case, standing, names):
    return [*carried(standing, names), *contacts(case.item_version)]


def right(case, said, event):
    others = "、".join(one["name"] for one in said["parties"][1:])
    return [
        p(
            opening(case),
            f"，本机关已于{zh(case.accepted_on)}受理。",
            f"经审查，本申请{hearings.GROUNDS[said['ground']]}。",
        ),
        *paragraphs("理由：", said["reason"]),
        p(
            f"{under(case, '第四十七条')}的规定，申请人{others and '、利害关系人' + others}享有要求听证的权利。",
            f"要求听证的，请不迟于{zh(said['ask_by'])}（被告知之日起五个工作日内）提出；逾期不提出的，视为不要求听证。",
            "也可以书面表示放弃听证。在此之前，本机关不作出决定。",
        ),
        p(counted(case, event)),
        p(FREE),
    ]


def counted(case, event):
    """The time needed, told in writing before it begins not to count (第四十五条)."""
    first = "自本告知书送达之日" if event.data["clock"] else "自提出听证申请之日"
    return (
        f"{under(case, '第四十五条')}的规定，听证所需时间不计算在办理期限内：{first}起，至听证结束之日止，"
        f"提出申请以后不超过{HEARING_HELD}个工作日；无人要求听证或者各方放弃的，办理期限随即继续计算。"
    )


def held_anyway(case, said):
    last = zh(add_workdays(dt.date.fromisoformat(said["told_on"]), HEARING_HELD))
    return [
        p(opening(case), f"，本机关已于{zh(case.accepted_on)}受理。{hearings.GROUNDS[said['ground']]}。"),
        *paragraphs("理由：", said["reason"]),
        p(
            f"{under(case, '第四十六条')}的规定，本机关向社会公告并举行听证，所需时间为{HEARING_HELD}个工作日，",
            f"自{zh(said['told_on'])}起，不迟于{last}举行。{under(case, '第四十五条')}的规定，听证所需时间不计算在办理期限内，现予书面告知。",
        ),
        p("举行的时间、地点和主持人，本机关在举行七个工作日前另行通知。", FREE),
    ]


def notice(case, event, actor, names):
    standing = standing_of(case, "review", actor.day, names)
    said = event.data["hearing"]
    body = [
        p(
            opening(case),
            f"，{asked(said)}本机关决定举行听证。{under(case, '第四十八条')}的规定，现将有关事项通知如下：",
        ),
        {"pairs": when_and_where(said, event)},
        p(
            "申请人、利害关系人认为主持人与本申请有直接利害关系的，有权申请回避。",
            "听证公开举行，可以自行参加，也可以委托一至二人参加；请携带身份证明和有关证据，并可以对审查意见提出证据、进行申辩和质证。",
        ),
        p("本通知送达全部被告知的各方。", FREE),
        *rest(case, standing, names),
    ]
    more = {"on": said["on"], "chair": event.data["chair"], **everyone(said)}
    return [Draft("hearing-notice", actor.day, standing, body, more=more)]


def asked(said):
    by_right = said["ground"] == hearings.BY_RIGHT
    return (
        f"{said['asked_by']}于{zh(said['asked_on'])}提出听证申请，"
        if by_right
        else f"{hearings.GROUNDS[said['ground']]}，"
    )


def when_and_where(said, event):
    rows = [
        ["举行时间", f"{zh(said['on'])} {said['time']}"],
        ["举行地点", said["place"]],
        ["主持人", event.data["chair"]],
        ["通知的各方", "、".join(one["name"] for one in said["parties"])],
        ["超过二十个工作日举行的原因", event.data["late"]],
    ]
    return [row for row in rows if row[1]]


def record(case, event, actor, names):
    standing = standing_of(case, "review", actor.day, names)
    said = event.data["hearing"]
    kept = said["record"]
    body = [
        p(
            opening(case),
            f"，本机关于{zh(said['on'])} {said['time']}在{said['place']}举行听证，主持人{chair_of(case)}。",
        ),
        *paragraphs("参加人：", kept["attended"]),
        *paragraphs("意见、陈述和证据：", kept["statements"]),
        *paragraphs("签字、盖章：", kept["signed"]),
        p(f"{under(case, '第四十八条')}的规定，本笔录交各方确认无误后签字或者盖章；本机关根据本笔录作出决定。"),
        *carried(standing, names),
    ]
    return [Draft("hearing-record", actor.day, standing, body, more={"on": said["on"], **everyone(said)})]


def chair_of(case):
    """The name and post that the last notice gave."""
    noticed = Event.objects.filter(stream=case.stream, kind="case.hearing-noticed").latest("seq")
    return noticed.data["chair"]


def refusal(case, event, actor, names):
    standing = standing_of(case, "review", actor.day, names)
    body = [
        p(f"{event.data['party']}就", opening(case), "要求举行听证。经审查，本机关不予听证。"),
        *paragraphs("理由：", event.data["because"]),
        p(f"依据：{under(case, '第四十七条第一款')}。本通知不影响依法享有的陈述、申辩的权利。"),
        *rest(case, standing, names),
    ]
    return [Draft("hearing-refusal", actor.day, standing, body, more={"to": event.data["party"]})]


def paragraphs(label, text):
    first, *more = lines(text) or [""]
    return [p(label, first), *(p(line) for line in more)]


def rested_on(case):
    """The sentence by which a decision rests on its hearing's record (第四十八条第二款); nothing where none was held."""
    hearing = hearing_of(case)
    if hearing is None or hearing.held_on is None:
        return []
    number = case.papers.filter(kind="hearing-record").order_by("-id").values_list("number", flat=True).first()
    return [
        p(
            f"本机关于{zh(hearing.on)}举行了听证，{under(case, '第四十八条第二款')}的规定，本决定根据听证笔录（{number}）作出。"
        )
    ]
