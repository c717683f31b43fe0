"""Reading one answer of each type. Every reader gives a JSON value or raises ValueError with a Chinese sentence."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from yuanban.accounts.phones import PHONE
from yuanban.law.codes import check_project_code, check_resident_id

MOST = 10**12
CREDIT = re.compile(r"[0-9A-Z]{18}")
REGION = re.compile(r"[1-9]\d{5}", re.ASCII)
NO_ROOM = {"textarea": 2000}


def most_of(field):
    return field.get("max_length") or NO_ROOM.get(field["type"], 200)


def read_text(field, value):
    limit = most_of(field)
    if not isinstance(value, str):
        raise ValueError(f"“{field['label']}”应为文字。")
    if len(value) > limit:
        raise ValueError(f"“{field['label']}”最多{limit}字，现有{len(value)}字。")
    return value


def read_number(field, value):
    try:
        number = Decimal(str(value).replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise ValueError(f"“{field['label']}”应为数字，例如 1200。") from None
    if not number.is_finite():
        raise ValueError(f"“{field['label']}”应为数字，例如 1200。")
    low, high = bounds(field)
    unit = field.get("unit") or ""
    if number < low:
        raise ValueError(f"“{field['label']}”不能小于{low}{unit}。")
    if number > high:
        raise ValueError(f"“{field['label']}”不能大于{high}{unit}。")
    return int(number) if number == int(number) else float(number)


def bounds(field):
    low, high = field.get("min"), field.get("max")
    return -MOST if low is None else Decimal(str(low)), MOST if high is None else Decimal(str(high))


def read_date(field, value):
    try:
        day = dt.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ValueError(f"“{field['label']}”应为日期，例如 2026-03-05。") from None
    if field.get("min") and day < str(field["min"]):
        raise ValueError(f"“{field['label']}”不能早于{field['min']}。")
    if field.get("max") and day > str(field["max"]):
        raise ValueError(f"“{field['label']}”不能晚于{field['max']}。")
    return day


def read_choice(field, value):
    if value not in field.get("options", []):
        raise ValueError(f"“{field['label']}”请从列出的选项中选择。")
    return value


def read_choices(field, value):
    """Some of the options, in their order."""
    given = [value] if isinstance(value, str) else value
    options = field.get("options", [])
    if not isinstance(given, list) or any(one not in options for one in given):
        raise ValueError(f"“{field['label']}”请从列出的选项中选择。")
    return [option for option in options if option in given]


def read_yesno(field, value):
    if value is True or value in ("yes", "true", "是", "on"):
        return True
    if value is False or value in ("no", "false", "否"):
        return False
    raise ValueError(f"“{field['label']}”请选择是或者否。")


def read_statement(field, value):
    """What is stated can only be agreed to; a box left empty is no answer."""
    if read_yesno(field, value):
        return True
    raise ValueError(f"请阅读并勾选“{field['label']}”。")


def read_credit_code(field, value):
    code = str(value).upper().replace(" ", "")
    if not CREDIT.fullmatch(code):
        raise ValueError(f"“{field['label']}”应为18位统一社会信用代码。")
    # Two genuine early codes fail the check digit (GB 32100), so only the shape is refused here.
    return code


def read_id_number(field, value):
    code = str(value).upper().replace(" ", "")
    problems = check_resident_id(code)
    if problems:
        raise ValueError(f"“{field['label']}”：{problems[0]}")
    return code


def read_project_code(field, value):
    problems = check_project_code(str(value))
    if problems:
        raise ValueError(f"“{field['label']}”：{problems[0]}")
    return str(value)


def read_phone(field, value):
    if not PHONE.match(str(value)):
        raise ValueError(f"“{field['label']}”应为手机号码或者带区号的固定电话。")
    return str(value)


def read_region(field, value):
    if not isinstance(value, str) or not REGION.fullmatch(value):
        raise ValueError(f"“{field['label']}”请从列出的区县中选择。")
    return value


def read_file(field, value):
    if value != field.get("material"):
        raise ValueError(f"“{field['label']}”指的是另一份材料。")
    return value


READERS = {
    "text": read_text,
    "textarea": read_text,
    "number": read_number,
    "money": read_number,
    "date": read_date,
    "choice": read_choice,
    "choices": read_choices,
    "yesno": read_yesno,
    "credit_code": read_credit_code,
    "id_number": read_id_number,
    "project_code": read_project_code,
    "phone": read_phone,
    "region": read_region,
    "file": read_file,
    "statement": read_statement,
}
