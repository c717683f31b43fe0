"""Text as search sees it: characters, pairs of characters, pinyin."""

import re
import unicodedata
from functools import lru_cache

NAME, OTHER = "A", "D"
START, END = "^", "$"
GAP = 3
LONGEST = 2000


def plain(text):
    """Letters, digits and characters only; full width and case do not matter."""
    return "".join(char for char in unicodedata.normalize("NFKC", str(text)).casefold() if char.isalnum())[:LONGEST]


def pairs(text):
    return [text[i : i + 2] for i in range(len(text) - 1)]


def vector(name, others=()):
    """A tsvector: every character and pair at its position, between marks for the beginning and the end of the name."""
    name = plain(name)
    lexemes = [(START, 1, NAME), *spread(name, 2, NAME), (END, len(name) + 2, NAME)]
    at = len(name) + 2 + GAP
    for text in map(plain, others):
        lexemes += spread(text, at, OTHER)
        at += len(text) + GAP
    return " ".join(f"'{word}':{place}{weight}" for word, place, weight in lexemes)


def spread(text, at, weight):
    for i, char in enumerate(text):
        yield char, at + i, weight
        if i + 1 < len(text):
            yield text[i : i + 2], at + i, weight


def phrase(text, start=False, end=False, weight=""):
    """A tsquery for a piece of text exactly as it stands, as a name, at its start, or anywhere in it."""
    words = [START] * start + (pairs(text) or [text])
    if end:
        words += [text[-1], END] if len(text) > 1 else [END]
    label = f":{weight}" if weight else ""
    return " <-> ".join(f"'{word}'{label}" for word in words)


def scattered(text):
    """A tsquery for a name that has all these characters, wherever they stand."""
    return " & ".join(f"'{char}':{NAME}" for char in dict.fromkeys(text))


HAN = re.compile(r"([\u3007\u3400-\u9fff\U00020000-\U0003ffff]+)")


def runs(text):
    """食品C1 → [('食品', True), ('c1', False)]: what has a pinyin, and what stands for itself."""
    return [(run, bool(HAN.match(run))) for run in HAN.split(plain(text)) if run]


def syllables(text):
    """食品C1 → ['shi', 'pin', 'c1']. Polyphonic characters are read in their context."""
    from pypinyin import lazy_pinyin

    return [part for run, han in runs(text) for part in (lazy_pinyin(run) if han else [run])]


@lru_cache(maxsize=4096)
def pinyin(text):
    """Syllables with a space on both sides of each, so that a query can be held to their beginnings."""
    return f" {' '.join(syllables(text))} "


@lru_cache(maxsize=4096)
def initials(text):
    from pypinyin import lazy_pinyin

    return "".join("".join(part[0] for part in lazy_pinyin(run)) if han else run for run, han in runs(text))


@lru_cache(maxsize=1)
def all_syllables():
    from pypinyin import Style, pinyin_dict
    from pypinyin.style import convert

    sounds = {sound for entry in pinyin_dict.pinyin_dict.values() for sound in entry.split(",")}
    spelled = {convert(sound, Style.NORMAL, strict=True) for sound in sounds}
    return frozenset(sound for sound in spelled if sound.isascii() and set(sound) & set("aeiouv"))


@lru_cache(maxsize=1)
def halves():
    return frozenset(sound[:length] for sound in all_syllables() for length in range(1, len(sound) + 1))


WAYS = 8


@lru_cache(maxsize=1000)
def readings(letters):
    """The ways to cut letters into syllables, the last of which may be half typed: 'xian' → 'xian', 'xia n', 'xi an'."""
    ways = {len(letters): [""]}
    for at in range(len(letters) - 1, -1, -1):
        found = []
        for end in range(min(at + 6, len(letters)), at, -1):
            known = halves() if end == len(letters) else all_syllables()
            if letters[at:end] in known:
                found += [f"{letters[at:end]} {rest}".strip() for rest in ways[end]]
        ways[at] = found[:WAYS]
    return tuple(ways[0])


def spelled(text):
    """A query with letters in it as pinyin: 'shipin经营' → 'shi pin jing ying'. Empty when the letters are not pinyin."""
    ways = [""]
    for run in re.findall(r"[a-z]+|[^a-z]+", text):
        parts = readings(run) if run.isascii() and run.isalpha() else [" ".join(syllables(run))]
        ways = [f"{way} {part}".strip() for way in ways for part in parts][:WAYS]
    return ways
