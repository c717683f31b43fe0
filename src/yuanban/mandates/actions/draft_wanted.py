"""起草建议的文书: a paper that was proposed goes into the register as a draft, to be completed and signed."""

import datetime as dt
from calendar import monthrange

from django.db import transaction

from yuanban.catalogue.models import Item
from yuanban.law.refusal import Refusal
from yuanban.mandates.actions.draft_instrument import put_draft
from yuanban.mandates.models import Instrument
from yuanban.mandates.step import require_manager
from yuanban.mandates.succeeding import require_replaceable, successor
from yuanban.places.models import Body

WORDS = {"entrustment": "委托", "secondment": "向{to}派驻人员办理", "agency": "代办"}
DUTIES = {
    "entrustment": "委托机关对受委托机关的实施行为负责监督，并对后果承担法律责任；受委托机关以委托机关名义实施，不得再委托其他组织或者个人。",
    "secondment": "派驻人员以派出机关名义办理，后果由派出机关承担；接收单位提供窗口和日常管理，不取得行政权力。",
}


@transaction.atomic
def draft_wanted(actor, wanted):
    """-> the draft. What only a person can know stays open: the basis, the staff, the number. Raises Refusal."""
    if wanted.kind not in Instrument.KINDS:
        raise Refusal(
            "wrong-state",
            because="印章、合作协议和名单不登记为授权文书。",
            cure="请下载相应的表格办理；印章到“印章备案”登记。",
        )
    if wanted.changes == ("publish",):
        raise Refusal("wrong-state", because="这份文书已经签署，只差公布。", cure="请打开原文书办理公布。")
    items = list(Item.objects.filter(code__in=wanted.items))
    made = amended(actor, wanted) or new(wanted, items, actor.day)
    require_manager(actor, made.to)
    return put_draft(actor, made, items)


def amended(actor, wanted):
    """A successor of the paper that stands; None when there is none or it has ended, and a new one takes its place."""
    old = Instrument.objects.filter(code=wanted.was, state__in=("signed", "published")).first() if wanted.was else None
    if old is None or (old.to_date and old.to_date < actor.day):
        return None
    require_replaceable(old, actor.day)
    return successor(old, "amendment", from_date=actor.day + dt.timedelta(days=1), to_date=old.to_date, **said(wanted))


def new(wanted, items, day):
    bodies = {body.code: body for body in Body.objects.filter(code__in=(wanted.giver, wanted.to))}
    giver, to = bodies.get(wanted.giver), bodies[wanted.to]
    return Instrument(
        code=free_code(wanted, day),
        kind=wanted.kind,
        title=title(wanted, giver, to, items),
        grantor=giver,
        to=to,
        condition=wanted.paper.condition,
        to_date=last_day(day, wanted.months) if wanted.months else None,
        duties=DUTIES.get(wanted.kind, ""),
        **said(wanted),
    )


def said(wanted):
    return {
        "powers": list(wanted.powers),
        "territory": list(wanted.territory),
        "basis": None if wanted.needs_basis else wanted.paper.basis,
        "seal_on_sight": wanted.seal_on_sight,
    }


def title(wanted, giver, to, items):
    what = f"“{items[0].name}”" + (f"等{len(items)}项" if len(items) > 1 else "")
    if wanted.kind == "entrustment":
        return f"{giver.name}委托{to.name}实施{what}"[:200]
    return f"{giver.name if giver else ''}{WORDS.get(wanted.kind, '授予{to}').format(to=to.name)}{what}"[:200]


def free_code(wanted, day):
    root = f"{wanted.kind[:3]}-{wanted.giver or 'x'}-{wanted.to}-{day:%y%m%d}".lower()[:74].replace("_", "-")
    taken = set(Instrument.objects.filter(code__startswith=root).values_list("code", flat=True))
    return next(code for n in range(1, 10_000) if (code := f"{root}-{n}") not in taken)


def last_day(first, months):
    """The day before the same day so many months later (《民法典》第二百零二条 where a month is too short)."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    same = dt.date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
    return same - dt.timedelta(days=1)
