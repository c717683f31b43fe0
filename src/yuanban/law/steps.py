"""Asks of the kind `step`: somebody did this in a case; was it lawful, and if not, by which rule?"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from yuanban.law import duties, gaps, procedure, promises
from yuanban.law.beside_asks import DEEDS as OF_BESIDE
from yuanban.law.certificate_asks import DEEDS as OF_CERTIFICATES
from yuanban.law.consulting_asks import DEEDS as OF_CONSULTING
from yuanban.law.duties import guard_receipt
from yuanban.law.ladder_asks import DEEDS as OF_LADDER
from yuanban.law.programme_asks import DEEDS as OF_PROGRAMME
from yuanban.law.refusal import Refusal
from yuanban.law.strict import Parser, Spot, day, fields, flag, many, one_of, table, text, whole
from yuanban.law.terminations import by_the_organ
from yuanban.law.voice_asks import DEEDS as OF_VOICE

STEP_KEYS = ("allowed", "rule", "because", "article", "cure", "outcome")
RECEIPT: dict[str, Parser] = {"dated": flag, "sealed": flag}


class Deed(NamedTuple):
    """What may be done, the keys that describe it (those in `required` must be there), and the law on it."""

    keys: dict[str, Parser]
    required: tuple[str, ...]
    judge: Callable[..., str | None]


def step(value: Any, spot: Spot) -> dict[str, Any]:
    """The question: `did` says which deed, and the other keys are the deed's own."""
    did = one_of(DEEDS)
    source = table(value, spot)
    if "did" not in source:
        raise spot.error(f"缺少 did（可用：{'、'.join(DEEDS)}）")
    deed = DEEDS[did(source["did"], spot.at("did", source.lines["did"]))]
    return fields(value, spot, {"did": did, **deed.keys}, required=deed.required)


def ask_step(given: Mapping[str, Any]) -> dict[str, Any]:
    keys = {key: value for key, value in given.items() if key != "did"}
    try:
        outcome = DEEDS[given["did"]].judge(**keys)
    except Refusal as no:
        return {"allowed": False, "rule": no.rule, "because": no.because, "article": no.article, "cure": no.cure}
    return {"allowed": True, "outcome": outcome}


def _accept(permit_needed: bool = True, within_powers: bool = True, dated: bool = True, sealed: bool = True) -> None:
    duties.guard_acceptable(permit_needed, within_powers)
    guard_receipt(dated, sealed)


def _refuse_acceptance(ground: str, go_to: str = "", dated: bool = True, sealed: bool = True) -> None:
    duties.guard_directed(ground, go_to)
    guard_receipt(dated, sealed)


def _ask_supplement(
    asked_before: bool = False, correctable_on_the_spot: bool = False, ground: str = "", reason: str = ""
) -> None:
    gaps.guard_once(asked_before, ground, reason)
    duties.guard_correctable(correctable_on_the_spot)


def _let_pass(stated: Any, day: Any, practice: str) -> str | None:
    return gaps.end_of(stated, day, practice)


def _accept_promise(
    lacking: tuple[str, ...], deferrable: tuple[str, ...] = (), promised: Any = None, day: Any = None
) -> None:
    promises.guard_main_complete(lacking, deferrable)
    if promised and day:
        promises.guard_still_to_come(promised, day, lacking)


def _commit(offered: bool = True, read: bool = True, credit: str = "") -> None:
    promises.guard_commitment(offered, read, credit)


def _check_commitment(result: str, mended_before: bool = False) -> None:
    promises.guard_check(result, mended_before)


def _review(reviewer: str, reviewed_by: tuple[str, ...]) -> None:
    procedure.guard_reviewer_not_same(reviewer, set(reviewed_by))


def _decide(
    outcome: str,
    reviewed_by: tuple[str, ...],
    reviewers_needed: int = 2,
    reasons: str = "",
    accepted_version: str = "",
    version: str = "",
) -> None:
    procedure.guard_two_reviewers(set(reviewed_by), reviewers_needed)
    procedure.guard_reasons(outcome, reasons)
    duties.guard_version(accepted_version, version)


def _promise(statutory: int, promised: int, joint: bool = False) -> None:
    if joint:
        duties.guard_joint_limit(statutory)
    procedure.guard_promise(promised, statutory)


def _suspend(ground: str, told: bool, running: str | None = None) -> None:
    procedure.guard_one_exclusion(running)
    procedure.guard_exclusion(ground, told)


def _extend(days: int, approved_by: str, told: bool = True, joint: bool = False, before: int = 0) -> None:
    procedure.guard_extension(days, joint, approved_by, told, before)


def _decide_after_hearing(
    told: Any, day: Any, waived: bool = False, asked: Any = None, held: Any = None, reasons: str = ""
) -> None:
    duties.guard_heard(told, waived, asked, held, day)
    duties.guard_on_record(held is not None, reasons)


