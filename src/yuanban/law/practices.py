"""What the law leaves open: the questions each place answers for itself, and the answer where it has said nothing."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml

# Which day decides what holds for a case. What is settled later reaches no case that has been received already.
COUNTS = {
    "received": "以收件之日为准：新的规定不适用于此前已经收件的件。",
    "day": "以办理这一步之日为准：新的规定不改变此前已经办理的步骤。",
}


@dataclass(frozen=True, slots=True)
class Practice:
    """One question. Its answer is one of `choices` {value: 中文}, or a whole number of `unit`. `counts`: a key of COUNTS."""

    key: str
    title: str
    article: str
    default: str | int
    counts: str = "day"
    unit: str = ""
    choices: dict[str, str] = field(default_factory=dict)

    def problem(self, value: object) -> str | None:
        """Why `value` is no answer, in Chinese; None when it is one."""
        if self.choices:
            return None if value in self.choices else f"“{self.title}”只能是：{'、'.join(self.choices.values())}。"
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 250:
            return None
        return f"“{self.title}”应为0至250的整数（{self.unit}）。"

    def say(self, value: object) -> str:
        return self.choices.get(str(value)) or f"{value}个{self.unit}"


@cache
def practices() -> dict[str, Practice]:
    text = files("yuanban.law").joinpath("data/practices.yaml").read_text(encoding="utf-8")
    return {key: Practice(key, **told) for key, told in yaml.safe_load(text).items()}


def practice(key: str) -> Practice:
    return practices()[key]
