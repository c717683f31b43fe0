"""Chinese for what the rooms store: days, limits, states, modes, money."""

import datetime as dt
from zoneinfo import ZoneInfo

from yuanban.cases.models import Case
from yuanban.law.modes import load_modes
from yuanban.law.plans import STEPS
from yuanban.law.procedure import GROUNDS, STATES
from yuanban.mandates.models import Instrument

CHINA = ZoneInfo("Asia/Shanghai")
WEEKDAYS = "一二三四五六日"
POWERS = STEPS
LIGHTS = {**Case.LIGHTS, "": "未起算"}


def as_day(value):
    if isinstance(value, dt.datetime):
        return value.astimezone(CHINA).date()
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def day_long(value):
    """2026年3月5日（星期四）; a dash when there is none."""
    day = as_day(value)
    return f"{day.year}年{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）" if day else "—"


def day_plain(value):
    day = as_day(value)
    return f"{day.year}年{day.month}月{day.day}日" if day else "—"


def day_short(value):
    day = as_day(value)
    return f"{day.month}月{day.day}日" if day else "—"


def day_dots(value):
    """2026-03-05, for dense tables."""
    day = as_day(value)
    return day.isoformat() if day else "—"


def moment(value):
    """2026年3月5日 14:30, Beijing time."""
    if isinstance(value, str):
        value = dt.datetime.fromisoformat(value)
    return f"{day_plain(value)} {value.astimezone(CHINA):%H:%M}" if value else "—"


def clock_time(value):
    """14:30, Beijing time."""
    return f"{value.astimezone(CHINA):%H:%M}"


def workdays(number):
    return "当场办结" if number == 0 else f"{number}个工作日" if number else "未公布"


def state_name(state):
    return STATES.get(state, state)


def mode_name(mode):
    known = load_modes().get(mode)
    return known.name if known else mode


def mode_means(mode):
    known = load_modes().get(mode)
    return known.means if known else ""


def money(amount):
    return f"{amount:,.2f}元".replace(".00元", "元")


def months(number):
    if not number:
        return "长期"
    return f"{number // 12}年" if number % 12 == 0 else f"{number}个月"


def file_size(size):
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{max(1, size // 1024)} KB"


def answer(value, asked):
    """A stored or typed answer as the form asked it: yes or no in words, numbers with their unit, days in full."""
    if asked["type"] == "yesno":
        return "是" if value in (True, "是", "yes", "true") else "否"
    if asked["type"] == "date":
        return day_plain(value)
    unit = asked.get("unit") or ("元" if asked["type"] == "money" else "")
    return f"{value}{unit}"


FILTERS = {
    "answer": answer,
    "day_long": day_long,
    "day_plain": day_plain,
    "day_short": day_short,
    "day_dots": day_dots,
    "moment": moment,
    "clock_time": clock_time,
    "workdays": workdays,
    "state_name": state_name,
    "mode_name": mode_name,
    "mode_means": mode_means,
    "money": money,
    "months": months,
    "file_size": file_size,
}
TABLES = {
    "POWERS": POWERS,
    "LIGHTS": LIGHTS,
    "STATES": STATES,
    "GROUNDS": GROUNDS,
    "INSTRUMENT_KINDS": Instrument.KINDS,
}
