"""一件事：公布、停用. From its first day on it replaces the version before; applications under way keep the one they began under."""

import datetime as dt

from django.db import IntegrityError, transaction

from yuanban.catalogue.bundle_step import bundle_digest, check, lock, require_draft, require_keeper
from yuanban.catalogue.bundling import order_of
from yuanban.catalogue.models import Bundle
from yuanban.catalogue.queries import versions_on
from yuanban.law import bundle as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.places import epoch

ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def publish_bundle(actor, bundle, from_date, seen=None, to_date=None):
    draft = lock(bundle, seen)
    require_draft(draft)
    require_keeper(actor, draft)
    guard_whole(draft, from_date, to_date, actor.day)
    end_before(actor, draft, from_date)
    said = {"number": draft.number, "members": draft.members.count(), "sha256": bundle_digest(draft)}
    try:
        with transaction.atomic():
            days = {"from_date": from_date, "to_date": to_date, "published_on": actor.day}
            write(draft, "bundle.published", actor, said, state="published", **days)
    except IntegrityError:
        raise Invalid({"from_date": "与另一个已公布版本的有效期重叠，请调整起始日期。"}) from None
    epoch.bump()
    return draft


def guard_whole(draft, from_date, to_date, day):
    members = list(draft.members.select_related("item"))
    check(draft, members)
    errors = dict(lacking(draft, members, from_date, to_date, day))
    if errors:
        raise Invalid(errors)
    versions = versions_on([m.item_id for m in members if m.item_id], from_date)
    without = [m.called for m in members if m.item_id and m.item_id not in versions]
    if without:
        raise Invalid({"members": f"这几件到那一天没有有效的办事指南：{'、'.join(without)}。"})
    law.guard_joint(order_of(members, versions), draft.promised)


def lacking(draft, members, from_date, to_date, day):
    if draft.lead_id is None:
        yield "lead", "公布前须写明牵头单位。"
    if draft.promised is None:
        yield "promised", "公布前须填写联合承诺时限（工作日）。"
    if sum(m.item_id is not None for m in members) < 2:
        yield "members", "一件事至少要有两个目录中的事项。"
    if not draft.regions and not draft.parks.exists():
        yield "parks", "请选择在哪些园区或者地区适用。"
    if from_date is None:
        yield "from_date", "请填写自哪一日起。"
    elif from_date < day:
        yield "from_date", f"起始日期不能早于公布之日（{day}）。"
    if to_date and from_date and to_date < from_date:
        yield "to_date", "最后一日不能早于起始日期。"


def end_before(actor, draft, day):
    """The version that would bind on that day ends on the day before; one that never bound anyone is withdrawn."""
    binding = Bundle.objects.select_for_update().filter(code=draft.code, state="published", from_date__lte=day)
    for one in binding.exclude(to_date__lt=day):
        said = {"by": draft.number}
        if one.from_date == day:
            write(one, "bundle.withdrawn", actor, {**said, "reason": "由同一天起的新版代替"}, state="withdrawn")
        else:
            write(one, "bundle.replaced", actor, said, to_date=day - ONE_DAY)


@transaction.atomic
def withdraw_bundle(actor, bundle, reason, seen=None):
    """停用: nobody begins under it from now on; what is under way goes on to its end."""
    one = lock(bundle, seen)
    require_keeper(actor, one)
    if one.state != "published":
        raise Refusal("wrong-state", because=f"第{one.number}版{one.get_state_display()}，不能停用。")
    if not reason.strip():
        raise Invalid({"reason": "请写明停用的原因。"})
    write(one, "bundle.withdrawn", actor, {"reason": reason.strip()}, state="withdrawn")
    epoch.bump()
    return one
