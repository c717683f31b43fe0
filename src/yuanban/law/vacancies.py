"""What a vacancy says, held against the law on equal employment: words refused, and words to think over.

就业促进法 3、26–31；妇女权益保障法 43；劳动合同法 9. A word list cannot read intent: it catches what is said outright.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from yuanban.law.refusal import Refusal

DATA = Path(__file__).with_name("data") / "vacancy_words.yaml"


@dataclass(frozen=True, slots=True)
class Words:
    """`lawful`: they may stand when the firm names the provision that allows them."""

    key: str
    refuse: bool
    lawful: bool
    pattern: re.Pattern[str]
    because: str
    article: str


@dataclass(frozen=True, slots=True)
class Found:
    """One place in the text, with what the law says of it."""

    text: str
    words: Words

    @property
    def says(self) -> str:
        return f"“{self.text}”：{self.words.because}（{self.words.article}）。"


@cache
def words() -> tuple[Words, ...]:
    rows = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return tuple(Words(**{**row, "pattern": re.compile(row["pattern"])}) for row in rows)


def read(text: str) -> tuple[Found, ...]:
    """Everything in the text that the list knows, once for each kind of words."""
    hits = ((one, one.pattern.search(text)) for one in words())
    return tuple(Found(hit[0], one) for one, hit in hits if hit)


def warnings(text: str, basis: str = "") -> tuple[Found, ...]:
    """What may stand, but should be thought over or explained."""
    return tuple(one for one in read(text) if not _barred(one, basis))


def guard(text: str, basis: str = "") -> None:
    """Raises `vacancy-fair` for words that the law forbids; `basis` is the provision named for a protected job."""
    barred = [one for one in read(text) if _barred(one, basis)]
    if barred:
        raise Refusal(
            "vacancy-fair",
            "".join(one.says for one in barred),
            "请删去后再发布；岗位属于国家规定不适合妇女从事的，写明法定依据，依据随岗位公开。"
            if all(one.words.lawful for one in barred)
            else None,
        )


def _barred(one: Found, basis: str) -> bool:
    return one.words.refuse and not (one.words.lawful and basis.strip())
