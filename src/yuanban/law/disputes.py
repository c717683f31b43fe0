"""一件纠纷，几家机构: mediated only if both wish, arbitrated only if both agreed, confirmed by a court within thirty days.

人民调解法 3、33；仲裁法（双方自愿，达成仲裁协议）. None of these institutions holds an administrative power.
"""

from datetime import date, timedelta

from yuanban.law.refusal import Refusal
from yuanban.law.voice import Turn, turn

KINDS = {
    "court": "商事法庭",
    "procuratorate": "检务服务",
    "notary": "公证",
    "mediation": "调解",
    "arbitration": "仲裁",
    "legal-aid": "法律援助",
}
MATTERS = {
    "contract": "合同",
    "payment": "拖欠款项",
    "labour": "劳动用工",
    "lease": "租赁和物业",
    "ip": "知识产权",
    "company": "公司和股权",
    "service": "公证、法律援助等服务",
    "other": "其他",
}
STATES = {
    "asked": "待签收",
    "taken": "办理中",
    "open": "待选机构",
    "settled": "已解决",
    "unsettled": "未能解决",
    "withdrawn": "已撤回",
}
OVER = ("settled", "unsettled", "withdrawn")
LEGS = {
    "asked": "待签收",
    "taken": "已受理",
    "declined": "不受理",
    "passed": "已转交",
    "settled": "已解决",
    "unsettled": "未能解决",
    "withdrawn": "已撤回",
}
TURNS = {
    "take": Turn("签收受理", ("asked",), "taken"),
    "decline": Turn("不受理", ("asked",), "open"),
    "send": Turn("转交", ("taken", "open"), "asked"),
    "settle": Turn("办结：已解决", ("taken",), "settled"),
    "end": Turn("办结：未能解决", ("taken",), "unsettled"),
    "withdraw": Turn("撤回", ("asked", "taken", "open"), "withdrawn"),
    "write": Turn("补充情况", ("asked", "taken", "open"), ""),
    "confirm": Turn("记载司法确认", ("settled",), "settled"),
}
CONFIRM_WITHIN = 30  # days, 人民调解法 33


def dispute_turn(state: str, verb: str) -> Turn:
    """The step, or a `wrong-state` refusal that says what may be done now."""
    return turn(TURNS, STATES, state, verb)


def guard_way(kind: str, consent: bool = False, agreement: str = "") -> None:
    """May this dispute go to an institution of this kind? The claimant's own suit needs nobody's consent."""
    if kind == "mediation" and not consent:
        raise Refusal("mediation-voluntary")
    if kind == "arbitration" and not agreement.strip():
        raise Refusal("arbitration-agreement")


def confirm_by(agreed: date) -> date:
    """The last day on which both may ask the court to confirm: calendar days, the day of the agreement is day 0."""
    return agreed + timedelta(days=CONFIRM_WITHIN)


def guard_confirmation(kind: str, agreed: date, asked: date, together: bool = True) -> None:
    if kind != "mediation":
        raise Refusal(
            "judicial-confirmation", "只有调解协议可以申请司法确认。", "公证书、裁决书、调解书按各自的法律执行。"
        )
    if not together:
        raise Refusal("judicial-confirmation", "司法确认应当由双方当事人共同申请。")
    if not agreed <= asked <= confirm_by(agreed):
        raise Refusal("judicial-confirmation", f"协议自{agreed}生效，应当在{confirm_by(agreed)}以前申请司法确认。")
