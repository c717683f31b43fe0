"""Papers that are wanted and do not stand yet: what each is, who signs it, and the world in which they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from yuanban.law.world import POWERS, Agreement, Instrument, Park, Seal, World

CHANGES = {
    "publish": "公布",
    "renew": "续期",
    "basis": "补写法定依据",
    "territory": "扩大地域",
    "powers": "增加权限",
    "items": "增加事项",
    "sight": "增加见章盖章",
}
KINDS = {
    "entrustment": "委托书",
    "secondment": "派驻协议",
    "agency": "帮办代办授权文本",
    "devolution": "下放文件",
    "centralisation": "相对集中文件",
    "seal": "用印备案表",
    "agreement": "合作协议",
    "cadre": "挂帮干部名单",
}
MONTHS = {"entrustment": 36, "secondment": 24, "seal": 36, "agreement": 24}
BASIS = "（待填：准许委托的法律、法规或者规章条款）"
SOMEBODY = "（待定）"


@dataclass(frozen=True, slots=True)
class Cadre:
    """A park names the cadre who is attached to its enterprises."""

    park: str
    name: str = SOMEBODY


Paper = Instrument | Seal | Agreement | Cadre


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper as it would stand. New, unless `changes` say what is done to the standing one, which `was` names."""

    paper: Paper
    changes: tuple[str, ...] = ()
    was: str | None = None

    @property
    def kind(self) -> str:
        if isinstance(self.paper, Instrument):
            return self.paper.kind
        return type(self.paper).__name__.lower()

    @property
    def giver(self) -> str | None:
        """The organ whose power, seal or staff it is; an applicant's agency and a park's list have none."""
        if isinstance(self.paper, Instrument):
            return self.paper.grantor
        if isinstance(self.paper, Seal):
            return self.paper.of
        return self.paper.parties[0] if isinstance(self.paper, Agreement) else None

    @property
    def to(self) -> str:
        """Who takes it up: a body, or the park that names a cadre."""
        if isinstance(self.paper, Instrument):
            return self.paper.to
        if isinstance(self.paper, Seal):
            return self.paper.kept_by
        return self.paper.window if isinstance(self.paper, Agreement) else self.paper.park

    @property
    def items(self) -> frozenset[str]:
        return frozenset() if isinstance(self.paper, Cadre) else self.paper.items or frozenset()

    @property
    def powers(self) -> tuple[str, ...]:
        given = self.paper.powers if isinstance(self.paper, Instrument) else frozenset()
        return tuple(power for power in POWERS if power in given)

    @property
    def territory(self) -> tuple[str, ...]:
        return self.paper.territory if isinstance(self.paper, Instrument) else ()

    @property
    def seal_on_sight(self) -> int | None:
        return self.paper.seal_on_sight if isinstance(self.paper, Instrument) else None

    @property
    def signers(self) -> tuple[str, ...]:
        """Who must put a name to it. An entrustment is the grantor's own act; an agreement is everybody's."""
        if isinstance(self.paper, Agreement):
            return self.paper.parties
        return (self.giver,) if self.giver else ()

    @property
    def needs_basis(self) -> bool:
        """《行政许可法》第二十四条第一款: nobody entrusts without a law, regulation or rule that allows it."""
        return isinstance(self.paper, Instrument) and self.kind == "entrustment" and self.paper.basis == BASIS

    @property
    def months(self) -> int | None:
        """The term to propose; local rules rarely allow more than five years."""
        return MONTHS.get(self.kind)

    @property
    def key(self) -> tuple[object, ...]:
        """What two wanted papers must share to be one paper with the items of both."""
        parties = self.paper.parties if isinstance(self.paper, Agreement) else ()
        condition = self.paper.condition if isinstance(self.paper, Instrument) else None
        whose = self.kind, self.giver or "", self.to, self.was or "", self.changes, parties
        return *whose, self.powers, self.territory, condition or "", self.seal_on_sight or 0


def enlarged(world: World, wanted: Iterable[Wanted]) -> World:
    """The world in which these papers stand."""
    papers = list(wanted)
    instruments = {w.paper.id: w.paper for w in papers if isinstance(w.paper, Instrument)}
    agreements = {w.paper.id: w.paper for w in papers if isinstance(w.paper, Agreement)}
    seals = {w.paper.id: w.paper for w in papers if isinstance(w.paper, Seal)}
    kept = tuple(seal for seal in world.seals if not seal.id or seal.id not in seals)
    cadres = [w.paper for w in papers if isinstance(w.paper, Cadre)]
    return replace(
        world,
        instruments=dict(world.instruments) | instruments,
        agreements=dict(world.agreements) | agreements,
        seals=(*kept, *seals.values()),
        parks=_attached(world.parks, cadres),
    )


def merged(wanted: Iterable[Wanted]) -> list[Wanted]:
    """The same papers, those that differ in their items alone drawn up as one."""
    groups: dict[tuple[object, ...], list[Wanted]] = {}
    for one in wanted:
        groups.setdefault(one.key, []).append(one)
    return [_joined(group) for group in groups.values()]


def _joined(group: list[Wanted]) -> Wanted:
    first, items = group[0], frozenset().union(*(one.items for one in group))
    if isinstance(first.paper, Cadre) or first.items == items:
        return first
    return replace(first, paper=replace(first.paper, items=items))


def _attached(parks: Mapping[str, Park], cadres: list[Cadre]) -> dict[str, Park]:
    return dict(parks) | {cadre.park: replace(parks[cadre.park], cadre=cadre.name) for cadre in cadres}
