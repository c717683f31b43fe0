"""What the verbs of this room share: who may, the row held still, numbers as they are typed."""

from decimal import Decimal, InvalidOperation

from django.db.models import Q

from yuanban.law.refusal import Refusal
from yuanban.places.models import Body
from yuanban.programme.models import Application, Call
from yuanban.voice.step import same

NAMES = {"provincial": "省级中心", "city": "市级中心", "manager": "园区中心管理员", "expert": "评审专家"}


def require(actor, *roles):
    if actor.role not in roles:
        names = "、".join(NAMES[role] for role in roles)
        raise Refusal("no-post", because=f"{actor.name}的岗位不能办理这一步。", cure=f"请由{names}办理。")


def call_of(pk):
    """The call, held still: scores, rankings and their publication wait for one another here."""
    return Call.objects.select_for_update(of=("self",)).select_related("criteria").get(pk=pk)


def application_of(pk, version=None):
    rows = Application.objects.select_for_update(of=("self",)).select_related("call__criteria", "park__city")
    row = rows.get(pk=pk)
    same(row, version)
    return row


def parks_of(actor):
    """A test of parks: those whose application this person writes."""
    if actor.role == "manager":
        return Q(centre=actor.centre) if actor.centre else Q(committee__code=actor.body)
    if actor.role == "approver":
        return Q(committee__code=actor.body)
    return Q(pk__in=[])


def require_park(actor, park):
    mine = type(park).objects.filter(parks_of(actor), pk=park.pk).exists()
    if not mine:
        because = f"{park.name}的申报由本园区的中心或者管委会填写。"
        raise Refusal("no-post", because=because, cure="请由本园区中心管理员或者管委会人员办理。")


def cities_of(actor):
    """The prefectures (first four digits) that this body of a city answers for."""
    found = Body.objects.filter(code=actor.body).values_list("territory", flat=True).first() or ()
    return {code[:4] for code in found}


def require_city(actor, park):
    require(actor, "city")
    if (park.city_id or "")[:4] not in cities_of(actor):
        raise Refusal("no-post", because=f"{park.name}不在本市。", cure="请由该市的市级中心审核。")


def number(text, most=None):
    """A decimal with at most two places, or None."""
    try:
        value = Decimal(str(text).strip().replace(",", ""))
    except InvalidOperation:
        return None
    fine = value.is_finite() and value >= 0 and value == round(value, 2) and (most is None or value <= most)
    return round(value, 2) if fine else None


def whole(text):
    text = str(text).strip().replace(",", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def scores_of(given, criteria, whole_sheet=True):
    """`given`: {criterion: {"score", "said"}} as typed -> ({criterion: {score, said}}, errors). Scores are kept as text."""
    found, errors = {}, {}
    for row in criteria.rows:
        told = given.get(row["key"]) or {}
        text, said = str(told.get("score", "")).strip(), str(told.get("said", "")).strip()[:500]
        value = number(text, Decimal(str(row["weight"])))
        if text and value is None:
            errors[f"score-{row['key']}"] = f"“{row['name']}”为0至{row['weight']}分，最多两位小数。"
        elif not text and whole_sheet:
            errors[f"score-{row['key']}"] = f"请给“{row['name']}”评分。"
        elif text:
            found[row["key"]] = {"score": str(value), "said": said}
    return found, errors


def values(scores):
    """{criterion: Decimal} of what is stored."""
    return {key: Decimal(one["score"]) for key, one in scores.items()}
