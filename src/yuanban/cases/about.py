"""A case about a certificate that there is: what may be asked of it, decided on it, and what becomes of it (许可法第四十九条、第五十条、第七十条)."""

from django.db import IntegrityError

from yuanban.certificates.actions.annul import annul_as_asked
from yuanban.certificates.queries import newest, standing
from yuanban.law import certificates as law
from yuanban.law.refusal import Refusal
from yuanban.law.terms import asking

LIGHT = ("replacement", "cancel")  # nothing about the activity is examined anew: the materials are not asked for again


def guard_asked(application, day):
    """The holder's own certificate, of this item, in a state to ask this of it, and not asked already."""
    certificate, purpose = application.certificate, application.purpose
    require_holder(application)
    stands = "replaced" if certificate.replaced_on else standing(certificate, day)
    window = asking(certificate.item.extra.get("renewal"))
    law.guard_asked(purpose, stands, certificate.state, certificate.to_date, day, window)
    require_none_open(certificate, purpose)


def require_holder(application):
    certificate, firm = application.certificate, application.enterprise
    held = certificate.enterprise_id == firm.pk if firm else certificate.person_id == application.applicant.pk
    if not held:
        name = law.PURPOSES[application.purpose]
        raise Refusal(
            "certificate-state", f"这份证照不是申请人的，不能申请{name}。", f"请以{certificate.holder_name}的名义申请。"
        )
    if application.item is None or application.item.pk != certificate.item_id:
        raise Refusal("certificate-state", "申请的事项与证照不是同一事项。", "请从证照的页面进入申请。")


def subject_of(application):
    """What the certificate says, as long as nothing else is asked for."""
    return application.certificate.content.get("subject", "") if application.certificate else ""


def require_none_open(certificate, purpose):
    waiting = certificate.cases.filter(purpose=purpose, closed_on=None).first()
    if waiting:
        raise already(purpose, waiting.number)


def already(purpose, number=""):
    name = law.PURPOSES[purpose]
    told = f"（{number}）" if number else ""
    return Refusal(
        "certificate-state", f"这份证照已有一件{name}申请{told}没有办结。", "请等该件办结，或者撤回以后再申请。"
    )


def guard_first(problem: IntegrityError, application):
    """Two at once: the database let one through, and the other is told so."""
    if "case_one_open_of_a_kind" in str(problem):
        raise already(application.purpose) from problem


def guard_decision(case, day, outcome):
    """After the end of the term a renewal is decided by silence; what was struck off is granted nothing any more."""
    if case.certificate_id is None:
        return
    certificate = newest(case.certificate)
    if case.purpose == "renewal" and certificate.to_date:
        law.guard_renewal_decided(certificate.to_date, day)
    if outcome == "granted" and certificate.state not in law.ASKABLE[case.purpose]:
        name, now = law.PURPOSES[case.purpose], law.STATES[certificate.state]
        raise Refusal(
            "certificate-state",
            f"这份证照{now}，不能准予{name}。",
            "请作出不予的决定，写明理由；或者先恢复证照的效力。",
        )


def strike_off(case, actor):
    """The holder asked for it, and it was granted: the certificate and what was to follow it end here."""
    last = newest(case.certificate)
    for certificate in {case.certificate, last}:
        if certificate.state in law.ASKABLE["cancel"]:
            annul_as_asked(actor, certificate, case.number, case.decided_on)
