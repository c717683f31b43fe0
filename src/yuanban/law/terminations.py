"""When a case may end without a decision, and by which rule. Data, because no statute lists it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Termination:
    """One ground. `practice`: the place must have settled it so, and only the time passing brings it about."""

    key: str
    title: str
    article: str
    practice: str = ""


@cache
def terminations() -> dict[str, Termination]:
    text = files("yuanban.law").joinpath("data/terminations.yaml").read_text(encoding="utf-8")
    return {key: Termination(key, **told) for key, told in yaml.safe_load(text).items()}


def by_the_organ() -> dict[str, str]:
    """{key: title} of what an organ may find."""
    return {key: one.title for key, one in terminations().items() if not one.practice}
