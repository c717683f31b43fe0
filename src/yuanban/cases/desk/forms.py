"""The form of each verb, as fields that the shared macros draw, and how what was typed becomes the action's arguments."""

from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.ask_hearing import ask_hearing
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.deliver import WAYS, deliver
from yuanban.cases.actions.extend import extend
from yuanban.cases.actions.first_review import first_review
from yuanban.cases.actions.fix_hearing import fix_hearing
from yuanban.cases.actions.issue import issue
from yuanban.cases.actions.make_good import make_good
from yuanban.cases.actions.mark_paid import mark_paid
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.record_hearing import record_hearing
from yuanban.cases.actions.refuse_acceptance import GROUNDS as REFUSED_FOR
from yuanban.cases.actions.refuse_acceptance import refuse_acceptance
from yuanban.cases.actions.refuse_hearing import refuse_hearing
from yuanban.cases.actions.resume import resume
from yuanban.cases.actions.review import review
from yuanban.cases.actions.seal import seal
from yuanban.cases.actions.supply import supply
from yuanban.cases.actions.suspend import suspend
from yuanban.cases.actions.tell_hearing import tell_hearing
from yuanban.cases.actions.terminate import terminate
from yuanban.cases.actions.waive_hearing import waive_hearing
from yuanban.cases.actions.withdraw import withdraw
from yuanban.cases.desk.gap_form import gaps_of
from yuanban.law import hearings
from yuanban.law.procedure import GROUNDS, OUTCOMES
from yuanban.law.terminations import by_the_organ
from yuanban.ledger.invalid import Invalid

STOPPING = {ground: name for ground, name in GROUNDS.items() if ground != "hearing"}
PASSED = {"yes": "符合条件，建议准予", "no": "不符合条件，建议不予"}


def area(key, label, help="", required=True):
    return {
        "key": key,
        "label": label,
        "type": "textarea",
        "rows": 3,
        "required": required,
        "help": help,
        "max_length": 2000,
    }


def choice(key, label, options, help=""):
    return {
        "key": key,
        "label": label,
        "type": "choice",
        "required": True,
        "options": list(options.items()),
        "help": help,
    }


def days(key, label, help=""):
    return {"key": key, "label": label, "type": "number", "required": True, "unit": "个工作日", "help": help}


def line(key, label, help="", required=True):
    return {"key": key, "label": label, "type": "text", "required": required, "help": help, "max_length": 200}


FIELDS = {
    "refuse_acceptance": [
        choice("ground", "法定情形", REFUSED_FOR),
        area("reason", "理由", "写入不予受理通知书。"),
        choice("organ", "应当向哪个机关申请", {}, "不属于本机关职权范围的，从有权受理的机关中选，或者在下面写明。")
        | {"required": False},
        line("where", "其他去处", "上面没有的机关，或者补充地址、电话。") | {"required": False},
    ],
    "first_review": [
        choice("passed", "初审结论", PASSED),
        area("opinion", "初审意见", "写入初审意见书，连同全部材料报送上级机关。"),
        line("late", "超期的原因", "超过二十个工作日才完成的，必填。", required=False),
    ],
    "review": [choice("passed", "审查结论", PASSED), area("opinion", "审查意见")],
    "tell_hearing": [
        choice("ground", "情形", hearings.GROUNDS),
        area("reason", "理由", "涉及谁的哪些重大利益，或者为什么应当听证；写入告知书。"),
        area("parties", "利害关系人", "申请人以外的，一行一名；没有的留空。", required=False),
    ],
    "ask_hearing": [
        line("party", "由谁提出", "登记申请人以外的利害关系人提出的听证申请；申请人提出的留空。", required=False),
        area("reason", "要求听证的理由", required=False),
    ],
    "waive_hearing": [line("party", "由谁放弃", "须有本人书面放弃；申请人放弃的留空。", required=False)],
    "refuse_hearing": [
        line("party", "要求听证的单位或者个人", "没有被告知、许可也不直接涉及其重大利益的。"),
        area("reason", "不予听证的理由", "写入不予听证通知书。"),
    ],
    "fix_hearing": [
        {
            "key": "on",
            "label": "举行日期",
            "type": "date",
            "required": True,
            "help": "通知之日起满七个工作日，提出申请之日起二十个工作日以内。",
        },
        line("time", "几点", "例如 9:30。"),
        line("place", "地点"),
        choice(
            "chair",
            "主持人",
            {},
            "本机关没有审查本件的工作人员；申请人、利害关系人认为有直接利害关系的，可以申请回避。",
        ),
        line("late", "超期举行的原因", "超过二十个工作日才能举行的，必填。", required=False),
    ],
    "record_hearing": [
        area("attended", "参加的人"),
        area("statements", "意见、陈述和证据", "审查人员的意见、证据、理由，各方的申辩和质证。") | {"rows": 6},
        area("signed", "由谁签字、盖章", "笔录交各方确认无误后签字或者盖章；拒绝签字的写明。"),
    ],
    "terminate": [choice("ground", "情形", by_the_organ()), area("reason", "理由", "写入终止办理通知书。")],
    "mark_paid": [line("amount", "金额（元）"), line("receipt", "财政票据号码")],
    "suspend": [
        choice(
            "ground",
            "法定情形",
            STOPPING,
            "这些程序所需时间不计入期限（《行政许可法》第四十五条）；听证请用“告知听证权利”。",
        ),
        days("days", "所需时间", "写入告知书，书面告知申请人。"),
        area("reason", "事由"),
    ],
    "resume": [area("result", "该程序的结果", required=False)],
    "extend": [
        days("days", "延长天数"),
        area("reason", "理由", "写入延长期限告知书，告知申请人。"),
        line(
            "approval",
            "批准文号",
            "联合、集中办理的件须由本级人民政府负责人批准，请填写批准文号；其他件不填。",
            required=False,
        ),
    ],
    "decide": [
        choice("outcome", "决定", OUTCOMES),
        area("reasons", "理由", "不予许可的，必须写明事实、依据和理由；写入决定书。", required=False),
    ],
    "deliver": [
        choice("way", "送达方式", WAYS),
        line("receiver", "签收人"),
        line("late", "迟延的原因", "作出决定后超过十个工作日才送达的，必填。", required=False),
    ],
    "withdraw": [
        area("reason", "申请人撤回的原因", "窗口代申请人撤回时，请先收取申请人签字的撤回申请。", required=False)
    ],
}


