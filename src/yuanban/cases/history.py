"""A case's events in words: who did what, on which post, and what was said."""

from dataclasses import dataclass

from yuanban.accounts.models import Person, Post
from yuanban.cases import gaps
from yuanban.cases.actions.deliver import WAYS
from yuanban.cases.actions.refuse_acceptance import NAMES as REFUSED_FOR
from yuanban.cases.models import Case
from yuanban.certificates import words as certificates
from yuanban.law.gaps import SECOND
from yuanban.law.hearings import GROUNDS as HEARD_FOR
from yuanban.law.procedure import GROUNDS, OUTCOMES
from yuanban.ledger.models import Event

NAMES = {
    "case.applied": "提出申请",
    "case.received": "收件",
    "case.supplement-asked": "一次告知补正",
    "case.supplemented": "收到补正",
    "case.second-request-refused": "再次要求补正，被拒绝",
    "case.flag-seen": "监督人员阅处",
    "case.material-checked": "机关核查材料",
    "case.original-checked": "核对原件",
    "case.corrected": "当场更正",
    "case.deemed-withdrawn": "逾期，视为撤回申请",
    "case.acceptance-revoked": "撤销受理",
    "case.accepted": "受理",
    "case.deemed-accepted": "逾期未告知，视为受理",
    "case.refused": "不予受理",
    "case.made-good": "补齐容缺材料",
    "case.reviewed": "审查",
    "case.suspended": "中止计时",
    "case.resumed": "恢复计时",
    "case.extended": "延长期限",
    "case.decided": "作出决定",
    "case.sealed": "用印",
    "case.issued": "出证",
    "case.delivered": "送达",
    "case.withdrawn": "申请人撤回",
    "case.first-reviewed": "初审，报送上级机关",
    "case.hearing-told": "告知听证",
    "case.hearing-asked": "提出听证申请",
    "case.hearing-refused": "不予听证",
    "case.hearing-waived": "放弃听证",
    "case.hearing-lapsed": "逾期未申请听证",
    "case.hearing-noticed": "通知举行听证",
    "case.hearing-held": "举行听证",
    "case.terminated": "终止办理",
    "case.renewed-by-silence": "逾期未决定，视为准予延续",
    "case.certificate-suspended": "暂停证照效力",
    "case.certificate-restored": "恢复证照效力",
    "case.certificate-revoked": "撤销证照",
    "case.certificate-annulled": "注销证照",
    "case.certificate-noted": "证照的变化",
    "case.paid": "登记缴费",
    "case.rated": "评价",
    "case.handed-over": "交接",
    "case.plan-kept": "按原方案续办",
    "case.replanned": "重新确定方案",
    "case.started": "前一件办结，开始办理",
    "case.jointly-accepted": "联合受理",
    "case.jointly-delivered": "一次送达",
    "case.lit": "灯色变化",
    "case.recounted": "按新的工作日历重新计算期限",
}
RATINGS = {1: "非常满意", 2: "满意", 3: "基本满意", 4: "不满意", 5: "非常不满意"}


@dataclass(frozen=True)
class Entry:
    event: Event
    name: str
    who: str
    post: str
    said: str


def history(case):
    """Every event of the case, oldest first, in three queries."""
    events = list(Event.objects.filter(stream=case.stream).order_by("seq"))
    people = Person.objects.in_bulk({event.person for event in events if event.person})
    posts = Post.objects.select_related("body").in_bulk({event.post for event in events if event.post})
    return [entry(event, people.get(event.person), posts.get(event.post)) for event in events]


def entry(event, person, post):
    who = person.name if person else event.data.get("who", "系统")
    return Entry(
        event, NAMES.get(event.kind, event.kind), who, f"{post.body.name} {post.title}" if post else "", said(event)
    )


def said(event):
    """What happened in words, and the papers it gave."""
    words = WORDS.get(event.kind)
    papers = "、".join(paper["number"] for paper in event.data.get("papers", ()))
    parts = [words(event.data) if words else "", papers and f"出具{papers}"]
    return " ".join(part for part in parts if part)


def decided(data):
    outcome = OUTCOMES.get(data.get("set", {}).get("outcome"), "")
    return f"{outcome}。{data.get('reasons', '')}"


def lit(data):
    return Case.LIGHTS.get(data.get("set", {}).get("light"), "")


DUES = {"statutory_due": "法定办结日", "promised_due": "承诺办结日", "deliver_by": "送达期限", "due_on": "本步期限"}


def moved_days(data):
    return [f"{DUES[name]}由{day}改为{data['set'][name]}" for name, day in data["before"].items() if name in DUES]


def on_certificate(data):
    return f"{data['certificate']}，{certificates.said(data['did'], data)}"


def handed_out(data):
    late = f"。迟延：{data['late']}" if "late" in data else ""
    return f"{WAYS[data['way']]}，签收人{data['receiver']}{late}"


