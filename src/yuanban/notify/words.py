"""What to say of an event: one template for each kind, filled from the case without another question to the database."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from yuanban.law.procedure import GROUNDS


@dataclass(frozen=True)
class Template:
    title: str
    text: str
    short: str
    legal: bool


@cache
def templates() -> dict[str, Template]:
    text = files("yuanban.notify").joinpath("data/messages.yaml").read_text(encoding="utf-8")
    return {kind: Template(**told) for kind, told in yaml.safe_load(text).items()}


def filled(template, case, data):
    """-> {"title", "text", "short", "legal"} for a Message."""
    known = {
        "item": case.item.name,
        "tail": case.number[-4:],
        "park": case.park.short,
        "promised": zh(case.promised_due),
        "statutory": zh(case.statutory_due),
        "deliver_by": zh(case.deliver_by),
        "due": zh(case.due_on),
        "ground": GROUNDS.get(data.get("ground", ""), ""),
    }
    return {
        "title": template.title,
        "text": template.text.format_map(known)[:500],
        "short": f"您尾号{known['tail']}的办件{template.short.format_map(known)}。"[:120],
        "legal": template.legal,
    }


def zh(day):
    return f"{day.month}月{day.day}日" if day else "另行告知之日"