def whole(text, field, label):
    text = (text or "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise Invalid({field: f"“{label}”请填写整数。"})
    return int(text)


def answers_of(post):
    """The corrected answers that a clerk types for the applicant: {question: what was typed}, for `supply`."""
    return {key.removeprefix("field-"): text for key, text in post.items() if key.startswith("field-")}


def said_of(post):
    """{number of the gap: what the applicant states}"""
    return {key.removeprefix("said-"): text for key, text in post.items() if key.startswith("said-")}


RUN = {
    "receive": lambda a, n, p, v: receive(a, n, v, p.getlist("checked")),
    "accept": lambda a, n, p, v: accept(a, n, v),
    "ask_supplement": lambda a, n, p, v: ask_supplement(a, n, gaps_of(p), v, p.get("ground", ""), p.get("reason", "")),
    "refuse_acceptance": lambda a, n, p, v: refuse_acceptance(
        a, n, p.get("ground", ""), p.get("reason", ""), p.get("where", ""), v, p.get("organ", "")
    ),
    "supply": lambda a, n, p, v: supply(a, n, {}, p.getlist("paper"), v, answers_of(p), said_of(p)),
    "make_good": lambda a, n, p, v: make_good(a, n, {}, p.getlist("paper"), v),
    "first_review": lambda a, n, p, v: first_review(a, n, p.get("opinion", ""), passed(p), p.get("late", ""), v),
    "tell_hearing": lambda a, n, p, v: tell_hearing(
        a, n, p.get("ground", ""), p.get("reason", ""), p.get("parties", "").splitlines(), v
    ),
    "ask_hearing": lambda a, n, p, v: ask_hearing(a, n, p.get("party", ""), p.get("reason", ""), v),
    "waive_hearing": lambda a, n, p, v: waive_hearing(a, n, p.get("party", ""), v),
    "refuse_hearing": lambda a, n, p, v: refuse_hearing(a, n, p.get("party", ""), p.get("reason", ""), v),
    "fix_hearing": lambda a, n, p, v: fix_hearing(
        a,
        n,
        p.get("on", ""),
        p.get("time", ""),
        p.get("place", ""),
        whole(p.get("chair"), "chair", "主持人"),
        p.get("late", ""),
        v,
    ),
    "record_hearing": lambda a, n, p, v: record_hearing(
        a, n, p.get("attended", ""), p.get("statements", ""), p.get("signed", ""), v
    ),
    "terminate": lambda a, n, p, v: terminate(a, n, p.get("ground", ""), p.get("reason", ""), v),
    "mark_paid": lambda a, n, p, v: mark_paid(a, n, p.get("amount", ""), p.get("receipt", ""), v),
    "review": lambda a, n, p, v: review(a, n, p.get("opinion", ""), passed(p), v),
    "suspend": lambda a, n, p, v: suspend(
        a, n, p.get("ground", ""), whole(p.get("days"), "days", "所需时间"), p.get("reason", ""), v
    ),
    "resume": lambda a, n, p, v: resume(a, n, p.get("result", ""), v),
    "extend": lambda a, n, p, v: extend(
        a, n, whole(p.get("days"), "days", "延长天数"), p.get("reason", ""), v, p.get("approval", "")
    ),
    "decide": lambda a, n, p, v: decide(a, n, outcome(p), p.get("reasons", ""), v),
    "seal": lambda a, n, p, v: seal(a, n, v),
    "issue": lambda a, n, p, v: issue(a, n, v),
    "deliver": lambda a, n, p, v: deliver(a, n, p.get("way", ""), p.get("receiver", ""), v, p.get("late", "")),
    "withdraw": lambda a, n, p, v: withdraw(a, n, p.get("reason", ""), v),
}


def passed(post):
    if post.get("passed") not in PASSED:
        raise Invalid({"passed": "请选择审查结论。"})
    return post["passed"] == "yes"


def outcome(post):
    if post.get("outcome") not in OUTCOMES:
        raise Invalid({"outcome": "请选择准予或者不予。"})
    return post["outcome"]
