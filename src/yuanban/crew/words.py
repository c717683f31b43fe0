"""How the events of this room read in a case's own story, and moments as people say them."""

from yuanban.accounts.acting import CHINA
from yuanban.crew.models import ORDER_KINDS
from yuanban.law.crew import STATES

NAMES = {"case.order-opened": "安排帮办", "case.order-ended": "帮办结束"}


def opened(data):
    return f"{ORDER_KINDS[data['kind']]}：{data['what']}（{data['number']}）"


def ended(data):
    who = f"{data['runner']}，" if data["runner"] else ""
    return f"{who}{STATES[data['state']]}" + (f"：{data['result']}" if data["result"] else "")


WORDS = {"case.order-opened": opened, "case.order-ended": ended}


def told(moment):
    """11月26日10:05, Beijing time."""
    here = moment.astimezone(CHINA)
    return f"{here.month}月{here.day}日{here:%H:%M}"
