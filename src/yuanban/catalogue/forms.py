"""Checking a filled form against its item's fields. Every problem is found at once and said in Chinese."""

import datetime as dt
from decimal import Decimal, InvalidOperation

from yuanban.accounts.phones import PHONE
from yuanban.law.codes import check_credit_code, check_project_code

MOST = 10**12


def check_form(fields, raw):
    """-> ({key: clean value}, {key: Chinese sentence}). Values are JSON: numbers, ISO days, true/false, text."""
    clean, errors = {}, {}
    for field in fields:
        value = raw.get(field["key"])
        value = value.strip() if isinstance(value, str) else value
        if value in (None, ""):
            if field.get("required"):
                errors[field["key"]] = f"请填写“{field['label']}”。"
            continue
        try:
            clean[field["key"]] = READERS.get(field["type"], read_text)(field, value)
        except ValueError as problem:
            errors[field["key"]] = str(problem)
    return clean, errors


def facts_of(fields, clean):
    """The answers that conditions may be written over."""
    return {f["key"]: clean[f["key"]] for f in fields if f.get("fact") and f["key"] in clean}


def read_text(field, value):
    limit = field.get("max_length", 2000 if field["type"] == "textarea" else 200)
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
    unit = field.get("unit") or ""
    if field.get("min") is not None and number < Decimal(str(field["min"])):
        raise ValueError(f"“{field['label']}”不能小于{field['min']}{unit}。")
    if number > Decimal(str(field.get("max") or MOST)):
        raise ValueError(f"“{field['label']}”不能大于{field.get('max') or MOST}{unit}。")
    if number < -MOST:
        raise ValueError(f"“{field['label']}”不能小于{-MOST}{unit}。")
    return int(number) if number == int(number) else float(number)


def read_date(field, value):
    try:
        return dt.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ValueError(f"“{field['label']}”应为日期，例如 2026-03-05。") from None


def read_choice(field, value):
    if value not in field.get("options", []):
        raise ValueError(f"“{field['label']}”请从列出的选项中选择。")
    return value


def read_yesno(field, value):
    if value in (True, "yes", "true", "是", "on"):
        return True
    if value in (False, "no", "false", "否"):
        return False
    raise ValueError(f"“{field['label']}”请选择是或者否。")


def read_credit_code(field, value):
    code = str(value).upper().replace(" ", "")
    if len(code) != 18 or not code.isalnum():
        raise ValueError(f"“{field['label']}”应为18位统一社会信用代码。")
    # Two genuine early codes fail the check digit (GB 32100), so only the shape is refused here.
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


READERS = {
    "number": read_number,
    "money": read_number,
    "date": read_date,
    "choice": read_choice,
    "yesno": read_yesno,
    "credit_code": read_credit_code,
    "project_code": read_project_code,
    "phone": read_phone,
}


def code_warnings(fields, clean):
    """Credit codes whose check digit is off: said to the clerk, never refused (two genuine early codes fail it)."""
    return {
        f["key"]: check_credit_code(clean[f["key"]])
        for f in fields
        if f["type"] == "credit_code" and f["key"] in clean and check_credit_code(clean[f["key"]])
    }
