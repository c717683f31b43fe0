"""What the verbs of this room share: who is on a thread, whose institution it is, and what is kept of words."""

import hashlib
import secrets

from django.db.models import Q

from yuanban.accounts.models import Enterprise
from yuanban.law import disputes as law
from yuanban.law.refusal import Refusal
from yuanban.residents.models import Dispute, Institution


def same(row, version):
    if version is not None and version != row.version:
        raise Refusal("changed-meanwhile")


def require_manager(actor, centre):
    if actor.role != "manager" or actor.centre != centre:
        raise Refusal("no-post", because="驻场机构由本园区的中心管理员登记。", cure="请由中心管理员办理。")


def own_institution(actor):
    """-> the institution at whose desk the actor sits, or None."""
    if actor.role != "resident":
        return None
    rows = Institution.objects.select_related("body", "centre__park", "window")
    return rows.filter(body__code=actor.body, centre=actor.centre, left_on=None).first()


def require_institution(actor, institution):
    mine = own_institution(actor)
    if mine is None or mine.pk != institution:
        raise Refusal("no-post", because="这一步由承办的机构办理。", cure="请用该机构的账号登录。")
    return mine


def disputes_for(actor):
    """The parties, and the institutions that are or were on the thread. Nobody else sees a word of it."""
    rows = Dispute.objects.select_related(
        "centre__park", "holder__body", "enterprise", "respondent", "by", "case", "concern", "service_order"
    )
    if actor.person is None:
        return rows.none()
    if actor.official:
        mine = own_institution(actor)
        return rows.filter(legs__institution=mine).distinct() if mine else rows.none()
    return rows.filter(Q(by=actor.person) | Q(enterprise__in=actor.enterprises) | Q(respondent__in=actor.enterprises))


def is_claimant(actor, dispute):
    return not actor.official and (
        dispute.enterprise_id in actor.enterprises or (dispute.by_id is not None and dispute.by_id == actor.person)
    )


def require_claimant(actor, dispute):
    if not is_claimant(actor, dispute):
        raise Refusal("no-post", because="这一步由提出的一方办理。", cure="请用提出一方的账号登录。")


def lock(number, version=None):
    rows = Dispute.objects.select_for_update(of=("self",)).select_related("holder__body", "centre")
    dispute = rows.get(number=number)
    same(dispute, version)
    return dispute


def turn(dispute, verb):
    return law.dispute_turn(dispute.state, verb)


def kept(*texts):
    """-> (salt, digest): who has the texts and the salt can prove them, and nobody can guess them from the ledger."""
    salt = secrets.token_hex(16)
    return salt, digest_of(salt, texts)


def digest_of(salt, texts):
    return hashlib.sha256("\x1f".join((salt, *texts)).encode()).hexdigest()


def firm_named(code):
    """A firm of the platform by its credit code, so that the other side sees the thread too; or None."""
    return Enterprise.objects.filter(code=code.strip()).first() if code.strip() else None
