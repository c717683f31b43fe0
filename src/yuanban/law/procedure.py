"""What next: the states of a case, the moves between them, and the guards of the law on each move. All pure."""

from collections.abc import Hashable, Set
from dataclasses import dataclass

from yuanban.law.refusal import Refusal

STATES = {
    "applied": "已申请",
    "received": "已收件",
    "supplementing": "待补正",
    "prereview": "初审中",
    "accepted": "已受理",
    "reviewed": "已审查",
    "paused": "已中止计时",
    "decided": "已决定",
    "sealed": "已用印",
    "issued": "已出证",
    "delivered": "已送达",
    "refused": "不予受理",
    "withdrawn": "已撤回",
    "terminated": "终止办理",
    "revoked": "已撤销受理",
}

OUTCOMES = {"granted": "准予许可", "denied": "不予许可"}

# 《行政许可法》第四十五条: only the time of these is not counted.
GROUNDS = {
    "hearing": "听证",
    "tender": "招标",
    "auction": "拍卖",
    "inspection": "检验",
    "testing": "检测",
    "quarantine": "检疫",
    "appraisal": "鉴定",
    "expert-review": "专家评审",
}


@dataclass(frozen=True, slots=True)
class Move:
    """One verb: from which states, to which one (None: the case stays, or returns, where it was), and under what law.

    `power` is the power the acting body must hold; None when the step is the applicant's own.
    """

    verb: str
    name_zh: str
    sources: frozenset[str]
    target: str | None
    power: str | None
    article: str


def _move(verb: str, name: str, sources: str, target: str | None, power: str | None, article: str) -> Move:
    return Move(verb, name, frozenset(sources.split()), target, power, article)


_UNDECIDED = "applied received supplementing prereview accepted reviewed paused"
_RATING = "国办发〔2019〕51号"

_MOVES = (
    _move("apply", "申请", "", "applied", None, "《行政许可法》第二十九条"),
    _move("receive", "收件", "applied", "received", "receive", "《行政许可法》第三十二条"),
    _move("ask_supplement", "告知补正", "received", "supplementing", "accept", "《行政许可法》第三十二条第一款第四项"),
    _move("supply", "补正", "supplementing", "received", None, "《行政许可法》第三十二条第一款第五项"),
    _move("correct", "当场更正", "applied received", None, "receive", "《行政许可法》第三十二条第一款第三项"),
    _move("accept", "受理", "received", "accepted", "accept", "《行政许可法》第三十二条第一款第五项"),
    _move("refuse_acceptance", "不予受理", "received", "refused", "accept", "《行政许可法》第三十二条"),
    _move("first_review", "初审", "prereview", "accepted", "review", "《行政许可法》第三十五条、第四十三条"),
    _move("review", "审查", "accepted", "reviewed", "review", "《行政许可法》第三十四条"),
    _move("suspend", "中止计时", "accepted reviewed", "paused", "review", "《行政许可法》第四十五条"),
    _move("resume", "恢复计时", "paused", None, "review", "《行政许可法》第四十五条"),
    _move("tell_hearing", "告知听证权利", "accepted reviewed", None, "review", "《行政许可法》第四十六条、第四十七条"),
    _move("ask_hearing", "申请听证", "accepted reviewed paused", None, None, "《行政许可法》第四十七条第一款"),
    _move("waive_hearing", "放弃听证", "accepted reviewed paused", None, None, "《行政许可法》第四十七条第一款"),
    _move("refuse_hearing", "不予听证", "accepted reviewed paused", None, "review", "《行政许可法》第四十七条第一款"),
    _move("fix_hearing", "安排听证", "paused", None, "review", "《行政许可法》第四十八条第一款"),
    _move("record_hearing", "听证笔录", "paused", None, "review", "《行政许可法》第四十八条第一款第五项"),
    _move("extend", "延长期限", "accepted reviewed", None, "decide", "《行政许可法》第四十二条"),
    _move("decide", "决定", "reviewed", "decided", "decide", "《行政许可法》第三十七条、第三十八条"),
    _move("seal", "用印", "decided", "sealed", "seal", "《行政许可法》第三十九条"),
    _move("issue", "出证", "sealed", "issued", "seal", "《行政许可法》第三十九条"),
    _move("deliver", "送达", "issued", "delivered", "deliver", "《行政许可法》第四十四条"),
    _move("withdraw", "撤回申请", _UNDECIDED, "withdrawn", None, "《行政许可法》第二十九条"),
    _move("terminate", "终止办理", "received supplementing prereview accepted reviewed paused", "terminated", "decide", "各地终止办理规定"),
    _move("mark_paid", "登记缴费", "prereview accepted reviewed paused decided sealed issued", None, "receive", "《行政许可法》第五十八条"),
    _move("make_good", "补齐容缺材料", "applied received prereview accepted reviewed paused", None, None, "《行政许可法》第三十八条第一款"),
    _move("rate", "评价", "delivered", "delivered", None, _RATING),
)  # fmt: skip

MOVES = {move.verb: move for move in _MOVES}


def _comes_from(move: Move, state: str | None, on_the_spot: bool) -> bool:
    if state is None:
        return not move.sources
    return state in move.sources or (move.verb == "decide" and on_the_spot and state == "accepted")


def possible(state: str | None, on_the_spot: bool = False) -> tuple[str, ...]:
    """The verbs open in this state, in the order of the procedure; `None` is the state before any case exists."""
    return tuple(verb for verb, move in MOVES.items() if _comes_from(move, state, on_the_spot))


