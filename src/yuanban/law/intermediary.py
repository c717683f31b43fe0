"""行政审批中介服务: only what a law asks for may be asked of an applicant, who alone chooses by whom.

《优化营商环境条例》第四十三条. The order in which intermediaries are shown follows from a seed and their codes alone,
so that anyone can work it out again.
"""

import hashlib
from collections.abc import Collection, Iterable

from yuanban.law.refusal import Refusal
from yuanban.law.voice import Turn, turn

STATES = {
    "published": "待选定",
    "chosen": "已选定",
    "contract": "已签约",
    "delivered": "已交付",
    "rated": "已评价",
    "disputed": "有争议",
    "failed": "未完成",
    "withdrawn": "已撤回",
}
TURNS = {
    "choose": Turn("选定", ("published",), "chosen"),
    "decline": Turn("婉拒", ("chosen",), "published"),
    "offer": Turn("报出条件", ("chosen",), "chosen"),
    "sign": Turn("签约", ("chosen",), "contract"),
    "deliver": Turn("交付", ("contract",), "delivered"),
    "rate": Turn("评价", ("delivered",), "rated"),
    "dispute": Turn("提出争议", ("contract", "delivered"), "disputed"),
    "resume": Turn("争议解决，继续履行", ("disputed",), "contract"),
    "fail": Turn("终止", ("contract", "disputed"), "failed"),
    "withdraw": Turn("撤回", ("published", "chosen"), "withdrawn"),
}
OVER = ("rated", "failed", "withdrawn")

CLAIMS = {"claimed": "待核对", "listed": "已列入", "struck": "资质不符", "left": "已退出"}
# The only grounds on which the office may keep an intermediary off the list: none of them is a choice.
GROUNDS = {
    "no-such": "资质证书查无此号",
    "over": "资质证书已经过期或者被撤销",
    "outside": "资质范围不包括这项服务",
    "attached": "是负责该项审批的机关所属、主管的单位或者其举办的企业",
}


def order_turn(state: str, verb: str) -> Turn:
    """The step, or a `wrong-state` refusal that says what may be done now."""
    return turn(TURNS, STATES, state, verb)


def shuffled(seed: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes by the SHA-256 of `seed:code`: nobody's wish, and the same for whoever works it out again."""
    return tuple(sorted(set(codes), key=lambda code: (hashlib.sha256(f"{seed}:{code}".encode()).hexdigest(), code)))


def guard_order_shown(seed: str, codes: Collection[str], shown: Collection[str]) -> None:
    """A list once shown is held against its seed."""
    if tuple(shown) != shuffled(seed, codes):
        raise Refusal("intermediary-choice", "显示的次序与按种子推算的次序不一致。")


def guard_basis(law: str, article: str) -> None:
    """Without a law, an administrative regulation or a State Council decision no service is a condition."""
    if not (law.strip() and article.strip()):
        raise Refusal("intermediary-basis")


def guard_chooser(official: bool, own: bool) -> None:
    """Only who needs the service chooses."""
    if official or not own:
        raise Refusal("intermediary-choice", "只有委托服务的申请人自己可以选定中介服务机构。")


def guard_check(result: str, ground: str, note: str) -> None:
    """The office holds the qualification against its register, and says on which ground it does not agree."""
    if result == "struck" and ground not in GROUNDS:
        raise Refusal("intermediary-choice", "核对资质，只能以证书查无此号、已过期、范围不符、脱钩要求为由认为不符。")
    if result == "struck" and not note.strip():
        raise Refusal("intermediary-choice", "没有写明核对的经过。", "请写明向谁核对、查到什么，机构可以据此更正。")
