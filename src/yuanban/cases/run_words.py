"""The events of one application for a 一件事, in words."""

import datetime as dt

from yuanban.cases.models import Case
from yuanban.law.cures import day_text

NAMES = {
    "run.applied": "一次申请",
    "run.accepted": "联合受理，开始计算联合期限",
    "run.moved": "联合期限重新计算",
    "run.lit": "联合期限的灯色变化",
    "run.finished": "各件都有了结果",
    "run.closed": "全部办结",
    "run.early": "申请人要求先办好的先领",
    "run.chosen": "有一件没有办成以后的选择",
}
CHOICES = {"go-on": "其余的继续办", "stop": "其余的都不办了"}


def said(event):
    data, changed = event.data, event.data.get("set", {})
    words = {
        "run.applied": lambda: f"包括{len(data['items'])}件" + left(changed),
        "run.accepted": lambda: (
            f"联合承诺不迟于{day(changed, 'promised_due')}，法定不迟于{day(changed, 'statutory_due')}"
        ),
        "run.moved": lambda: moved(changed),
        "run.lit": lambda: Case.LIGHTS.get(changed.get("light"), ""),
        "run.chosen": lambda: CHOICES.get(data["choice"], ""),
    }.get(event.kind)
    return words() if words else ""


def day(changed, name):
    return day_text(dt.date.fromisoformat(changed[name]))


def left(changed):
    names = [one["name"] for one in changed.get("left_out", ())]
    return f"，没有包括：{'、'.join(names)}" if names else ""


def moved(changed):
    dues = {"promised_due": "联合承诺办结日", "statutory_due": "联合法定办结日"}
    return "；".join(f"{name}改为{day(changed, key)}" for key, name in dues.items() if changed.get(key))
