"""Which seal may be used, for this item, by this keeper, at this centre, today; and if none, why not."""

from yuanban.law.authority import seal_for
from yuanban.law.refusal import Refusal
from yuanban.mandates.models import Seal
from yuanban.mandates.terms import last_day
from yuanban.mandates.world import picture, world


def usable_seal(organ, item, kept_by, day, centre):
    """As the law's `seal_for`, and lying where it was registered to lie: a seal of another centre is no seal here."""
    found = seal_for(world(day), organ, item, kept_by, day)
    if found is None or lies_here(found, centre):
        return found
    kept = world(day).seals_kept(organ, kept_by)
    return next((seal for seal in kept if seal.serves(item, day) and lies_here(seal, centre)), None)


def lies_here(seal, centre):
    return picture().seal_places.get(seal.id) in (None, centre)


def no_seal(organ, item, kept_by, day, centre):
    """The refusal in words: what there is, and what is wrong with it."""
    kept = Seal.objects.filter(of__code=organ, kept_by__code=kept_by).exclude(kind="receipt")
    seals = [
        s for s in kept.select_related("place").order_by("-id") if s.all_items or s.items.filter(code=item).exists()
    ]
    said = [text for seal in seals if (text := fault(seal, day, centre))]
    return Refusal("seal-not-registered", because="".join(said) or None)


def fault(seal, day, centre):
    last = last_day(seal)
    if seal.retired_on and seal.retired_on <= day:
        return f"“{seal.name}”已自{seal.retired_on}起停用（{seal.retire_reason}）。"
    if last and last < day:
        return f"“{seal.name}”的备案已于{last}届满。"
    if seal.from_date and seal.from_date > day:
        return f"“{seal.name}”自{seal.from_date}起才能使用。"
    if seal.place_id and seal.place_id != centre:
        return f"“{seal.name}”备案存放在{seal.place.name}，不能在别处使用。"
    return ""