def first_reviewed(data):
    late = data["late"] and f"超期：{data['late']}"
    return f"{'建议准予' if data['passed'] else '建议不予'}：{data['opinion']}{late}"


def noticed(data):
    said = data["hearing"]
    late = data["late"] and f"。超期：{data['late']}"
    return f"{said['on']} {said['time']}在{said['place']}举行，主持人{data['chair']}{late}"


def supplement_asked(data):
    again = data.get("again")
    why = f"再次告知（{SECOND[again['ground']]}。{again['reason']}）：" if again else ""
    return why + "；".join(gaps.line(gap) for gap in gaps.told(data))


def supplemented(data):
    return f"更正{corrected(data)}" if data.get("corrected") else ""


def corrected(data):
    return "、".join(f"“{one['name']}”" for one in data["corrected"])


def ended(data):
    rule = data["rule"]
    return f"{data['reason']}{rule['value']}（{rule['source']}）"


def accepted(data):
    promise = data.get("promise")
    return f"容缺受理：{'、'.join(promise['materials'])}，{promise['by']}以前补齐" if promise else ""


WORDS = {
    "case.supplement-asked": supplement_asked,
    "case.supplemented": supplemented,
    "case.second-request-refused": lambda d: "第一次告知时能够发现的问题，不得再次要求补正",
    "case.flag-seen": lambda d: d["note"],
    "case.corrected": lambda d: f"更正{corrected(d)}",
    "case.material-checked": lambda d: f"“{d['name']}”{'查到' if d['found'] else '没有查到'}",
    "case.original-checked": lambda d: f"“{d['name']}”与原件一致",
    **dict.fromkeys(("case.deemed-withdrawn", "case.acceptance-revoked"), ended),
    **dict.fromkeys(("case.accepted", "case.deemed-accepted"), accepted),
    "case.refused": lambda d: (
        f"{REFUSED_FOR[d['ground']]}。{d['reason']}{d['where'] and '应当向' + d['where'] + '申请。'}"
    ),
    "case.reviewed": lambda d: f"{'同意' if d['passed'] else '不同意'}：{d['opinion']}",
    "case.suspended": lambda d: f"{GROUNDS[d['ground']]}，所需时间{d['days']}个工作日。{d['reason']}",
    "case.resumed": lambda d: d["result"],
    "case.extended": lambda d: f"延长{d['days']}个工作日。{d['reason']}",
    "case.decided": decided,
    "case.delivered": handed_out,
    "case.withdrawn": lambda d: d["reason"],
    "case.first-reviewed": first_reviewed,
    "case.hearing-told": lambda d: f"{HEARD_FOR[d['ground']]}。{d['hearing']['reason']}",
    "case.hearing-asked": lambda d: f"{d['party']}提出听证申请{d['reason'] and '：' + d['reason']}",
    "case.hearing-refused": lambda d: f"{d['party']}：{d['because']}",
    "case.hearing-waived": lambda d: f"{d['party']}放弃听证",
    "case.hearing-lapsed": lambda d: f"提出听证申请的期限到{d['hearing']['ask_by']}届满，没有人提出",
    "case.hearing-noticed": noticed,
    "case.hearing-held": lambda d: f"{d['hearing']['record']['attended']}。{d['hearing']['record']['statements']}",
    "case.renewed-by-silence": lambda d: f"{d['before']}届满，自{d['from']}起延续{'至' + d['to'] if d['to'] else ''}",
    **dict.fromkeys(
        ("case.certificate-suspended", "case.certificate-restored", "case.certificate-revoked"), on_certificate
    ),
    "case.certificate-annulled": on_certificate,
    "case.certificate-noted": lambda d: f"{certificates.NAMES[d['did']]}：{on_certificate(d)}",
    "case.terminated": lambda d: f"{d['title']}（{d['article']}）。{d['reason']}",
    "case.paid": lambda d: f"{d['fee']}{d['amount']}元，票据号{d['receipt']}",
    "case.rated": lambda d: f"{RATINGS[d['level']]}{d['text'] and '：' + d['text']}",
    "case.handed-over": lambda d: f"{d['giver']}交{d['taker']}：{d['what']}",
    "case.plan-kept": lambda d: f"《{d['title']}》失效后，仍按受理时的方案办结",
    "case.replanned": lambda d: f"《{d['title']}》失效，{d['reason']}",
    "case.started": lambda d: "、".join(f"“{name}”" for name in d["after"]) + "已经办结",
    "case.jointly-accepted": lambda d: f"{len(d['cases'])}件都已受理，联合承诺不迟于{d['promised_due']}办结",
    "case.jointly-delivered": lambda d: (
        f"{'、'.join(name for _, name in d['cases'])}，{WAYS[d['way']]}，签收人{d['receiver']}"
    ),
    "case.lit": lit,
    "case.recounted": lambda d: "；".join(moved_days(d)),
}
