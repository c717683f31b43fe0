"""Why a step may not be taken, in words: the body, the item, the paper, and what exactly failed."""

from datetime import date
from typing import Any

from yuanban.law.answers import Refused, Unknown
from yuanban.law.conditions import facts_of
from yuanban.law.cures import cure, cure_without_paper, day_text, heir_name
from yuanban.law.faults import ORDER, REACH, Fault, Question
from yuanban.law.origins import circular
from yuanban.law.rules import rule
from yuanban.law.world import BODY_KINDS, KINDS, POWERS, Body

__all__ = ["ORDER", "REACH", "Fault", "Question", "day_text", "explain", "no_instrument", "nothing_fits", "refused"]


def refused(rule_id: str, because: str, tried: tuple[str, ...] = (), cure: str = "") -> Refused:
    """A refusal with the article and the cure of its rule."""
    broken = rule(rule_id)
    return Refused(rule_id, because, broken.article, cure or broken.cure, tried)


def no_instrument(question: Question, by: str) -> Refused:
    because = f"{_cannot(question, by)}没有任何文件把该单位与该事项联系起来。"
    return refused("no-instrument", because, cure=cure_without_paper(question, by))


def nothing_fits(question: Question, by: str, faults: list[Fault]) -> Refused | Unknown:
    """The answer of the paper that got furthest; among equals, of the first."""
    nearest = max(faults, key=Fault.reach)
    detail = explain(question, nearest)
    if nearest.rule == "facts-missing":
        item = question.world.item_name(question.item)
        return Unknown(
            nearest.missing, f"{question.world.name(by)}能否办理“{item}”的{POWERS[question.power]}：{detail}。"
        )
    tried = tuple(f"{explain(question, fault)}。" for fault in faults)
    return refused(nearest.rule, f"{_cannot(question, by)}{detail}。", tried, _cure(question, nearest, faults))


def explain(question: Question, fault: Fault) -> str:
    """What exactly failed on this paper: one clause, without a full stop."""
    return fault.instrument.paper + WORDS[fault.rule](question, fault)


def _cannot(question: Question, by: str) -> str:
    world = question.world
    return f"{world.name(by)}不能办理“{world.item_name(question.item)}”的{POWERS[question.power]}："


def _cure(question: Question, nearest: Fault, faults: list[Fault]) -> str:
    """A paper that still waits for facts may yet carry the step: say so beside the refusal."""
    waiting = [fault for fault in faults if fault.rule == "facts-missing"]
    more = [f"补充“{'、'.join(w.missing)}”后，可再按{w.instrument.paper}判断。" for w in waiting]
    return cure(question, nearest) + "".join(more)


def _power_not_granted(question: Question, fault: Fault) -> str:
    if fault.instrument.kind == "agency":
        return f"只是申请人的代办委托，代办人没有{POWERS[question.power]}的权力"
    granted = "、".join(name for power, name in POWERS.items() if power in fault.instrument.powers)
    return f"只授予{granted or '零项权限'}，没有授予{POWERS[question.power]}"


def _not_published(question: Question, fault: Fault) -> str:
    if fault.instrument.published is None:
        return "的受委托机关和委托内容从未公布，委托尚不生效"
    return f"自{day_text(fault.instrument.published)}起公布，{day_text(question.day)}尚未公布"


def _not_in_force(question: Question, fault: Fault) -> str:
    paper, day = fault.instrument, question.day
    gone = question.world.gone(paper, day)
    if gone:
        return _merged(question, gone)
    if paper.revoked_on and day >= paper.revoked_on:
        return f"已于{day_text(paper.revoked_on)}撤销，{day_text(day)}不再有效"
    if paper.to_date and day > paper.to_date:
        return f"的有效期至{day_text(paper.to_date)}止，{day_text(day)}已经届满"
    if paper.starts == date.max:
        return "既没有写明生效日期，也没有公布，尚未生效"
    return f"自{day_text(paper.starts)}起生效，{day_text(day)}尚未生效"


