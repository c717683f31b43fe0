"""申请入驻: a provider asks a centre to be let in, for some kinds of service, with its papers. The renewal is the same."""

from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from yuanban.accounts.models import Person
from yuanban.law import services as law
from yuanban.law.codes import check_credit_code
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.support.models import Admission, AdmissionPaper, Member, Provider
from yuanban.support.step import number, require_hand, said


@dataclass(frozen=True)
class Paper:
    """A licence or certificate: `upload` is a cases.Upload of whoever applies."""

    name: str
    upload: Any
    number: str = ""
    valid_to: Any = None


@dataclass(frozen=True)
class Details:
    """What a new provider says of itself."""

    name: str
    credit_code: str
    contact: str
    short: str = ""
    address: str = ""
    intro: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def apply_admission(actor, centre, kinds, papers, provider=None, details=None):
    """-> the admission asked for. Without `provider` a new one is written down, and who applies is its lead."""
    check(centre, kinds, papers)
    if provider is None:
        provider = found_provider(actor, details)
    require_hand(actor, provider, lead=True)
    row = Admission(
        provider=provider, centre=centre, kinds=sorted(set(kinds)), applied_at=actor.at, applied_by_id=actor.person
    )
    try:
        with transaction.atomic():
            create(row, "admission.asked", actor, {"papers": [paper.name for paper in papers]})
    except IntegrityError as problem:
        raise Refusal("wrong-state", "已经有一份入驻申请在等待核准。", "请等本中心核准，或者联系本中心。") from problem
    for paper in papers:
        kept = AdmissionPaper(
            admission=row, name=paper.name.strip()[:120], number=paper.number.strip()[:120], valid_to=paper.valid_to,
            upload=paper.upload,
        )  # fmt: skip
        create(kept, "admission.paper", actor)
    return row


def check(centre, kinds, papers):
    errors = {}
    if centre is None:
        errors["centre"] = "请选择园区政务服务中心。"
    if not kinds or not set(kinds) <= set(law.kinds()):
        errors["kinds"] = "请选择提供哪几种服务。"
    if not papers:
        errors["papers"] = "请提供至少一份资质文件（许可证、资质证书或者营业执照），并上传扫描件。"
    elif any(not paper.name.strip() or paper.upload is None for paper in papers):
        errors["papers"] = "每份资质文件都要写明名称、上传扫描件。"
    if errors:
        raise Invalid(errors)


def found_provider(actor, details):
    """A company that is not here yet, with the person who applies as its lead."""
    if actor.official or actor.person is None:
        raise Refusal("no-post", "工作人员不能代服务机构申请入驻。", "请用机构人员自己的账号登录后申请。")
    person = Person.objects.get(pk=actor.person)
    code = details.credit_code.strip().upper()
    errors: dict[str, str] = {}
    for key, text, least in (("name", details.name, 4), ("contact", details.contact, 5)):
        try:
            said(
                text,
                key,
                {"name": "请填写机构的全称。", "contact": "请填写联系电话。"}[key],
                60 + 60 * (key == "name"),
                least,
            )
        except Invalid as problem:
            errors |= problem.errors
    if problems := [one for one in check_credit_code(code) if "校验位" not in one]:
        errors["credit_code"] = f"{problems[0]}，请核对。"
    if errors:
        raise Invalid(errors)
    row = Provider(
        number=number("JG", actor.day), name=details.name.strip(), short=(details.short.strip() or details.name.strip())[:60],
        credit_code=code, intro=details.intro.strip()[:1000], contact=details.contact.strip(),
        address=details.address.strip()[:200],
    )  # fmt: skip
    try:
        with transaction.atomic():
            create(row, "provider.registered", actor)
    except IntegrityError as problem:
        raise Invalid({"credit_code": "这家机构已经登记过，请由它的负责人登录后申请。"}) from problem
    create(Member(provider=row, person=person, lead=True, from_date=actor.day), "provider.joined", actor)
    return row
