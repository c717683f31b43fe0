"""What would put it right: who should act instead, or which paper should say what."""

from collections.abc import Sequence
from datetime import date

from yuanban.law.codes import contains
from yuanban.law.faults import Fault, Question
from yuanban.law.origins import absorbed, organs
from yuanban.law.rules import rule
from yuanban.law.world import KINDS, POWERS, Body

MOST_NAMES = 3


def cure(question: Question, fault: Fault) -> str:
    """One or more full sentences for this paper in this matter."""
    return CURES[fault.rule](question, fault)


def cure_without_paper(question: Question, by: str) -> str:
    """What to do where nothing at all connects the body to the item."""
    world = question.world
    for lost in absorbed(world, by, question.day):
        return f"{world.name(by)}继续行使{world.name(lost)}职权的，请先登记其法定职权，并由授出单位重新出具文书。"
    found = _found(question)
    if not found:
        return f"{question.place}没有登记对该事项享有{POWERS[question.power]}权限的机关，请先核对并登记法定职权。"
    body = world.bodies.get(by)
    if body and body.kind in ("company", "person"):
        return f"请转由{_names(question, found)}办理；{body.name}可以引导、帮办和代办。"
    return f"请转由{_names(question, found)}办理；需要由{world.name(by)}办理的，请该机关依法下放、委托或者派驻。"


def day_text(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def heir_name(question: Question, body: Body) -> str:
    return question.world.name(body.merged_into) if body.merged_into else "继续行使其职权的机关"


def _power_not_granted(question: Question, fault: Fault) -> str:
    power, paper = POWERS[question.power], fault.instrument
    if paper.kind == "agency":
        return f"请将{power}转由{_organs(question)}办理；代办人只能代为递交和领取。"
    if not paper.grantor:
        return f"请将{power}转由{_organs(question)}办理。"
    return f"请将{power}转由{_grantor(question, fault)}办理，或者由其在{paper.paper}中增加这项权限并公布。"


def _not_published(question: Question, fault: Fault) -> str:
    grantor, published = _grantor(question, fault), fault.instrument.published
    if published is None:
        return f"请由{grantor}公告受委托机关和委托的内容，自公告之日起办理；公告之前由{grantor}办理。"
    return f"请自{day_text(published)}起办理；在此之前由{grantor}办理。"


def _not_in_force(question: Question, fault: Fault) -> str:
    paper, day = fault.instrument, question.day
    gone = question.world.gone(paper, day)
    if gone:
        return _after_merging(question, fault, gone)
    if paper.kind == "agency":
        return "请申请人重新出具代办委托书。"
    if not paper.grantor:
        return f"请核对法定职权的起止日期，转由{_organs(question)}办理。"
    grantor = _grantor(question, fault)
    if paper.starts == date.max:
        return f"请由{grantor}公布并写明生效日期；在此之前由{grantor}办理。"
    if day < paper.starts:
        return f"请自{day_text(paper.starts)}起办理；在此之前由{grantor}办理。"
    return f"请由{grantor}办理，或者由其续期、重新出具并公布后再办。"


def _after_merging(question: Question, fault: Fault, gone: Body) -> str:
    heir = heir_name(question, gone)
    if not fault.instrument.grantor:
        return f"请把{heir}登记为该事项的法定职权机关，由其办理。"
    if gone.id == fault.instrument.grantor:
        return f"请由{heir}重新出具并公布；在此之前由{heir}办理。"
    grantor = _grantor(question, fault)
    return f"请由{grantor}改以{heir}为承接单位重新出具并公布；在此之前由{grantor}办理。"


def _no_legal_basis(question: Question, fault: Fault) -> str:
    grantor = _grantor(question, fault)
    return f"请由{grantor}写明依据的名称和条款并重新公告；没有依据的，不得委托，由{grantor}办理。"


def _entrustee_not_organ(question: Question, fault: Fault) -> str:
    kind, to = KINDS[fault.instrument.kind], question.world.name(fault.instrument.to)
    return f"请由{_grantor(question, fault)}办理，或者改为向行政机关{kind}；{to}可以收件、引导和代办。"


def _re_entrustment(question: Question, fault: Fault) -> str:
    world, grantor = question.world, fault.instrument.grantor or ""
    papers = (paper for paper in world.given(grantor, question.item) if paper.kind == "entrustment")
    origin = next((world.name(paper.grantor or "") for paper in papers), "原委托机关")
    to, power = world.name(fault.instrument.to), POWERS[question.power]
    return f"请由{origin}直接委托{to}，或者将{power}交还{world.name(grantor)}、{origin}办理。"


def _outside_territory(question: Question, fault: Fault) -> str:
    paper, place = fault.instrument, question.place
    here = f"请转由{place}的主管机关（{_organs(question)}）办理"
    if any(contains(code, place) for code in question.world.territory(paper.grantor or "")):
        return f"{here}，或者由{_grantor(question, fault)}依法把{paper.paper}的地域范围扩大到{place}。"
    return f"{here}。"


def _power_not_held(question: Question, fault: Fault) -> str:
    grantor = _grantor(question, fault)
    if fault.cause:
        return f"请先解决{grantor}自己的授权：{cure(question, fault.cause)}"
    return f"请由{_organs(question)}出具授权文件，或者先补齐{grantor}取得这项权限的文件。"


def _facts_missing(question: Question, fault: Fault) -> str:
    return rule("facts-missing").cure


def _outside_condition(question: Question, fault: Fault) -> str:
    return f"请转由{_grantor(question, fault) if fault.instrument.grantor else _organs(question)}办理。"


def _seal_not_registered(question: Question, fault: Fault) -> str:
    signer, keeper = _grantor(question, fault), question.world.name(fault.instrument.to)
    return f"请由{signer}用印，或者由其将印章交{keeper}保管并备案，写明适用事项和期限。"


def _grantor(question: Question, fault: Fault) -> str:
    return question.world.name(fault.instrument.grantor or "授出机关")


def _organs(question: Question) -> str:
    found = _found(question)
    return _names(question, found) if found else "依法享有该权限的机关"


def _found(question: Question) -> tuple[str, ...]:
    return organs(question.world, question.item, question.place, question.power, question.day)


def _names(question: Question, bodies: Sequence[str]) -> str:
    names = "、".join(question.world.name(body) for body in bodies[:MOST_NAMES])
    return f"{names}等{len(bodies)}个机关" if len(bodies) > MOST_NAMES else names


CURES = {
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
