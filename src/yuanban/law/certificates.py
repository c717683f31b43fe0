"""What may become of a certificate, on which ground, and what the holder is owed first (《行政许可法》第七条、第五十条、第六十九条、第七十条)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from yuanban.law.refusal import Refusal
from yuanban.law.terms import Asking, end_of_term, next_term

STATES = {"valid": "有效", "suspended": "已暂停", "revoked": "已撤销", "annulled": "已注销"}
# How it stands on a day: the state, and what only the days bring about.
STANDINGS = {
    "valid": "有效",
    "expiring": "即将到期",
    "suspended": "已暂停",
    "coming": "未到生效日",
    "expired": "已过有效期",
    "revoked": "已撤销",
    "annulled": "已注销",
    "replaced": "已换发",
}
PURPOSES = {"new": "新办", "renewal": "延续", "change": "变更", "replacement": "补证", "cancel": "注销"}
EXPIRING = 90  # days before the end from which a page says so


@dataclass(frozen=True, slots=True)
class Turn:
    name_zh: str
    sources: tuple[str, ...]
    target: str


TURNS = {
    "suspend": Turn("暂停", ("valid",), "suspended"),
    "restore": Turn("恢复", ("suspended",), "valid"),
    "revoke": Turn("撤销", ("valid", "suspended"), "revoked"),
    "annul": Turn("注销", ("valid", "suspended", "revoked"), "annulled"),
}
RULES = {"suspend": "suspension", "restore": "suspension", "revoke": "revocation", "annul": "annulment"}
# In which state the holder may ask for what.
ASKABLE = {
    "renewal": ("valid", "suspended"),
    "change": ("valid",),
    "replacement": ("valid",),
    "cancel": ("valid", "suspended"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    key: str
    title: str
    article: str
    basis: bool = False
    notice: bool = False
    unprotected: bool = False
    holder: str = ""
    state: str = ""
    expired: bool = False
    by_case: bool = False


@cache
def grounds() -> dict[str, dict[str, Ground]]:
    """{verb: {key: Ground}}, as `data/certificate_grounds.yaml` has them."""
    text = files("yuanban.law").joinpath("data/certificate_grounds.yaml").read_text(encoding="utf-8")
    return {
        verb: {key: Ground(key, **told) for key, told in found.items()} for verb, found in yaml.safe_load(text).items()
    }


def standing(state: str, first: date, last: date | None, replaced_on: date | None, day: date) -> str:
    """How it stands on `day`, one of STANDINGS. What was decided goes before what only the days bring about."""
    if replaced_on and replaced_on <= day:
        return "replaced"
    if state in ("revoked", "annulled"):
        return state
    if day < first:
        return "coming"
    if last and day > last:
        return "expired"
    return "expiring" if state == "valid" and last and (last - day).days <= EXPIRING else state


def turn(state: str, verb: str, replaced: bool = False) -> Turn:
    """The step, or a `certificate-state` refusal that says what may be done now."""
    found = TURNS[verb]
    if replaced:
        raise Refusal("certificate-state", f"这份证照已由新证照代替，不能{found.name_zh}。", "请对现在有效的证照办理。")
    if state in found.sources:
        return found
    names = "、".join(one.name_zh for one in TURNS.values() if state in one.sources)
    cure = f"现在可以办理：{names}。" if names else "注销以后不再有别的步骤。"
    raise Refusal("certificate-state", f"这份证照{STATES[state]}，不能{found.name_zh}。", cure)


def guard_ground(
    verb: str, ground: str, reasons: str, basis: str = "", holder: str = "enterprise", state: str = "valid",
    last: date | None = None, day: date = date.min, harm: bool = False, by_case: bool = False,
) -> Ground:  # fmt: skip
    """The ground, if it is one of those the law knows and it fits. `harm`: revoking would gravely hurt the public interest."""
    rule, known = RULES[verb], grounds()[verb]
    found = known.get(ground)
    if found is None or found.by_case != by_case:
        listed = "；".join(one.title for one in known.values() if not one.by_case)
        raise Refusal(rule, f"没有选择{TURNS[verb].name_zh}的法定情形。", f"请选择：{listed}。")
    if not reasons.strip():
        raise Refusal(rule, f"{TURNS[verb].name_zh}决定没有写明事实和理由。", "请写明查明的事实和理由。")
    if found.basis and not basis.strip():
        raise Refusal(
            rule, f"“{found.title}”没有写明所依据的法律、法规或者文书。", "请写明名称和条款，或者文书的文号。"
        )
    if harm and verb == "revoke":
        raise Refusal(
            rule, "撤销可能对公共利益造成重大损害的，不予撤销（第六十九条第三款）。", "请采取补救措施，不作撤销决定。"
        )
    _guard_fitting(found, rule, holder, state, last, day)
    return found


def _guard_fitting(ground: Ground, rule: str, holder: str, state: str, last: date | None, day: date) -> None:
    if ground.holder and ground.holder != holder:
        raise Refusal(rule, f"“{ground.title}”不适用于这份证照的持证人。")
    if ground.state and ground.state != state:
        raise Refusal(rule, f"这份证照没有被撤销，不能以“{ground.title}”为由注销。", "请先依法作出撤销决定。")
    if ground.expired and (last is None or day <= last):
        until = f"{last}才届满" if last else "长期有效"
        raise Refusal(rule, f"这份证照{until}，不能以“{ground.title}”为由注销。")


def guard_no_answer_due(ground: Ground, undecided_renewal: bool) -> None:
    """《行政许可法》第五十条: what waits for an answer to its renewal has not run out unrenewed."""
    if ground.expired and undecided_renewal:
        raise Refusal("annulment", "持证人的延续申请还没有办结，不能以有效期届满为由注销。", "请先就延续申请作出决定。")


def guard_told(ground: Ground, told: str | None, answer_by: date | None, stated: bool, day: date) -> None:
    """《行政许可法》第七条: told of the ground it will rest on, the holder is heard, or lets the days pass, first."""
    if not ground.notice:
        return
    if told != ground.key or answer_by is None:
        raise Refusal("statement", f"没有就“{ground.title}”告知持证人拟作的决定和陈述、申辩的权利。")
    if not stated and day <= answer_by:
        raise Refusal(
            "statement",
            f"持证人陈述、申辩的期限到{answer_by}届满，在此之前不能作出决定。",
            "请等期限届满，或者记录持证人的意见。",
        )


def guard_asked(
    purpose: str, standing: str, state: str, last: date | None, asked: date, window: Asking | None = None
) -> None:
    """What the holder may ask for, of a certificate that stands so; renewal in its time (第五十条)."""
    name, window = PURPOSES[purpose], window or Asking()
    if standing == "replaced" or state not in ASKABLE[purpose]:
        raise Refusal(
            "certificate-state",
            f"这份证照{STANDINGS[standing]}，不能申请{name}。",
            "请对现在有效的证照申请，或者重新申请。",
        )
    if purpose == "renewal":
        guard_renewal_asked(last, asked, window)
    elif standing == "expired":
        raise Refusal("certificate-state", f"这份证照已于{last}届满，不能申请{name}。", "需要继续从事的，请重新申请。")


def guard_renewal_asked(last: date | None, asked: date, window: Asking) -> None:
    if last is None:
        raise Refusal("renewal", "这份证照长期有效，不需要延续。", "内容有变化的，请申请变更。")
    if asked > last:
        raise Refusal("renewal", f"证件已于{last}届满，{asked}不能再申请延续。", "请重新申请。")
    by = f"（{window.article}）" if window.article else ""
    if asked > (latest := window.last(last)):
        raise Refusal(
            "renewal",
            f"延续应当不迟于{latest}申请{by}，{asked}提出已经逾期。",
            "请重新申请；法律、法规另有规定的，请向发证机关说明。",
        )
    if (first := window.first(last)) and asked < first:
        raise Refusal("renewal", f"自{first}起才可以申请延续{by}。", f"请在{first}至{latest}之间申请。")


def guard_renewal_decided(last: date, day: date) -> None:
    """After the end, silence has granted it: nobody decides any more (第五十条第二款)."""
    if day > last:
        raise Refusal(
            "renewal",
            f"证件已于{last}届满，届满前没有作出决定，视为准予延续。",
            "不再作出决定；由系统出具准予延续告知书。",
        )


def renewal(expires: date, asked: date, decided: date | None, day: date, window: Asking | None = None) -> str:
    """What has become of a renewal by `day`: `decided`, `renewed` by silence, or `pending` (第五十条第二款)."""
    guard_renewal_asked(expires, asked, window or Asking())
    if decided and decided <= expires:
        return "decided"
    return "renewed" if day > expires else "pending"


def renewed_by_silence(last: date, accepted: bool, decided: bool, day: date) -> bool:
    """Whether silence has granted the renewal by `day`: asked and taken in, not decided by the last day of the term."""
    return accepted and not decided and day > last


def new_term(
    purpose: str, decided: date, months: int | None, first: date | None = None, last: date | None = None
) -> tuple[date, date | None]:
    """From which day to which the certificate given for this purpose lasts; `first` and `last` are those of the old one.

    A renewal follows the old term; a change and a replacement keep its end.
    """
    if purpose == "renewal" and last:
        return next_term(last, months)
    if purpose in ("change", "replacement") and first:
        return max(decided, first), last
    return decided, end_of_term(decided, months) if months else None