def _terminate(ground: str, reason: str = "") -> None:
    duties.guard_termination(ground, by_the_organ(), reason)


def _take(state: str, verb: str, on_the_spot: bool = False) -> str:
    return procedure.after(procedure.check(state, verb, on_the_spot), state)


def _hear(chair: str, reviewed_by: tuple[str, ...], **days: Any) -> None:
    procedure.guard_hearing_chair(chair, set(reviewed_by))
    duties.guard_hearing_days(**days)


def _charge(fee: int, basis: str = "") -> None:
    duties.guard_fee(fee, basis)


def _push(decided: Any, day: Any, pushed: Any = None) -> None:
    duties.guard_pushed(decided, pushed, day)


OUTCOME = one_of(procedure.OUTCOMES)
NAMES = many(text)

DEEDS = {
    "accept": Deed({"permit_needed": flag, "within_powers": flag, **RECEIPT}, (), _accept),
    "refuse-acceptance": Deed(
        {"ground": one_of(("not-required", "wrong-organ")), "go_to": text, **RECEIPT}, ("ground",), _refuse_acceptance
    ),
    "ask-supplement": Deed(
        {"asked_before": flag, "correctable_on_the_spot": flag, "ground": text, "reason": text}, (), _ask_supplement
    ),
    "let-pass": Deed(
        {"stated": day, "day": day, "practice": one_of(gaps.ENDS)}, ("stated", "day", "practice"), _let_pass
    ),
    "accept-on-promise": Deed(
        {"lacking": NAMES, "deferrable": NAMES, "promised": day, "day": day}, ("lacking",), _accept_promise
    ),
    "check-commitment": Deed(
        {"result": one_of(promises.CHECKS), "mended_before": flag}, ("result",), _check_commitment
    ),
    "commit": Deed({"offered": flag, "read": flag, "credit": text}, (), _commit),
    "ask-materials": Deed({"sent_up": flag}, ("sent_up",), duties.guard_no_re_asking),
    "take-step": Deed(
        {"state": one_of(procedure.STATES), "verb": one_of(procedure.MOVES), "on_the_spot": flag}, ("state", "verb"), _take
    ),
    "review": Deed({"reviewer": text, "reviewed_by": NAMES}, ("reviewer", "reviewed_by"), _review),
    "first-review": Deed(
        {"accepted": day, "reviewed": day, "reason": text}, ("accepted", "reviewed"), duties.guard_first_review
    ),
    "suspend": Deed({"ground": text, "told": flag, "running": text}, ("ground", "told"), _suspend),
    "extend": Deed(
        {"days": whole, "approved_by": text, "told": flag, "joint": flag, "before": whole}, ("days", "approved_by"), _extend
    ),
    "ask-hearing": Deed({"told": day, "asked": day}, ("told", "asked"), duties.guard_hearing_asked),
    "decide-after-hearing": Deed(
        {"told": day, "day": day, "waived": flag, "asked": day, "held": day, "reasons": text},
        ("told", "day"),
        _decide_after_hearing,
    ),
    "terminate": Deed({"ground": text, "reason": text}, ("ground",), _terminate),
    "decide": Deed(
        {
            "outcome": OUTCOME,
            "reviewed_by": NAMES,
            "reviewers_needed": whole,
            "reasons": text,
            "accepted_version": text,
            "version": text,
        },
        ("outcome", "reviewed_by"),
        _decide,
    ),
    "promise": Deed({"statutory": whole, "promised": whole, "joint": flag}, ("statutory", "promised"), _promise),
    "hear": Deed(
        {"chair": text, "reviewed_by": NAMES, "told": day, "asked": day, "noticed": day, "held": day},
        ("chair", "reviewed_by", "told", "asked", "noticed", "held"),
        _hear,
    ),
    "publish": Deed({"outcome": OUTCOME, "published": flag}, ("outcome", "published"), duties.guard_published),
    "push": Deed({"decided": day, "pushed": day, "day": day}, ("decided", "day"), _push),
    "deliver": Deed(
        {"decided": day, "delivered": day, "reason": text}, ("decided", "delivered"), duties.guard_delivery
    ),
    "charge": Deed({"fee": whole, "basis": text}, ("fee",), _charge),
    "state-due-day": Deed(
        {"start": day, "days": whole, "due": day}, ("start", "days", "due"), duties.guard_due_day
    ),
    **{name: Deed(*told) for name, told in OF_LADDER.items()},
    **{name: Deed(*told) for name, told in OF_VOICE.items()},
    **{name: Deed(*told) for name, told in OF_CERTIFICATES.items()},
    **{name: Deed(*told) for name, told in OF_CONSULTING.items()},
    **{name: Deed(*told) for name, told in OF_BESIDE.items()},
    **{name: Deed(*told) for name, told in OF_PROGRAMME.items()},
}  # fmt: skip
