"""What is wrong with one paper among all others, before anybody relies on it. Pure: it reads and says, nothing more."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from typing import NamedTuple

from yuanban.law.authority import eligible
from yuanban.law.codes import contains
from yuanban.law.conditions import ConditionError, facts_of
from yuanban.law.cures import day_text
from yuanban.law.origins import circular, rooted
from yuanban.law.rules import rule
from yuanban.law.world import GRANTED, KINDS, OWN_NAME, POWERS, Body, Instrument, World

SEVERITIES = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Finding:
    """An `error` makes the paper void or useless, wholly or in part; a `warning` asks for a second look."""

    rule: str
    severity: str
    because: str
    cure: str

    @property
    def article(self) -> str:
        return rule(self.rule).article


class Draft(NamedTuple):
    """The paper, the world, with it or without it, the facts that the items' forms ask for, and the day it is looked at."""

    world: World
    paper: Instrument
    known: Collection[str] | None
    day: date | None

    @property
    def first(self) -> date | None:
        """The first day in force, as far as it is fixed."""
        fixed = self.paper.from_date or self.paper.published
        return self.paper.starts if fixed else self.day

    def name(self, body: str | None) -> str:
        return self.world.name(body or "（未写明）")


def check(
    world: World, instrument: Instrument, known_facts: Collection[str] | None = None, day: date | None = None
) -> list[Finding]:
    """Everything to be said about this paper, errors first; an empty list when nothing is wrong.

    `known_facts`: what the forms of its items ask for; None leaves the names in its condition unchecked.
    `day`: the day of drafting or signing, for a paper that does not yet say from when it is in force.
    """
    draft = Draft(world, instrument, known_facts, day)
    found = [finding for test in TESTS for finding in test(draft)]
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))


def _grantor_holds(draft: Draft) -> Iterator[Finding]:
    """《行政许可法》第二十二条至第二十四条: nobody gives what he has not, and a circle of papers gives nothing."""
    paper, world = draft.paper, draft.world
    if paper.kind not in GRANTED:
        return
    grantor, to = draft.name(paper.grantor), draft.name(paper.to)
    if paper.grantor == paper.to:
        because = f"{paper.paper}的授出单位和承接单位都是{to}，不能向自己授权。"
        yield Finding("power-not-held", "error", because, "请改正授出单位或者承接单位。")
        return
    for item in sorted(paper.items):
        name = world.item_name(item)
        if circular(world, paper, item):
            because = f"{grantor}对“{name}”的权限来自{to}，{paper.paper}又把它授回{to}，循环授权不产生权限。"
            cure = f"请从{paper.paper}中删除该事项，由{to}按原有权限办理。"
            yield Finding("power-not-held", "error", because, cure)
        elif not rooted(world, paper.grantor or "", item, without=paper.to):
            because = f"没有文件说明{grantor}对“{name}”的权限从何而来，{paper.paper}无从授予。"
            cure = f"请先登记{grantor}对该事项的法定职权或者上级授权文件，或者改由享有该权限的机关授出。"
            yield Finding("power-not-held", "warning", because, cure)


def _entrusted_on(draft: Draft) -> Iterator[Finding]:
    """《行政许可法》第二十四条第三款."""
    paper = draft.paper
    for item in sorted(paper.items) if paper.kind in GRANTED else ():
        papers = draft.world.given(paper.grantor or "", item)
        trusts = [one for one in papers if one.kind == "entrustment"]
        if trusts and not any(one.kind in OWN_NAME for one in papers):
            origin, name = draft.name(trusts[0].grantor), draft.world.item_name(item)
            because = f"{draft.name(paper.grantor)}对“{name}”只是{origin}的受委托机关，不得再授出。"
            cure = f"请由{origin}直接向{draft.name(paper.to)}{KINDS[paper.kind]}。"
            yield Finding("re-entrustment", "error", because, cure)


def _recipient(draft: Draft) -> Iterator[Finding]:
    """《行政许可法》第二十四条第一款."""
    paper = draft.paper
    if not eligible(draft.world, paper):
        because = f"{paper.paper}的承接单位{draft.name(paper.to)}不是行政机关，不能承接{KINDS[paper.kind]}。"
        yield Finding("entrustee-not-organ", "error", because, "请改由行政机关承接；该单位可以收件、引导和代办。")
    if paper.kind == "entrustment" and not (paper.basis or "").strip():
        because = f"{paper.paper}没有写明准许委托的法律、法规或者规章依据。"
        yield Finding("no-legal-basis", "error", because, rule("no-legal-basis").cure)


def _territory(draft: Draft) -> Iterator[Finding]:
    """What a paper says beyond its grantor's territory is void."""
    paper, world = draft.paper, draft.world
    own = world.territory(paper.grantor or "")
    beyond = [c for c in paper.territory or world.territory(paper.to) if not _inside(c, own)]
    if paper.kind in GRANTED and beyond:
        where, here = "、".join(beyond), "、".join(own) or "空白"
        because = f"{paper.paper}的地域{where}不在{draft.name(paper.grantor)}的管辖地域（{here}）之内，超出部分无效。"
        cure = f"请把地域改在{here}之内；{where}由当地有权机关另行授出。"
        yield Finding("outside-territory", "error" if paper.territory else "warning", because, cure)


