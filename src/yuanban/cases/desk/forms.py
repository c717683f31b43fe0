"""The form of each verb, as fields that the shared macros draw, and how what was typed becomes the action's arguments."""

from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.deliver import WAYS, deliver
from yuanban.cases.actions.extend import extend
from yuanban.cases.actions.issue import issue
from yuanban.cases.actions.make_good import make_good
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.refuse_acceptance import GROUNDS as REFUSED_FOR
from yuanban.cases.actions.refuse_acceptance import refuse_acceptance
from yuanban.cases.actions.resume import resume
from yuanban.cases.actions.review import review
from yuanban.cases.actions.seal import seal
from yuanban.cases.actions.supply import supply
from yuanban.cases.actions.suspend import suspend
from yuanban.cases.actions.withdraw import withdraw
from yuanban.law.procedure import GROUNDS, OUTCOMES
from yuanban.ledger.invalid import Invalid

GAP = "gap-"
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
        line("where", "应当向哪个机关申请", "不属于本机关职权范围时必填。") | {"required": False},
    ],
    "review": [choice("passed", "审查结论", PASSED), area("opinion", "审查意见")],
    "suspend": [
        choice("ground", "法定情形", GROUNDS, "只有这八种程序所需时间不计入期限（《行政许可法》第四十五条）。"),
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
    "deliver": [choice("way", "送达方式", WAYS), line("receiver", "签收人")],
    "withdraw": [
        area("reason", "申请人撤回的原因", "窗口代申请人撤回时，请先收取申请人签字的撤回申请。", required=False)
    ],
}


def whole(text, field, label):
    text = (text or "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise Invalid({field: f"“{label}”请填写整数。"})
    return int(text)


def gaps_of(post):
    return {key.removeprefix(GAP): text for key, text in post.items() if key.startswith(GAP)}


RUN = {
    "receive": lambda a, n, p, v: receive(a, n, v, p.getlist("checked")),
    "accept": lambda a, n, p, v: accept(a, n, v),
    "ask_supplement": lambda a, n, p, v: ask_supplement(a, n, gaps_of(p), v),
    "refuse_acceptance": lambda a, n, p, v: refuse_acceptance(
        a, n, p.get("ground", ""), p.get("reason", ""), p.get("where", ""), v
    ),
    "supply": lambda a, n, p, v: supply(a, n, {}, p.getlist("paper"), v),
    "make_good": lambda a, n, p, v: make_good(a, n, {}, p.getlist("paper"), v),
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
    "deliver": lambda a, n, p, v: deliver(a, n, p.get("way", ""), p.get("receiver", ""), v),
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
