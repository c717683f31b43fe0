"""What a draft says, block by block, whatever it is written as afterwards."""

from dataclasses import dataclass, field
from typing import Any

BLANK = "【　　】"
BLANK_LONG = "【　　　　　　　　】"
BLANK_DAY = "【　　】年【　】月【　】日"
SHORT = 10  # letters
NUMERALS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Sheet:
    """One draft. `signers`: each [(line, …)], side by side at the end. `mark`: words on every page, across it in a PDF, that say it no longer stands."""

    kind: str
    title: str
    number: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    signers: list[list[str]] = field(default_factory=list)
    landscape: bool = False
    issuer: str = ""
    mark: str = ""


def p(text):
    """A paragraph."""
    return {"p": text}


def to(text):
    """Whom it is addressed to, at the margin."""
    return {"to": text}


def h(number, text):
    """一、 and so on."""
    return {"h": f"{chinese(number)}、{text}"}


def listed(sentences):
    """（一）, （二） …: the paragraphs under a heading."""
    return [p(f"（{chinese(number)}）{text}") for number, text in enumerate(sentences, 1)]


def table(head, rows, widths):
    """`widths` are shares of the line. A column of short words is centred, one with a sentence in it is not."""
    rows = [[str(cell) for cell in row] for row in rows]
    left = [at for at in range(len(head)) if any(len(line) > SHORT for row in rows for line in row[at].split("\n"))]
    return {"table": {"head": head, "rows": rows, "widths": widths, "left": left}}


def form(pairs):
    """A form: what is asked on the left, the answer or the space for it on the right."""
    return {"form": [[name, str(value)] for name, value in pairs]}


def chinese(number):
    """1 to 99 as it is read."""
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones]
    return ("" if tens == 1 else NUMERALS[tens]) + "十" + (NUMERALS[ones] if ones else "")


def term(months):
    years, left = divmod(months, 12)
    return f"{chinese(years)}年" if not left else f"{chinese(months)}个月"


def organs_sign(*names):
    """A signature block for each: name and seal, the one who answers for it, the day."""
    return [[f"{side}（盖章）：", name, "负责人（签字）：", BLANK_DAY] for side, name in names]
