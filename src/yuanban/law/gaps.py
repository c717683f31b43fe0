"""What is asked for in a supplement notice, and what follows when it does not come (《行政许可法》第三十二条第一款第三项、第四项)."""

from datetime import date

from yuanban.law.calendar import ONE_DAY, add_workdays
from yuanban.law.refusal import Refusal

KINDS = {
    "missing": "未提交",
    "incomplete": "内容不齐",
    "illegible": "不清晰",
    "expired": "已过有效期",
    "mismatch": "与申请不符",
    "unsigned": "未签章",
    "form": "填写有误",
    "condition": "未证明符合条件",
}
TARGETS = {"material": "材料", "field": "申请表", "condition": "许可条件"}
KINDS_OF = {
    "material": ("missing", "incomplete", "illegible", "expired", "mismatch", "unsigned"),
    "field": ("form", "mismatch"),
    "condition": ("condition",),
}
# Errors that somebody who stands at the counter puts right with a pen (第三十二条第一款第三项).
CORRECTABLE = ("form", "mismatch", "unsigned")

# Why something could not be known at the first notice: only then may there be a second.
SECOND = {
    "from-supplement": "由补正的材料引出，第一次告知时无从知道",
    "changed": "第一次告知以后，事实发生变化",
    "law": "第一次告知以后，法律、法规、规章修改",
}

# What a place may have settled: the state that an overdue case comes to.
ENDS = {"withdrawn": "withdrawn", "refused": "refused", "terminated": "terminated", "revoked": "revoked"}


def guard_once(asked_before: bool, ground: str = "", reason: str = "") -> None:
    """《行政许可法》第三十二条第一款第四项: all gaps in one notice; a second one only for what nobody could have known."""
    if not asked_before:
        return
    if not ground:
        raise Refusal(
            "supplement-once",
            "本件已经一次性告知过补正，第一次告知时能够发现的问题，不得再次要求补正。",
            "请按现有材料受理或者依法作出决定。第一次告知时确实无从知道的，写明属于哪种情形和理由，才能再次告知。",
        )
    if ground not in SECOND or not reason.strip():
        raise Refusal("supplement-once", "再次告知补正，没有写明属于哪种情形和理由。")


def last_day(stated: date) -> date:
    """The stated day; the next working day when a later notice has made it a day of rest (《民法典》第二百零三条)."""
    return add_workdays(stated - ONE_DAY, 1)


def overdue(stated: date, day: date) -> bool:
    return day > last_day(stated)


def end_of(stated: date, day: date, practice: str) -> str | None:
    """The state that the case comes to on `day`, as the place has settled it; None while there is still time."""
    return ENDS[practice] if overdue(stated, day) else None
