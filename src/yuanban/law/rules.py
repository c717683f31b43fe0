"""The rules the engine refuses by: id, title, article, reason, and what to do next."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

SOURCE = Path(__file__).with_name("data") / "rules.yaml"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `because` is a full Chinese sentence, `cure` says what to do next, `article` is the citation."""

    id: str
    title: str
    article: str
    because: str
    cure: str


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its id, in the order of the source file."""
    raw: dict[str, dict[str, str]] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return {rule_id: Rule(rule_id, **fields) for rule_id, fields in raw.items()}


def rule(rule_id: str) -> Rule:
    """The rule with this id; an unknown id is a KeyError, because it is a mistake in our own code."""
    return rules()[rule_id]
