"""The three answers to "may this body take this step?"."""

from dataclasses import dataclass
from typing import ClassVar

from yuanban.law.rules import rule


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes: in whose name, who answers for it in court (nobody for an applicant's agent), by which papers, root first."""

    in_name_of: str
    respondent: str | None
    chain: tuple[str, ...]
    ok: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Refused:
    """No: the rule that fails on the nearest chain, why, and what to do; `tried` says the same of every chain."""

    rule: str
    because: str
    article: str
    cure: str
    tried: tuple[str, ...] = ()
    ok: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """Neither: the papers' conditions turn on facts that were not given."""

    missing: tuple[str, ...]
    because: str
    ok: ClassVar[bool] = False
    rule: ClassVar[str] = "facts-missing"

    @property
    def article(self) -> str:
        return rule(self.rule).article

    @property
    def cure(self) -> str:
        return rule(self.rule).cure


Answer = Allowed | Refused | Unknown