def _merged(question: Question, gone: Body) -> str:
    how = f"并入{heir_name(question, gone)}" if gone.merged_into else "撤销"
    return f"所载的{gone.name}已于{day_text(gone.merged_on or question.day)}{how}，不再行使职权"


def _no_legal_basis(question: Question, fault: Fault) -> str:
    return "没有写明准许委托的法律、法规或者规章依据"


def _entrustee_not_organ(question: Question, fault: Fault) -> str:
    to, kind = fault.instrument.to, KINDS[fault.instrument.kind]
    body = question.world.bodies.get(to)
    return f"的承接单位{question.world.name(to)}是{BODY_KINDS.get(body.kind if body else '', '未登记的单位')}，不是行政机关，不能承接{kind}"


def _re_entrustment(question: Question, fault: Fault) -> str:
    return f"的授出单位{_grantor(question, fault)}自己也是受委托机关，不得再委托"


def _outside_territory(question: Question, fault: Fault) -> str:
    paper = fault.instrument
    covered = "、".join(paper.territory or question.world.territory(paper.to)) or "空白"
    if not paper.grantor:
        return f"的地域范围是{covered}，不包括事项所在地{question.place}"
    own = "、".join(question.world.territory(paper.grantor)) or "空白"
    grantor = _grantor(question, fault)
    return f"的地域范围是{covered}，授出单位{grantor}的管辖地域是{own}，事项所在地{question.place}不同时在两者之内"


def _power_not_held(question: Question, fault: Fault) -> str:
    lacking = f"的授出单位{_grantor(question, fault)}在{day_text(question.day)}自己不具有这项权限，无从授予"
    return f"{lacking}（{_no_source(question, fault)}）"


def _no_source(question: Question, fault: Fault) -> str:
    """Why the grantor holds nothing: its papers fail, are none, lead back here, or pass no power on."""
    paper = fault.instrument
    if paper.grantor == paper.to:
        return "授出单位和承接单位是同一单位"
    if circular(question.world, paper, question.item):
        return f"其权限又来自{question.world.name(paper.to)}，循环授权"
    if fault.cause:
        return explain(question, fault.cause)
    if question.world.given(paper.grantor or "", question.item):
        return "其权限来自派驻或者代办，不能再授出"
    return "没有任何文件把它与该事项联系起来"


def _facts_missing(question: Question, fault: Fault) -> str:
    condition = f"附有条件“{fault.instrument.condition}”" if fault.instrument.condition else "所依据的上级文件附有条件"
    return f"{condition}，缺少可供判断的情况“{'、'.join(fault.missing)}”，请补充后再判断"


def _outside_condition(question: Question, fault: Fault) -> str:
    condition = fault.instrument.condition or ""
    given = "、".join(
        f"{name}为{_value(question.facts[name])}" for name in facts_of(condition) if name in question.facts
    )
    return f"附有条件“{condition}”，本件不符合" + (f"（{given}）" if given else "")


def _value(fact: Any) -> str:
    return str(fact) if not isinstance(fact, bool) else "是" if fact else "否"


def _seal_not_registered(question: Question, fault: Fault) -> str:
    keeper, day = question.world.name(fault.instrument.to), day_text(question.day)
    return (
        f"以{_grantor(question, fault)}名义出具，而{keeper}在{day}没有保管该机关已备案、在有效期内并可用于该事项的印章"
    )


def _grantor(question: Question, fault: Fault) -> str:
    return question.world.name(fault.instrument.grantor or "（未写明）")


WORDS = {
    "power-not-granted": _power_not_granted,
    "not-published": _not_published,
    "not-in-force": _not_in_force,
    "no-legal-basis": _no_legal_basis,
    "entrustee-not-organ": _entrustee_not_organ,
    "re-entrustment": _re_entrustment,
    "outside-territory": _outside_territory,
    "power-not-held": _power_not_held,
    "facts-missing": _facts_missing,
    "outside-condition": _outside_condition,
    "seal-not-registered": _seal_not_registered,
}
