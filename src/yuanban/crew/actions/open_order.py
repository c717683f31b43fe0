"""开单: an errand asked for by a case, a call or a walk-in. Free of charge; what is done in the applicant's name needs their scope."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction

from yuanban.accounts.acting import CHINA
from yuanban.accounts.models import Enterprise
from yuanban.cases.models import OPEN
from yuanban.cases.queries import visible_to
from yuanban.catalogue.models import Item
from yuanban.crew.models import Order, Original, Spot
from yuanban.crew.step import next_number, require_desk
from yuanban.law.crew import guard_scope
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.places.models import Centre
from yuanban.voice.step import tell_case

LONGEST, MOST = 8 * 60, 20


@dataclass(frozen=True)
class Errand:
    """What was asked for. `start` and `end` are ids of spots, `case` a number, `originals` the names of papers."""

    kind: str
    source: str
    what: str
    start: int | None
    end: int | None = None
    day: dt.date | None = None
    due: dt.time | None = None
    minutes: int = 15
    case: str = ""
    item: Item | None = None
    enterprise: Enterprise | None = None
    applicant_name: str = ""
    contact: str = ""
    scope: str = ""
    originals: tuple[str, ...] = field(default_factory=tuple)


@transaction.atomic
def open_order(actor, asked: Errand):
    require_desk(actor)
    case = visible_to(actor).filter(number=asked.case.strip()).select_related("item", "enterprise").first()
    check(actor, asked, case)
    if case and case.state not in OPEN and asked.kind != "fetch":
        raise Refusal("wrong-state", "本件已经办结，不用再跑。", "需要送结果的，请选“领取送达”。")
    scope = asked.scope.strip() or (case.agent_scope if case else "")
    guard_scope(asked.kind, scope)
    order = made(actor, asked, case, scope)
    create(order, "order.opened", actor)
    for n, name in enumerate(asked.originals, 1):
        keep_original(actor, order, name, n)
    said = {"number": order.number, "kind": order.kind, "what": order.what}
    tell_case(order.case_id, "case.order-opened", actor, said)
    return order


def check(actor, asked, case):
    errors = {**chosen(actor, asked), **whose(asked, case), **when(actor, asked)}
    if not asked.what.strip():
        errors["what"] = "请写明去办什么。"
    if len(asked.originals) > MOST or any(len(name) > 120 for name in asked.originals):
        errors["originals"] = f"一单最多{MOST}份原件，每份名称不超过120字。"
    if errors:
        raise Invalid(errors)


def chosen(actor, asked):
    wanted = [pk for pk in (asked.start, asked.end) if pk]
    here = set(Spot.objects.filter(centre=actor.centre, pk__in=wanted).values_list("pk", flat=True))
    tests = {
        "kind": (asked.kind in Order.KINDS, "请选择办什么。"),
        "source": (asked.source in Order.SOURCES, "请选择从哪里来。"),
        "start": (asked.start in here, "请选择本中心的地点。"),
        "end": (asked.end is None or asked.end in here, "请选择本中心的地点。"),
    }
    return {key: said for key, (fits, said) in tests.items() if not fits}


def whose(asked, case):
    if asked.source == "case" and case is None:
        return {"case": "没有找到这个办件编号，或者不是本中心的件。"}
    errors = {}
    if case is None and not asked.applicant_name.strip():
        errors["applicant_name"] = "请写明替谁办。"
    if case is None and asked.source == "call" and not asked.contact.strip():
        errors["contact"] = "来电的请留下联系电话。"
    return errors


def when(actor, asked):
    errors = {}
    if asked.day is None or asked.day < actor.day:
        errors["day"] = "请选择今天或者以后的日子。"
    elif asked.due and dt.datetime.combine(asked.day, asked.due, CHINA) <= actor.at:
        errors["due"] = "这个时间已经过去了。"
    if not 1 <= asked.minutes <= LONGEST:
        errors["minutes"] = "请填写1到480分钟。"
    return errors


def made(actor, asked, case, scope):
    centre = Centre.objects.get(pk=actor.centre)
    due = dt.datetime.combine(asked.day, asked.due, CHINA) if asked.due else None
    return Order(
        number=next_number(centre, asked.day),
        centre=centre,
        kind=asked.kind,
        source=asked.source,
        case=case,
        item=case.item if case else asked.item,
        enterprise=case.enterprise if case else asked.enterprise,
        applicant_name=(case.applicant_name if case else asked.applicant_name.strip())[:120],
        contact=(asked.contact.strip() or (case.contact if case else ""))[:60],
        what=asked.what.strip()[:300],
        scope=scope[:300],
        start_id=asked.start,
        end_id=asked.end or asked.start,
        day=asked.day,
        due_at=due,
        minutes=asked.minutes,
        opened_at=actor.at,
    )


def keep_original(actor, order, name, n):
    """One more paper of an order, still in the applicant's hands."""
    paper = Original(
        number=f"{order.number}-{n}",
        centre_id=order.centre_id,
        order=order,
        case_id=order.case_id,
        name=name.strip()[:120],
        owner=order.applicant_name,
        holder=order.applicant_name,
        since=actor.at,
    )
    create(paper, "original.listed", actor)
    return paper
