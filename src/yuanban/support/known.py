"""What is known of a firm: what registers hold, what it said with its need, what it answered before."""

from yuanban.accounts.credit import bad_credit
from yuanban.certificates.queries import held_by
from yuanban.law import services as law
from yuanban.support.models import FirmFact


def known_of(enterprise, day, need=None):
    """{fact: value}, only what is known."""
    given = {row.key: row.value for row in FirmFact.objects.filter(enterprise=enterprise)}
    return {**given, **registered(enterprise, day), **(of_need(need) if need else {})}


def registered(enterprise, day):
    found = {
        "park": enterprise.park.code if enterprise.park_id else None,
        "industry": enterprise.industry or None,
        "credit_ok": not bad_credit(None, enterprise, day),
        "permits": sorted({one.item.name for one in held_by(enterprise.pk, None, day).select_related("item")}),
    }
    return {key: value for key, value in found.items() if value is not None}


def of_need(need):
    """The centre's park stands for the firm's: it is where the service is wanted."""
    found = {"amount": plain(need.amount), "months": need.months, "park": need.centre.park.code}
    return {key: value for key, value in found.items() if value is not None}


def plain(value):
    """A Decimal as CEL reads numbers: whole when it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def shown(key, value):
    """[label, value in words] of one fact."""
    fact = law.facts()[key]
    if isinstance(value, bool):
        text = "是" if value else "否"
    elif isinstance(value, list):
        text = "、".join(map(str, value)) or "无"
    else:
        text = f"{value:,}{fact.unit}" if isinstance(value, int | float) else f"{value}"
    return [fact.label, text]
