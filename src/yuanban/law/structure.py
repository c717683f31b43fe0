"""管委会＋专业公司＋业界共治: what the standing of a body lets it do, whatever papers say (许可法第二十二至二十四条, 第二十九条).

A company has no administrative power: it runs windows, receives, guides, carries and recommends; it never accepts or decides.
A council of the trade advises. What an organ or an authorised organisation may do in a matter is for `authority` to say.
"""

from typing import NamedTuple

from yuanban.law.refusal import Refusal

CAN_RECEIVE = ("receive",)
AS_A_SERVICE = ("receive", "deliver")
DEEDS = {
    "receive": "收件",
    "accept": "受理",
    "review": "审查",
    "decide": "决定",
    "seal": "用印",
    "deliver": "送达",
    "window": "运营窗口",
    "carry": "代办、引导",
    "recommend": "出具推荐函",
    "advise": "提出意见建议",
}
POWERS = ("accept", "review", "decide", "seal")


class Standing(NamedTuple):
    """`yes` by itself, `paper` when a paper carries it, `no` never; `rule` and `because` say why not."""

    may: str
    because: str
    rule: str = ""


def standing(kind: str, role: str, deed: str) -> Standing:
    """What a body of this kind (organ, organisation, company, person) and role may do, one deed at a time."""
    if role == "council":
        return _council(deed)
    if kind in ("company", "person"):
        return _company(deed)
    if deed in POWERS or deed == "deliver":
        return Standing("paper", "须有法定职权、下放、相对集中或者委托，由文书逐项确定。")
    return Standing("yes", "可以以自己的名义提供服务。")


def _company(deed: str) -> Standing:
    if deed in POWERS:
        return Standing(
            "no", "企业不是行政机关，不能接受行政许可权的委托，不能受理、审查、决定和用印。", "entrustee-not-organ"
        )
    if deed == "deliver":
        return Standing("yes", "作为服务转交已经作出的文书；送达的责任仍在作出决定的机关。")
    return Standing("yes", "作为服务提供，不产生行政权力。")


def _council(deed: str) -> Standing:
    if deed in ("advise", "recommend"):
        return Standing("yes", "可以提出意见建议，供管委会参考；不具有约束力。")
    return Standing("no", "业界共治组织只议事、咨询和监督，不收件，也不行使任何行政权力。", "advice-only")


def guard(kind: str, role: str, deed: str, name: str = "") -> None:
    """Raises the rule by which this body may never do this."""
    found = standing(kind, role, deed)
    if found.may == "no":
        raise Refusal(found.rule, f"{name}不能{DEEDS[deed]}：{found.because}" if name else found.because)
