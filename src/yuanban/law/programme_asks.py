"""Asks about the programme, the structure of a park, its merger, and which of two places decides."""

from typing import Any

from yuanban.law import competence, mergers, structure
from yuanban.law import programme as law
from yuanban.law.refusal import Refusal
from yuanban.law.strict import day, flag, many, one_of, text, whole

PLACES = many(text)


def _share(city: str, number: int, total: int = 50, full: bool = False) -> None:
    law.guard_quotas({city: number} if number else {}, total, full)


def _apply(standing: str = "", merged_into: str = "", opens: Any = None, closes: Any = None, day: Any = None) -> None:
    law.guard_applicant(standing, merged_into)
    if opens:
        law.guard_open(opens, closes, day)


def _score(
    city: str = "", interests: tuple[str, ...] = (), territory: tuple[str, ...] = (), expert: str = "", by: str = ""
) -> None:
    law.guard_interest(city, interests, territory)
    law.guard_own_sheet(expert, by or expert)


def _rescore(expert: str, by: str, why: str = "") -> None:
    law.guard_own_sheet(expert, by)
    if not why.strip():
        raise Refusal("score-change")


def _settle(until: Any, day: Any, objections: int = 0, upheld: int = 0, changed: int = 0) -> None:
    law.guard_settle(until, day, objections, upheld, changed)


def _object(until: Any, day: Any) -> None:
    law.guard_objection(until, day)


def _correct(number: int, why: str = "") -> None:
    law.guard_correction(number, why)


def _downgrade(failed: bool, mend_by: Any = None, day: Any = None) -> None:
    law.guard_downgrade(failed, mend_by, day)


def _act(kind: str, deed: str, role: str = "") -> str:
    structure.guard(kind, role, deed)
    return structure.standing(kind, role, deed).may


def _begin(park: str, into: str = "", merged: Any = None, day: Any = None) -> None:
    mergers.guard_new(park, into, merged, day)


def _place(places: tuple[str, ...], rule: str = "", site: str = "", business: str = "") -> str:
    return competence.competent(rule, places, site, business).place


DEEDS: dict[str, tuple[dict[str, Any], tuple[str, ...], Any]] = {
    "share-quota": ({"city": text, "number": whole, "total": whole, "full": flag}, ("city", "number"), _share),
    "apply-for-centre": (
        {"standing": text, "merged_into": text, "opens": day, "closes": day, "day": day}, (), _apply,
    ),
    "score-centre": (
        {"city": text, "interests": PLACES, "territory": PLACES, "expert": text, "by": text}, (), _score,
    ),
    "change-score": ({"expert": text, "by": text, "why": text}, ("expert", "by"), _rescore),
    "settle-ranking": (
        {"until": day, "day": day, "objections": whole, "upheld": whole, "changed": whole}, ("until", "day"), _settle,
    ),
    "object-to-ranking": ({"until": day, "day": day}, ("until", "day"), _object),
    "correct-ranking": ({"number": whole, "why": text}, ("number",), _correct),
    "downgrade-centre": ({"failed": flag, "mend_by": day, "day": day}, ("failed",), _downgrade),
    "act-in-park": (
        {"kind": one_of(("organ", "organisation", "company", "person")), "role": text, "deed": one_of(structure.DEEDS)},
        ("kind", "deed"),
        _act,
    ),
    "begin-in-park": ({"park": text, "into": text, "merged": day, "day": day}, ("park",), _begin),
    "choose-place": (
        {"places": PLACES, "rule": text, "site": text, "business": text}, ("places",), _place,
    ),
}  # fmt: skip
