"""One cell as we understand it: text without stray blanks and full-width letters, days, whole numbers."""

import datetime as dt
import re
import unicodedata

import orjson

FULL_WIDTH = {0x3000: " ", 0xA0: " ", 0xFEFF: None, 0x200B: None}
FULL_WIDTH |= {
    code: chr(code - 0xFEE0)
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for code in range(first, last + 1)
}
FULL_WIDTH |= {code: None for code in range(32) if chr(code) not in "\t\n"} | {0x7F: None}
FORMULA = ("=", "+", "-", "@")

YES = {"true", "1", "是", "有", "yes", "y", "必要", "必需", "必须", "√"}
NO = {"false", "fasle", "flase", "0", "否", "无", "no", "n", "非必要", "非必需", "非必须", "×"}


def text(value):
    """Chinese punctuation stays as it is; letters, digits and blanks become half width."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, (dict, list)):
        value = orjson.dumps(value).decode()
    told = "" if value is None else str(value)
    told = told.replace("\r\n", "\n").replace("\r", "\n").translate(FULL_WIDTH).strip()
    return told[1:] if told[:1] == "'" and told[1:2] in FORMULA else told


def line(value):
    """A name: blanks between Chinese characters and line breaks inside a cell are no part of it."""
    return re.sub(r"(?<![!-~])\s+|\s+(?![!-~])", "", " ".join(text(value).split()))


def code(value):
    return "".join(unicodedata.normalize("NFKC", text(value)).split())


def yes_no(value):
    word = code(value).casefold()
    return True if word in YES else False if word in NO else None


def whole(value):
    """'1', '1次', '一次' are not guessed beyond the first two."""
    match = re.fullmatch(r"(\d{1,4})(次|个|份)?", code(value))
    return int(match[1]) if match else None


WORKDAYS = re.compile(r"(\d{1,4})(个)?(工作日)")


def workdays(value, unit=""):
    """Working days, or None when the cell does not say plainly that it means them."""
    told = code(value)
    if match := WORKDAYS.fullmatch(told):
        return int(match[1])
    if re.fullmatch(r"\d{1,4}", told) and (unit == "" or unit in ("1", "工作日", "个工作日")):
        return int(told)
    return None


DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def day(value):
    match = DAY.match(code(value))
    if not match:
        return None
    try:
        return dt.date(*map(int, match.groups()))
    except ValueError:
        return None
