"""What may stand on a paper: letters. Nothing invisible that could change what a reader sees."""

import unicodedata

KEPT = "\u200d"  # joins the parts of one emoji


def plain_text(text):
    """`text` without control characters and without the marks that turn the direction of writing."""
    if text.isprintable():
        return text
    return "".join(letter if seen(letter) else " " if letter.isspace() else "" for letter in text)


def seen(letter):
    return letter in KEPT or unicodedata.category(letter) not in ("Cc", "Cf", "Cs")


def plain(value):
    """The same for every text inside a structure of JSON."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value


def lines(text):
    """The paragraphs of a text somebody typed."""
    return [line.strip() for line in text.splitlines() if line.strip()]
