"""What the verbs of this room share: numbers, amounts, days as typed, rows held, and whose they are."""

import datetime as dt
import secrets
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Q

from yuanban.law import services as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.support.models import Admission, Member, ServiceRequest

CENT = Decimal("0.01")
MOST = Decimal("99999999999")
SYSTEM = "system"


def number(word, day):
    """e.g. FW20261123048213: unique by the column, not to be guessed from the one before."""
    return f"{word}{day:%Y%m%d}{secrets.randbelow(10**6):06d}"


def amount_of(text, key, required=True):
    """A positive number with at most two decimals, as a Decimal of two places; None when it may be left out."""
    text = str(text if text is not None else "").strip().replace(",", "").replace("，", "")
    if not text:
        if required:
            raise Invalid({key: "请填写数量。"})
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise Invalid({key: f"“{text[:20]}”不是数字，请只填数字。"}) from None
    if not found.is_finite() or found <= 0 or found > MOST or found != found.quantize(CENT):
        raise Invalid({key: "请填写大于0、最多两位小数的数字。"})
    return found.quantize(CENT)


def whole_of(text, key, most, required=True):
    """A whole number from 1 to `most`."""
    text = str(text if text is not None else "").strip()
    if not text and not required:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= most):
        raise Invalid({key: f"请填写1至{most}的整数。"})
    return int(text)


def day_of(text, key, required=True):
    if isinstance(text, dt.date) or (not text and not required):
        return text or None
    try:
        return dt.date.fromisoformat(str(text or ""))
    except ValueError:
        raise Invalid({key: "请填写日期，如 2026-03-05。"}) from None


def said(text, key, sentence, most=500, least=1):
    text = (text or "").strip()
    if len(text) < least:
        raise Invalid({key: sentence})
    if len(text) > most:
        raise Invalid({key: f"最多写{most}个字，现在有{len(text)}个字。"})
    return text


def collect(*readings):
    """Run every reading and raise all that is wrong with them at once. -> what they read."""
    found: list[Any] = []
    errors: dict[str, str] = {}
    for reading in readings:
        try:
            found.append(reading())
        except Invalid as problem:
            errors |= problem.errors
            found.append(None)
    if errors:
        raise Invalid(errors)
    return found


def standing_on(day):
    """Admissions that may be relied on, as SQL; the same as `law.services.stands`, which a test holds it to."""
    return Q(state="admitted", from_date__lte=day, to_date__gte=day)


def admitted(provider, centre, kind, day):
    """Whether the provider may undertake something of this kind here today."""
    rows = Admission.objects.filter(standing_on(day), provider=provider, centre=centre, kinds__contains=[kind])
    return rows.exists()


def members_on(day):
    return Member.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), from_date__lte=day)


def hands(provider, day):
    """Ids of the persons who work for it today."""
    return set(members_on(day).filter(provider=provider).values_list("person", flat=True))


def require_hand(actor, provider, lead=False):
    """Somebody of the provider; `lead`: one who keeps its products, members and admissions."""
    rows = members_on(actor.day).filter(provider=provider, person=actor.person)
    if actor.official or not rows.exists():
        raise Refusal("no-post", f"这一步由{provider.name}的人员办理。", "请用该机构人员的账号登录。")
    if lead and not rows.filter(lead=True).exists():
        raise Refusal("no-post", f"这一步由{provider.name}的负责人办理。", "请由机构的负责人登录后办理。")


def require_firm(actor, enterprise):
    if actor.official or enterprise.pk not in actor.enterprises:
        raise Refusal("no-post", f"这一步由{enterprise.name}的人员办理。", "请用该企业的账号登录。")


def require_manager(actor, centre):
    if actor.role != "manager" or actor.centre != centre.pk:
        raise Refusal("no-post", f"这一步由{centre.name}的管理员办理。", "请由本中心的管理员登录后办理。")


def held(number, version=None):
    """The request, held until the transaction ends. Raises ServiceRequest.DoesNotExist."""
    rows = ServiceRequest.objects.select_for_update(of=("self",))
    row = rows.select_related("provider", "enterprise", "centre__park", "product").get(number=number)
    if version is not None and version != row.version:
        raise Refusal("changed-meanwhile")
    return row


def clock(day, days):
    """The columns of the step that the provider owes from this day on."""
    found = law.dues(day, days)
    return {"due_on": found.due_on, "warn_on": found.warn_on, "reminded": ""}


STOPPED = {"due_on": None, "warn_on": None, "reminded": ""}