def check(state: str | None, verb: str, on_the_spot: bool = False) -> Move:
    """The move, or a `wrong-state` refusal. An on-the-spot item (即办件) is decided straight from acceptance.

    《行政许可法》第三十四条第二款.
    """
    move = MOVES[verb]
    if _comes_from(move, state, on_the_spot):
        return move
    raise _wrong_state(state, move, on_the_spot)


def _wrong_state(state: str | None, move: Move, on_the_spot: bool) -> Refusal:
    now = f"本件当前为“{STATES[state]}”" if state else "尚未提出申请"
    names = "、".join(MOVES[verb].name_zh for verb in possible(state, on_the_spot))
    cure = f"现在可以办理：{names}。" if names else "本件已办结，不能再办理其他步骤。"
    return Refusal("wrong-state", f"{now}，不能{move.name_zh}。", cure)


def after(
    move: Move, state: str | None, enough: bool = True, before_pause: str = "accepted", first_review: bool = False
) -> str:
    """The state after a move: too few reviewers leave it accepted; a resumed case returns where it was.

    `first_review`: a lower organ reviews first (第三十五条).
    """
    if move.verb == "accept" and first_review:
        return "prereview"
    if move.verb == "review" and not enough:
        return "accepted"
    if move.verb == "resume":
        return before_pause
    return move.target or state or "applied"


def guard_reviewer_not_same(reviewer: Hashable, reviewers: Set[Hashable]) -> None:
    """《行政许可法》第三十四条第三款: two staff means two persons."""
    if reviewer in reviewers:
        raise Refusal("two-reviewers", "您已经审查过本件，同一人员的审查不能重复计算。")


def guard_two_reviewers(reviewers: Set[Hashable], needed: int = 2) -> None:
    """《行政许可法》第三十四条第三款."""
    if len(reviewers) < needed:
        raise Refusal("two-reviewers", f"本件需要{needed}名工作人员审查，目前只有{len(reviewers)}名。")


def guard_reasons(outcome: str, reasons: str) -> None:
    """《行政许可法》第三十八条第二款: a denial gives its reasons."""
    if outcome == "denied" and not reasons.strip():
        raise Refusal("refusal-reasons", "不予许可的决定没有写明理由。")


def guard_exclusion(ground: str | None, told: bool) -> None:
    """《行政许可法》第四十五条: one of eight grounds, and the time needed told in writing."""
    if ground not in GROUNDS:
        raise Refusal("excluded-time", f"“{ground or '未注明'}”不是法定的不计入期限的情形，期间照常计入。")
    if not told:
        raise Refusal("excluded-time", f"{GROUNDS[ground]}所需时间没有书面告知申请人，期间照常计入。")


def guard_one_exclusion(running: str | None) -> None:
    """《行政许可法》第四十五条: time that stands still already cannot be stopped again."""
    if running:
        raise Refusal(
            "excluded-time", f"{GROUNDS[running]}还没有结束，不能另外中止计时。", "请等这一程序结束、恢复计时以后再办。"
        )


def guard_extension(days: int, joint: bool, approved_by: str | None, told_reason: bool, before: int = 0) -> None:
    """《行政许可法》第四十二条: once; 10 working days by the organ's head, or 15 by the head of government when joint.

    `before` is how many extensions there were already.
    """
    most, head, title = (15, "government-head", "本级人民政府负责人") if joint else (10, "organ-head", "本机关负责人")
    if before:
        raise Refusal("extension", "本件已经延长过一次，不得再次延长。")
    if not 1 <= days <= most:
        raise Refusal("extension", f"延长{days}个工作日，不在一至{most}个工作日之内。")
    if approved_by != head:
        raise Refusal("extension", f"延长期限没有经{title}批准。")
    if not told_reason:
        raise Refusal("extension", "延长期限的理由没有告知申请人。")


def guard_promise(promised: int, statutory: int) -> None:
    """《优化营商环境条例》第三十六条: a promised limit may not be longer than the law's."""
    if promised > statutory:
        raise Refusal("decision-limit", f"承诺时限{promised}个工作日长于法定时限{statutory}个工作日。")


def guard_hearing_chair(chair: Hashable, reviewers: Set[Hashable]) -> None:
    """《行政许可法》第四十八条第一款第三项: the chair is not one of those who reviewed the application."""
    if chair in reviewers:
        raise Refusal("hearing", "听证主持人是审查本件的工作人员，应当另行指定。")


def guard_rate_once(rated: bool) -> None:
    """国办发〔2019〕51号: one rating for one service."""
    if rated:
        raise Refusal("rate-once")


def remedy_text(respondent_name: str, reconsideration_organ_name: str | None = None, court: str | None = None) -> str:
    """The remedies on an adverse decision, naming who answers for it (《行政许可法》第三十八条第二款)."""
    organ = reconsideration_organ_name or "有管辖权的行政复议机关"
    return (
        f"如不服本决定，可以自知道或者应当知道本决定之日起六十日内，以{respondent_name}为被申请人，向{organ}申请行政复议"
        f"（《行政复议法》第二十条）；也可以自知道或者应当知道本决定之日起六个月内，以{respondent_name}为被告，"
        f"向{court or '有管辖权的人民法院'}提起行政诉讼（《行政诉讼法》第四十六条）。"
    )
