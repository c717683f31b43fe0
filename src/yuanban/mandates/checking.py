"""What the law says of a paper before it is signed."""

from dataclasses import replace

from yuanban.law.checks import check
from yuanban.law.refusal import Refusal
from yuanban.mandates.facts import fields_of
from yuanban.mandates.world import law_instrument, world


def findings(instrument, day):
    return findings_of(instrument, list(instrument.items.all()), day)


def findings_of(instrument, items, day):
    """[Finding], what forbids first. Nothing can be asked of a paper that does not say who gives what to whom."""
    if not (instrument.kind and instrument.to and items):
        return []
    known = {field["key"] for field in fields_of(items)}
    return check(without(world(day), instrument.replaces), law_instrument(instrument, items), known, day)


def without(picture, paper):
    """The world in which `paper` gives nothing any more."""
    if paper is None or paper.code not in picture.instruments:
        return picture
    return replace(picture, instruments={code: one for code, one in picture.instruments.items() if code != paper.code})


def require_lawful(found):
    """Raises the first error; -> the sentences of the warnings."""
    for one in found:
        if one.severity == "error":
            raise Refusal(one.rule, because=one.because, cure=one.cure)
    return [one.because for one in found]
