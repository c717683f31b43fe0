"""交接原件: both sides sign; a paper goes on from whoever holds it now, and of two who take it at once exactly one has it."""

import re

from django.db import IntegrityError, transaction

from yuanban.accounts.models import Person
from yuanban.cases.actions.hand_over import hand_over
from yuanban.cases.models import OPEN
from yuanban.crew.models import Custody, Original
from yuanban.crew.step import DESK
from yuanban.crew.words import told
from yuanban.law import crew as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write

DRAWN = re.compile(r"^M[\d.,\sML]{8,20000}$")


@transaction.atomic
def hand_on(actor, papers, giver, taker, giver_signed, taker_signed, hands, where="", seen=None, happened_at=None):
    """
    `papers` are numbers of originals of one order; `hands` says what the taker is: runner, window, organ, applicant.

    The side that is the actor signs by being signed in: their name stands for it. `seen` is {number: version} as the page
    showed it. -> the papers. Raises Refusal `changed-meanwhile` naming who has it now.
    """
    require_carrier(actor, giver.strip(), taker.strip())
    check(papers, giver, taker, giver_signed, taker_signed, hands)
    found = list(
        Original.objects.select_for_update(of=("self",))
        .filter(number__in=papers, centre=actor.centre)
        .select_related("order", "case")
        .order_by("pk")
    )
    if len(found) != len(set(papers)):
        raise Invalid({"papers": "没有找到其中的原件，请刷新后再选。"})
    for paper in found:
        law.guard_holder(giver, paper.holder, paper.name, told(paper.since))
        if (seen and seen.get(paper.number, paper.version) != paper.version) or namesake(actor, giver, paper):
            raise gone(paper)
    signed = {
        "giver": giver,
        "taker": taker,
        "giver_signed": giver_signed.strip(),
        "taker_signed": taker_signed.strip(),
    }
    person = carrier(actor, taker) if hands == "runner" or taker == actor.name else None
    for paper in found:
        pass_on(actor, paper, signed, hands, person, where, happened_at or actor.at)
    tell_case(actor, found, signed)
    return found


def namesake(actor, giver, paper):
    """Somebody of the same name has it, not this person."""
    return giver == actor.name and paper.person_id not in (None, actor.person)


def require_carrier(actor, giver, taker):
    """Nobody signs for another: whoever writes it down gives or takes."""
    if actor.role not in DESK or actor.centre is None:
        raise Refusal(
            "no-post", because="只有园区中心的人员可以登记原件的交接。", cure="请由帮办人员或者窗口人员登记。"
        )

    if taker and actor.name not in (giver, taker):
        because = "交接要由交出的人或者接收的人自己登记，不能替两方登记。"
        raise Refusal("no-post", because=because, cure=f"请由{giver}或者{taker}登记。")


def check(papers, giver, taker, giver_signed, taker_signed, hands):
    errors = {}
    if not papers:
        errors["papers"] = "请勾选交接的原件。"
    for key, value, said in (("giver", giver, "交出人"), ("taker", taker, "接收人")):
        if not value.strip():
            errors[key] = f"请写明{said}。"
    if giver.strip() and giver.strip() == taker.strip():
        errors["taker"] = "交出人和接收人不能是同一个人。"
    for key, value, said in (("giver_signed", giver_signed, "交出人"), ("taker_signed", taker_signed, "接收人")):
        if not value.strip():
            errors[key] = f"请{said}签名。"
    if hands not in Original.HANDS:
        errors["hands"] = "请选择交给谁。"
    if errors:
        raise Invalid(errors)


def carrier(actor, name):
    """The colleague who takes it: the actor, or somebody of that name at this centre."""
    if name == actor.name:
        return Person.objects.get(pk=actor.person)
    found = Person.objects.filter(name=name, posts__centre=actor.centre, posts__role__in=DESK).distinct()
    if len(found) != 1:
        raise Invalid({"taker": f"本中心没有叫“{name}”的同事，或者不止一人；请由接收的人用自己的手机签收。"})
    return found[0]


def pass_on(actor, paper, signed, hands, person, where, happened_at):
    try:
        write(
            paper, "original.handed", actor, signed | {"where": where}, hands=hands, holder=signed["taker"],
            person=person, since=happened_at,
        )  # fmt: skip
        Custody.objects.create(
            original=paper, seq=paper.version, order=paper.order, where=where.strip()[:120], happened_at=happened_at,
            at=actor.at, by_id=actor.person, **signed,
        )  # fmt: skip
    except IntegrityError:
        raise gone(paper) from None


def gone(paper):
    return Refusal(
        "changed-meanwhile",
        f"“{paper.name}”{told(paper.since)}已由{paper.holder}签收，现在在{paper.holder}手里。",
        f"请与{paper.holder}当面核对；需要转交的，由{paper.holder}交出，双方再签一次。",
    )


def tell_case(actor, papers, signed):
    """The book of hand-overs of the case itself has it too, as long as the case is open."""
    case = papers[0].case
    if case is None or case.state not in OPEN:
        return
    what = f"原件：{'、'.join(paper.name for paper in papers)}"[:300]
    hand_over(actor, case.number, signed["giver"], signed["taker"], what, signed["taker_signed"])
