"""The yearly programme by which centres are built: who may apply, how many a city may have, who may score.

The scheme is the province's (每年50个左右, 三年全覆盖; 成都和区域中心城市3–4个, 其他市（州）1–2个, 优中选优). All pure.
"""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal

CALL_STATES = {"draft": "草稿", "open": "申报中", "scoring": "评审中", "notice": "公示中", "settled": "已确定"}
APPLICATION_STATES = {
    "draft": "填写中",
    "submitted": "待市级审核",
    "returned": "退回补充",
    "recommended": "市级已推荐",
    "declined": "市级未推荐",
    "selected": "列入创建，建设中",
    "unselected": "未列入",
    "accepted": "已验收",
    "downgraded": "已降级",
    "withdrawn": "已撤回",
    "ended": "已终止",
}
WAYS = {"new": "单独新建", "upgrade": "升级扩建", "merge": "合并共建", "join": "融入共建"}
STANDINGS = {"applied": "已申报", "building": "在建", "open": "已建成", "downgraded": "已降级"}
SUPPORT_STATES = {"waiting": "未启动", "going": "推进中", "done": "已完成"}

STEPS = ("园区申报", "市级审核", "专家评分", "排名公示", "建设", "验收", "运行")

CENTRAL = frozenset({"5101", "5105", "5106", "5107", "5111", "5113", "5115", "5117"})
BOUNDS = {True: (3, 4), False: (1, 2)}


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of an application: its name, the states it may be taken from, the state it leads to."""

    name_zh: str
    sources: tuple[str, ...]
    target: str


TURNS = {
    "edit": Turn("填写", ("draft", "returned"), ""),
    "submit": Turn("提交", ("draft", "returned"), "submitted"),
    "withdraw": Turn("撤回", ("draft", "submitted", "returned", "recommended"), "withdrawn"),
    "return": Turn("退回补充", ("submitted",), "returned"),
    "recommend": Turn("推荐", ("submitted",), "recommended"),
    "decline": Turn("不推荐", ("submitted",), "declined"),
    "accept": Turn("验收", ("selected", "downgraded"), "accepted"),
    "follow": Turn("回访", ("accepted",), ""),
    "downgrade": Turn("降级", ("accepted",), "downgraded"),
    "end": Turn("终止", tuple(APPLICATION_STATES), "ended"),
}


def turn(state: str, verb: str) -> Turn:
    """The step, or a `wrong-state` refusal that says what may be done now."""
    found = TURNS[verb]
    if state in found.sources:
        return found
    names = "、".join(one.name_zh for name, one in TURNS.items() if state in one.sources and name != "end")
    cure = f"现在可以办理：{names}。" if names else "请等待下一个环节。"
    raise Refusal("wrong-state", f"这项申报当前为“{APPLICATION_STATES[state]}”，不能{found.name_zh}。", cure)


def guard_call(state: str, wanted: Collection[str], doing: str) -> None:
    if state not in wanted:
        names = "、".join(CALL_STATES[one] for one in wanted)
        raise Refusal(
            "wrong-state", f"年度计划当前为“{CALL_STATES[state]}”，不能{doing}。", f"{doing}应当在“{names}”时进行。"
        )


def central(city: str) -> bool:
    """Whether a prefecture (GB/T 2260) is 成都 or a regional centre."""
    return city[:4] in CENTRAL


def guard_quotas(quotas: Mapping[str, int], total: int, full: bool = False) -> None:
    """`quotas`: {prefecture: places}. In the year of full coverage cities are not bounded."""
    if not quotas:
        raise Refusal("programme-quota", "还没有分配各市（州）名额。", "请分配名额后再发布。")
    given = sum(quotas.values())
    if given > total:
        raise Refusal(
            "programme-quota", f"各市（州）名额合计{given}个，超过全省{total}个。", "请减少名额，或者增加全省名额。"
        )
    for city, number in quotas.items():
        low, high = BOUNDS[central(city)]
        if not full and not low <= number <= high:
            raise Refusal("programme-quota", f"{city}分配了{number}个名额，应当是{low}至{high}个。")


def guard_applicant(standing: str, merged_into: str = "") -> None:
    """A park whose centre stands or is being built does not apply again; one that is dissolved no longer does."""
    if merged_into:
        raise Refusal("park-merged", f"这个园区已经并入{merged_into}。", f"请由{merged_into}申报。")
    if standing in ("building", "open"):
        raise Refusal("programme-once", f"这个园区的中心{STANDINGS[standing]}，不再申报。")


def guard_open(opens: date, closes: date, day: date) -> None:
    if not opens <= day <= closes:
        raise Refusal(
            "programme-window", f"申报时间为{opens}至{closes}。", "请在申报时间内提交；逾期的下一年度再申报。"
        )


def guard_interest(city: str, interests: Collection[str], territory: Collection[str] = ()) -> None:
    """An expert with an interest in the city, or who works for it, stands aside (评审回避)."""
    declared = any(one[:4] == city[:4] for one in interests)
    works = any(one[:4] == city[:4] for one in territory)
    if declared or works:
        because = "这位专家申报了与该市有利害关系。" if declared else "这位专家在该市的单位工作。"
        raise Refusal("expert-aside", because)


def guard_own_sheet(expert: Hashable, person: Hashable) -> None:
    """Nobody but the expert writes or changes a score: not the office, not the province."""
    if expert != person:
        raise Refusal("score-owner")


def guard_change(before: Mapping[str, Decimal], after: Mapping[str, Decimal], why: str) -> None:
    if before == after:
        raise Refusal("score-change", "评分没有变化。", "请修改分数后再提交。")
    if not why.strip():
        raise Refusal("score-change")


def notice_until(published: date, days: int) -> date:
    """The last day of a notice of so many working days; the day of publication is day 0."""
    return add_workdays(published, days)


def guard_objection(until: date, day: date) -> None:
    if day > until:
        raise Refusal("notice-ended", f"公示期到{until}为止。")


def guard_settle(until: date, day: date, open_objections: int, upheld: int, questioned: int) -> None:
    """A ranking becomes final after its notice, with every objection answered and nothing changed beneath it."""
    if day <= until:
        raise Refusal("notice-running", f"公示期到{until}为止，期满以后才能确定。", "请等公示期满。")
    if open_objections:
        raise Refusal("notice-running", f"还有{open_objections}件异议没有答复。", "请逐件答复以后再确定。")
    if upheld or questioned:
        found = "有异议成立" if upheld else "公布以后有评分改动"
        raise Refusal("ranking-frozen", f"{found}，原来的排名不能直接确定。", "请写明原因，重新公布更正的排名。")


def guard_correction(number: int, why: str) -> None:
    if number > 1 and not why.strip():
        raise Refusal("ranking-frozen", "更正排名没有写明原因。", "请写明更正的原因，再公布。")


def guard_downgrade(failed: bool, mend_by: date | None, day: date) -> None:
    """降级: a follow-up failed, and the days for putting it right are over."""
    if not failed:
        raise Refusal("downgrade", "没有不合格的回访。")
    if mend_by and day <= mend_by:
        raise Refusal("downgrade", f"整改期限到{mend_by}为止，期满复查仍不合格才能降级。", "请等整改期满，再次回访。")
