"""一件事：起草、修改、作废. A new one, or the next version of one; what is published never changes."""

from django.db import IntegrityError, transaction

from yuanban.catalogue.bundle_step import (
    CODE,
    MEMBER,
    PLAIN,
    bundle_digest,
    check,
    lock,
    new_members,
    require_draft,
    require_keeper,
)
from yuanban.catalogue.models import Bundle, BundleItem
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.places.models import Park


@transaction.atomic
def start_bundle(actor, code, name="", copy_of=None, **said):
    """A draft under `code`: the next version when there are earlier ones, else a new 一件事. `copy_of` is what it copies."""
    require_keeper(actor)
    if not CODE.fullmatch(code or ""):
        raise Invalid({"code": "代码用小写字母、数字和短横线，2至60个字符。"})
    earlier = list(Bundle.objects.filter(code=code).order_by("-number"))
    if earlier:
        require_keeper(actor, earlier[0])
    if draft := next((one for one in earlier if one.state == "draft"), None):
        raise Refusal("wrong-state", because=f"已有一份草稿（第{draft.number}版）。", cure="请先修改、公布这份草稿。")
    draft = Bundle(code=code, number=earlier[0].number + 1 if earlier else 1, state="draft")
    if copy_of:
        copy_plain(copy_of, draft)
    draft.name = name or draft.name
    for field, value in said.items():
        setattr(draft, field, value)
    try:
        with transaction.atomic():
            create(draft, "bundle.drafted", actor, {"copied": copy_of and [copy_of.code, copy_of.number]})
    except IntegrityError:  # somebody started one in the same moment
        raise Refusal("changed-meanwhile") from None
    if copy_of:
        copy_members(actor, copy_of, draft, bool(earlier))
    return draft


def copy_plain(source, draft):
    for name in PLAIN:
        setattr(draft, name, getattr(source, name))


def copy_members(actor, source, draft, same):
    """A copy for another place starts in the maker's own park; the next version holds where the last one did."""
    rows = [{name: getattr(m, name) for name in MEMBER} for m in source.members.select_related("item")]
    BundleItem.objects.bulk_create(new_members(draft, rows))
    own = Park.objects.filter(centre=actor.centre) if actor.centre else Park.objects.none()
    draft.parks.set(source.parks.all() if same else own)
    if not same and draft.regions:
        write(draft, "bundle.edited", actor, {"sha256": bundle_digest(draft)}, regions=[])


@transaction.atomic
def edit_bundle(actor, bundle, seen=None, members=None, parks=None, **said):
    """`said`: fields of PLAIN; `members`: the whole list, dicts of MEMBER; `parks`: Park rows. Raises Invalid or Refusal."""
    draft = lock(bundle, seen)
    require_draft(draft)
    require_keeper(actor, draft)
    if parks is not None:
        require_own_parks(actor, parks)
    for name, value in said.items():
        setattr(draft, name, value)
    rows = list(draft.members.select_related("item")) if members is None else new_members(draft, members)
    check(draft, rows)
    if members is not None:
        draft.members.all().delete()
        BundleItem.objects.bulk_create(rows)
    if parks is not None:
        draft.parks.set(parks)
    write(draft, "bundle.edited", actor, {"sha256": bundle_digest(draft)}, **said)
    return draft


def require_own_parks(actor, parks):
    if actor.role == "manager" and any(
        getattr(park, "centre", None) is None or park.centre.pk != actor.centre for park in parks
    ):
        raise Invalid({"parks": "中心管理员只能编制本园区的一件事。"})


@transaction.atomic
def discard_bundle(actor, bundle, seen=None):
    draft = lock(bundle, seen)
    require_draft(draft)
    require_keeper(actor, draft)
    write(draft, "bundle.discarded", actor, {}, state="discarded")
    return draft