def _parks(draft: Draft) -> Iterator[Finding]:
    """A park that has moved to another county leaves the papers of the old one behind."""
    paper = draft.paper
    parks = [park for park in draft.world.parks.values() if paper.to in park.houses]
    places = [place for park in parks for place in park.places]
    if paper.territory and parks and not any(_meet((place,), paper.territory) for place in places):
        names, here, covered = "、".join(p.name for p in parks), "、".join(places), "、".join(paper.territory)
        because = f"{names}位于{here}，不在{paper.paper}的地域范围（{covered}）之内，园区的事项用不上这份文书。"
        cure = f"请由{here}的主管机关重新出具；园区迁移的，撤销原文书并办理在办件的移交。"
        yield Finding("outside-territory", "error", because, cure)


def _parties(draft: Draft) -> Iterator[Finding]:
    """《行政诉讼法》第二十六条第六款: the organ that goes on exercising the power answers for it, so it signs anew."""
    for id in dict.fromkeys((draft.paper.grantor, draft.paper.to)):
        body = draft.world.bodies.get(id or "")
        if body and body.merged_on and (draft.paper.to_date is None or body.merged_on <= draft.paper.to_date):
            yield _gone(draft, body, body.merged_on)


def _gone(draft: Draft, body: Body, day: date) -> Finding:
    heir = draft.name(body.merged_into) if body.merged_into else ""
    how = f"并入{heir}" if heir else "撤销"
    because = f"{body.name}自{day_text(day)}起{how}，{draft.paper.paper}从该日起不再有效。"
    role = "授出单位" if body.id == draft.paper.grantor else "承接单位"
    cure = f"请在{day_text(day)}以前，以{heir or '继续行使其职权的机关'}为{role}重新出具并公布，在办件一并移交。"
    before = draft.first is not None and draft.first < day
    return Finding("not-in-force", "warning" if before else "error", because, cure)


def _term(draft: Draft) -> Iterator[Finding]:
    paper, first = draft.paper, draft.first
    if first and paper.to_date and paper.to_date < first:
        because = f"{paper.paper}自{day_text(first)}起生效，而{day_text(paper.to_date)}已经届满，没有一天有效。"
        yield Finding("not-in-force", "error", because, "请改正生效日期或者截止日期。")


def _overlaps(draft: Draft) -> Iterator[Finding]:
    paper = draft.paper
    same: dict[str, list[str]] = {}
    for item in sorted(paper.items):
        for other in draft.world.given(paper.to, item):
            if other.id != paper.id and _same_gift(draft, other):
                same.setdefault(other.id, []).append(item)
    for id, items in same.items():
        other = draft.world.instruments[id]
        names = "、".join(f"“{draft.world.item_name(item)}”" for item in items)
        powers = "、".join(name for power, name in POWERS.items() if power in other.powers & paper.powers)
        because = (
            f"{other.paper}（{_span(other)}）已把{names}的{powers}授予{draft.name(paper.to)}，两份文书的有效期重叠。"
        )
        cure = "续期或者变更的，请将前一份撤销到后一份生效之日；并存的，请写清各自的事项、条件或者地域。"
        yield Finding("overlapping-grants", "warning", because, cure)


def _same_gift(draft: Draft, other: Instrument) -> bool:
    paper, world = draft.paper, draft.world
    if (other.grantor, other.kind) != (paper.grantor, paper.kind) or not other.powers & paper.powers:
        return False
    here = world.territory(paper.to)
    if not _meet(paper.territory or here, other.territory or here):
        return False
    starts = other.published or other.from_date
    first = max(draft.first or date.min, other.starts if starts else date.min)
    return first <= min(_last(paper), _last(other))


def _condition(draft: Draft) -> Iterator[Finding]:
    text = draft.paper.condition
    try:
        facts = facts_of(text) if text else ()
    except ConditionError as problem:
        yield Finding("bad-condition", "error", f"{problem}。", rule("bad-condition").cure)
        return
    for fact in facts if draft.known is not None else ():
        if fact not in (draft.known or ()):
            because = f"条件“{text}”用到“{fact}”，而所列事项的申请表都不填写这一项，每一件都将无法判断。"
            yield Finding("bad-condition", "error", because, _known(fact, draft.known or ()))


def _known(fact: str, known: Collection[str]) -> str:
    near = get_close_matches(fact, known, n=1)
    if near:
        return f"是否应为“{near[0]}”？请改正条件，或者先在申请表中增加这一项。"
    listed = "、".join(sorted(known)) or "（无）"
    return f"可用的情况：{listed}。请改正条件，或者先在申请表中增加这一项。"


def _inside(place: str, territory: tuple[str, ...]) -> bool:
    return any(contains(outer, place) for outer in territory)


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(contains(a, b) or contains(b, a) for a in one for b in other)


def _last(paper: Instrument) -> date:
    last = paper.to_date or date.max
    return min(last, paper.revoked_on - timedelta(days=1)) if paper.revoked_on else last


def _span(paper: Instrument) -> str:
    first = f"自{day_text(paper.starts)}起" if paper.from_date or paper.published else "尚未写明生效日期"
    return f"{first}至{day_text(_last(paper))}" if _last(paper) < date.max else f"{first}，没有截止日期"


TESTS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    _grantor_holds,
    _entrusted_on,
    _recipient,
    _territory,
    _parks,
    _parties,
    _term,
    _overlaps,
    _condition,
)
