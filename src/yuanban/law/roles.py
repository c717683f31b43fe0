"""The roles that mode files speak of: who fills them in a matter, and by what right they act."""

from collections.abc import Callable
from dataclasses import dataclass

from yuanban.law.answers import Allowed, Answer
from yuanban.law.matter import Matter
from yuanban.law.world import APPLICANT, HELPER

Bodies = tuple[str, ...]
Acts = Callable[[Matter, str, str], Answer]


def _in_office(matter: Matter, body: str, power: str) -> Answer:
    return matter.may(body, power)


def _at_window(matter: Matter, body: str, power: str) -> Answer:
    return matter.at_window(body) if power == "receive" else matter.may(body, power)


def _for_applicant(matter: Matter, body: str, power: str) -> Answer:
    """《行政许可法》第二十九条: an agent hands in for the applicant and holds no power."""
    answer = matter.may(body, power)
    named = body in (HELPER, matter.agent)
    return Allowed(APPLICANT, None, ()) if named and not answer.ok else answer


@dataclass(frozen=True, slots=True)
class Role:
    """`bodies`: who can fill it, the fittest first. `absent`: why nobody does."""

    bodies: Callable[[Matter], Bodies]
    absent: str
    acts: Acts = _in_office
    for_applicant: bool = False


def _committee(matter: Matter) -> Bodies:
    return (matter.park.committee,) if matter.park.committee else ()


def _first_reviewer(matter: Matter) -> Bodies:
    return (matter.item.first_review,) if matter.item.first_review else ()


def _orderer(matter: Matter) -> Bodies:
    return (matter.order.grantor,) if matter.order and matter.order.grantor else ()


def _joint_window(matter: Matter) -> Bodies:
    return (matter.joint.window,) if matter.joint else ()


ROLES = {
    "window": Role(lambda m: (m.park.window,), "园区没有设综合窗口", _at_window),
    "committee": Role(_committee, "园区没有管委会"),
    "desk": Role(lambda m: m.desks, "没有机关就该事项向园区派驻人员"),
    "organ": Role(lambda m: m.organs, "没有机关依法享有该事项的职权"),
    "first-reviewer": Role(_first_reviewer, "事项没有指明初审的下级机关"),
    "orderer": Role(_orderer, "没有机关就该事项向管委会作出“见章盖章”的安排"),
    "party": Role(lambda m: m.parties, "参加合署的机关都不是该事项的主管机关"),
    "joint-window": Role(_joint_window, "没有有效的合作协议，也没有两个以上机关向同一窗口派驻", _at_window),
    "agent": Role(lambda m: m.agents, "申请人没有就该事项委托代办", _for_applicant, True),
    "helper": Role(lambda m: (m.agent or HELPER,), "没有帮办员", _for_applicant, True),
}
SIGNER = "signer"  # the organ in whose name the decision was made


def _cadre(matter: Matter) -> tuple[str, ...] | None:
    return () if matter.park.cadre else None


def _bundle(matter: Matter) -> tuple[str, ...] | None:
    return (matter.bundle.id,) if matter.bundle else None


def _cooperation(matter: Matter) -> tuple[str, ...] | None:
    return matter.joint.papers if matter.joint else None


@dataclass(frozen=True, slots=True)
class Need:
    """What must exist besides the actors' powers. `papers`: the ids it rests on, None when it does not exist."""

    papers: Callable[[Matter], tuple[str, ...] | None]
    absent: str


NEEDS = {
    "cadre": Need(_cadre, "没有为企业明确挂帮干部"),
    "bundle": Need(_bundle, "没有在该园区实施并在有效期内的“一件事”包含该事项"),
    "cooperation": Need(_cooperation, "没有有效的合作协议，也没有两个以上机关就该事项向同一窗口派驻人员"),
}
