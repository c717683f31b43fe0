"""A paper that takes the place of another: what it copies, and when there may be none."""

from yuanban.law.refusal import Refusal
from yuanban.mandates.models import Instrument

COPIED = ("kind", "grantor", "to", "powers", "territory", "condition", "basis", "seal_on_sight", "duties")


def successor(old, succession, **fields):
    """A draft of the same content, not yet saved."""
    copied = {name: getattr(old, name) for name in COPIED}
    made = {"title": old.title, "number": "", "succession": succession, "replaces": old}
    return Instrument(**copied | made | fields, code=code_after(old, succession))


def code_after(old, succession):
    """Readable beside the old one: weituo-8 → weituo-8-x2."""
    letter = {"renewal": "x", "amendment": "b"}[succession]
    taken = set(Instrument.objects.filter(code__startswith=old.code).values_list("code", flat=True))
    root = old.code[:70]
    return next(code for n in range(2, 10_000) if (code := f"{root}-{letter}{n}") not in taken)


def require_replaceable(old, day):
    """In force or about to be, and not replaced already by a paper that still stands."""
    if old.revoked_on or (old.to_date and old.to_date < day):
        because = f"《{old.title}》已经{'撤销' if old.revoked_on else '届满'}，不能再续期或者变更。"
        raise Refusal("not-in-force", because=because, cure="请起草新的文书。")
    later = old.successors.exclude(state__in=("revoked", "discarded")).first()
    if later:
        because = (
            f"《{old.title}》已有{later.get_succession_display()}文书《{later.title}》（{later.get_state_display()}）。"
        )
        raise Refusal("wrong-state", because=because, cure="请打开那一份办理；不再需要的，先把它作废或者撤销。")
