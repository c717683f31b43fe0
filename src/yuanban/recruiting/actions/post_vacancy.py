"""发布岗位: by the firm; what the law on equal employment forbids is refused before anyone reads it."""

import datetime as dt

from django.db import transaction

from yuanban.accounts.phones import PHONE
from yuanban.law import vacancies as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.recruiting.models import Vacancy
from yuanban.recruiting.step import own_firm, same

TEXTS = {"title": ("岗位名称", 2, 60), "duties": ("工作内容", 5, 1000), "place": ("工作地点", 2, 100)}
LONGEST = 180  # days that a vacancy stays open
MOST = 1000


@transaction.atomic
def post_vacancy(actor, enterprise, said):
    """`said`: title, duties, wants, basis, place, pay_low, pay_high, wanted, phone, until. Raises Invalid, Refusal."""
    firm = own_firm(actor, enterprise)
    columns = checked(said, actor.day)
    if firm.park is None:
        raise Invalid({"title": "这家企业没有登记所在园区，不能发布岗位。请到综合窗口登记。"})
    vacancy = Vacancy(enterprise=firm, centre=firm.park.centre, opened_on=actor.day, **columns)
    create(vacancy, "vacancy.posted", actor)
    return vacancy


@transaction.atomic
def change_vacancy(actor, pk, said, version=None):
    vacancy = Vacancy.objects.select_for_update(of=("self",)).get(pk=pk)
    own_firm(actor, vacancy.enterprise_id)
    same(vacancy, version)
    require_open(vacancy)
    write(vacancy, "vacancy.changed", actor, **checked(said, actor.day))
    return vacancy


def require_open(vacancy):
    if vacancy.state != "open":
        raise Refusal("wrong-state", f"岗位{vacancy.get_state_display()}。", "可以另发一个岗位。")


def checked(said, day):
    """The columns; raises Invalid with every field that is wrong, then `vacancy-fair`."""
    columns = {key: str(said.get(key, "")).strip() for key in ("title", "duties", "wants", "basis", "place", "phone")}
    errors = {
        key: f"请填写{name}（{low}至{high}字）。"
        for key, (name, low, high) in TEXTS.items()
        if not low <= len(columns[key]) <= high
    }
    errors |= {key: "写得太长，请缩短。" for key, most in (("wants", 1000), ("basis", 200)) if len(columns[key]) > most}
    if not PHONE.match(columns["phone"]):
        errors["phone"] = "请填写手机号码或者带区号的固定电话。"
    numbers, wrong = whole_numbers(said)
    until, late = last_day(said.get("until"), day)
    errors |= wrong | late
    if errors:
        raise Invalid(errors)
    law.guard("\n".join(columns[key] for key in ("title", "duties", "wants")), columns["basis"])
    return columns | numbers | {"until": until}


def whole_numbers(said):
    names = {"pay_low": "最低月薪", "pay_high": "最高月薪", "wanted": "招聘人数"}
    texts = {key: str(said.get(key, "")).strip() for key in names}
    errors = {
        key: f"请用整数填写{names[key]}。"
        for key, text in texts.items()
        if not (text.isascii() and text.isdigit() and 0 < int(text) < 10**6)
    }
    found = {key: int(text) for key, text in texts.items() if key not in errors}
    if not errors and found["pay_high"] < found["pay_low"]:
        errors["pay_high"] = "最高月薪低于最低月薪。"
    if not errors and found["wanted"] > MOST:
        errors["wanted"] = f"一个岗位最多{MOST}人。"
    return found, errors


def last_day(value, day):
    try:
        until = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value or ""))
    except ValueError:
        return None, {"until": "请选择招聘截止的日期。"}
    if not day <= until <= day + dt.timedelta(days=LONGEST):
        return None, {"until": f"截止日期从今天起，最长{LONGEST}天。"}
    return until, {}
