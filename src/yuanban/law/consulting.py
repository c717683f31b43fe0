"""会办: other organs are asked, meet and look together inside a case's own days, and the one competent organ decides.

《行政许可法》第二十六条第二款、第四十二条，《优化营商环境条例》第三十六条. All pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yuanban.law.calendar import add_workdays, workdays_between
from yuanban.law.refusal import Refusal

OPINIONS = {"agree": "同意", "conditions": "附条件同意", "disagree": "不同意", "not-ours": "不属于本机关职责"}
STATES = {"asked": "等答复", "answered": "已答复", "lapsed": "逾期未答复"}
SILENCE = {"waiting": "继续等候并催办", "agreed": "视为同意", "none": "视为无意见"}
MEETING = {"called": "待召开", "minuted": "待确认纪要", "concluded": "已形成纪要", "cancelled": "已取消"}
POSITIONS = {"agree": "同意", "conditions": "附条件同意", "disagree": "不同意", "none": "没有意见"}
VISIT = {"planned": "待踏勘", "recorded": "已踏勘", "cancelled": "已取消"}
FINDINGS = {"fit": "符合要求", "mend": "需要整改", "unfit": "不符合要求", "none": "不涉及"}
TO_WEIGH = ("conditions", "disagree")


def last_day(promised: date, statutory: date, day: date) -> date | None:
    """The day by which anything joint must be over: the promised one, once that is past the law's; None when both are."""
    return next((last for last in (promised, statutory) if last >= day), None)


def due(asked: date, days: int, most: int, last: date | None) -> date:
    """The day by which an organ answers: no more working days than the place allows, never past the case's own due day.

    Raises `joint-days`. 《行政许可法》第四十二条: the limit of a case is not lengthened by asking others.
    """
    if not 1 <= days <= most:
        raise Refusal("joint-days", f"答复期限{days}个工作日，不在一至{most}个工作日之内（各地并联审批办法）。")
    if last is None:
        raise Refusal(
            "joint-days", "本件已经超过法定期限，不能再另定答复期限。", "请根据已有的意见和材料尽快作出决定。"
        )
    by = add_workdays(asked, days)
    if by > last:
        left = workdays_between(asked, last)
        cure = f"请把答复期限定为{left}个工作日以内。" if left else "请根据已有的意见和材料作出决定，或者依法延长期限。"
        raise Refusal("joint-days", f"答复期限到{by}，超过了本件应当办结的{last}。", cure)
    return by


def guard_meets_in_time(what: str, on: date, last: date | None) -> None:
    """A joint meeting or visit is held inside the case's days (《优化营商环境条例》第三十六条: 及时安排、限时办结).

    Once the law's day is past (`last` None) it may still be held: the case has to be decided all the same.
    """
    if last and on > last:
        raise Refusal("joint-days", f"{what}定在{on}，超过了本件应当办结的{last}。", f"请改在{last}以前。")


def silent(due: date, day: date, practice: str) -> str | None:
    """What silence past `due` means where the place has settled it: `agreed`, `none`; None while it is waited."""
    return practice if day > due and practice in ("agreed", "none") else None


def late_by(due: date, day: date) -> int:
    """Working days past the due day; 0 while there is time."""
    return max(0, workdays_between(due, day)) if day > due else 0


def guard_opinion(kind: str, reasons: str = "", basis: str = "") -> None:
    """An opinion against, or with conditions, says why and by which law (《行政许可法》第二十六条第二款)."""
    if kind in TO_WEIGH and not reasons.strip():
        what = "附的条件" if kind == "conditions" else "不同意的理由"
        raise Refusal("opinion-reasons", f"意见没有写明{what}。")
    if kind in TO_WEIGH and not basis.strip():
        raise Refusal("opinion-reasons", f"“{OPINIONS[kind]}”没有写明法律、法规、规章依据。")
    if kind == "not-ours" and not reasons.strip():
        raise Refusal(
            "opinion-reasons", "答复不属于本机关职责，没有写明理由。", "请写明理由，知道的话写明属于哪个机关。"
        )


@dataclass(frozen=True, slots=True)
class Voice:
    """One organ asked, as the decision finds it: `opinion` empty when it has not answered and silence means nothing.

    `adopted`: None until the deciding organ has said how it took the opinion; `reason`: why.
    """

    organ: str
    opinion: str = ""
    adopted: bool | None = None
    reason: str = ""

    @property
    def to_weigh(self) -> bool:
        return self.opinion in TO_WEIGH or not self.opinion


def guard_weighing(voice: Voice) -> None:
    """Not adopted, or not waited for: with the reason."""
    if voice.opinion and voice.adopted is None:
        raise Refusal("opinions-weighed", f"没有写明{voice.organ}的意见采纳还是不采纳。")
    if not voice.adopted and not voice.reason.strip():
        what = "不采纳的理由" if voice.opinion else "没有等到答复就作出决定的理由"
        raise Refusal("opinions-weighed", f"{voice.organ}：没有写明{what}。")


def guard_weighed(voices: Iterable[Voice], outcome: str) -> None:
    """The competent organ decides whatever others say, and says how it took each of them."""
    for voice in voices:
        if not voice.to_weigh:
            continue
        if voice.opinion and voice.adopted is None:
            raise Refusal("opinions-weighed", f"{voice.organ}的意见是“{OPINIONS[voice.opinion]}”，没有写明怎样采纳。")
        if not voice.opinion and not voice.reason.strip():
            raise Refusal("opinions-weighed", f"{voice.organ}还没有答复，没有写明为什么不等答复就作出决定。")
        if voice.opinion == "disagree" and voice.adopted and outcome == "granted":
            raise Refusal(
                "opinions-weighed",
                f"已经写明采纳{voice.organ}的不同意见，不能又准予。",
                "请作出不予的决定；认为应当准予的，先改写意见的采纳情况和理由。",
            )
