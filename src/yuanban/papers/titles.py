"""What a paper is called and by which word it is numbered: it follows from the type of the item."""

from yuanban.papers.models import Paper

WORDS = {
    "receipt": "收",
    "acceptance": "受",
    "refusal": "不受",
    "supplement": "补",
    "exclusion": "特",
    "extension": "延",
    "grant": "准",
    "denial": "不准",
    "certificate": "证",
    "delivery": "送",
    "hearing-right": "听告",
    "hearing-notice": "听通",
    "hearing-record": "听录",
    "hearing-refusal": "不听",
    "first-review": "初审",
    "termination": "终",
    "acceptance-revoked": "撤受",
    "withdrawal": "撤回",
    "promise": "容诺",
    "commitment": "诺",
    "commitment-check": "诺查",
    "consult": "征",
    "opinion": "复",
    "meeting-notice": "会通",
    "minutes": "会纪",
    "visit-notice": "勘通",
    "visit-record": "勘录",
    "joint-acceptance": "联受",
    "joint-delivery": "联送",
    "suspension": "停",
    "restoration": "恢",
    "revocation": "撤",
    "annulment": "注",
    "renewed": "续",
    "push": "推",
    "card": "监",
}
OWN_WORD = {"receipt", "delivery", "joint-acceptance", "joint-delivery", "push", "card", "consult", "opinion"} | {
    "meeting-notice",
    "minutes",
    "visit-notice",
    "visit-record",
}
FIELDS = {"01": "许", "05": "给", "07": "确", "08": "奖", "09": "裁", "20": "服"}
GRANTS = {
    "01": "准予行政许可决定书",
    "05": "行政给付决定书",
    "07": "行政确认书",
    "08": "行政奖励决定书",
    "09": "行政裁决书",
    "20": "公共服务办理结果通知书",
}
DENIALS = {
    "01": "不予行政许可决定书",
    "05": "不予行政给付决定书",
    "07": "不予行政确认决定书",
    "08": "不予行政奖励决定书",
    "09": "不予行政裁决决定书",
}


def is_permit(item):
    return item.type == "01"


def is_record(item):
    return not is_permit(item) and item.name.endswith("备案")


def word_of(kind, item):
    """许准, 确受, 备不准 …: the field of the matter, then what the paper does."""
    field = "备" if is_record(item) else FIELDS.get(item.type, "办")
    return WORDS[kind] if kind in OWN_WORD else field + WORDS[kind]


def title_of(kind, item, version):
    if kind == "grant":
        return grant_title(item)
    if kind == "denial":
        return denial_title(item)
    if kind == "certificate":
        return version.result_name or Paper.KINDS["certificate"]
    return Paper.KINDS[kind]


def grant_title(item):
    return "备案通知书" if is_record(item) else GRANTS.get(item.type, "办理结果通知书")


def denial_title(item):
    return "不予备案通知书" if is_record(item) else DENIALS.get(item.type, "不予办理通知书")
