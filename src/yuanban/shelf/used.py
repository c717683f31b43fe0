"""Where a file was handed in: asked of the room of cases, which is further up and says so here."""

from collections import defaultdict
from collections.abc import Callable, Iterable

# (holder, digests of files) -> (digest, case number, item), the newest first
Finder = Callable[..., Iterable[tuple[str, str, str]]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    _finders.append(finder)


def used_in(holder, documents):
    """{sha256: {case number: item}}"""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    digests = [one.sha256 for one in documents if one.sha256]
    for finder in _finders if digests else ():
        for sha256, number, item in finder(holder, digests):
            found[sha256].setdefault(number, item)
    return found
