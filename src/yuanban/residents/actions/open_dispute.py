"""提出纠纷: by a firm or a person against a named other side; or referred by the centre, from a case or a complaint, when they agree."""

import secrets

from django.db import transaction

from yuanban.accounts.models import Enterprise
from yuanban.cases.queries import visible_to
from yuanban.intermediaries.step import orders_for
from yuanban.law import disputes as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.residents.legs import start
from yuanban.residents.models import Dispute, Institution
from yuanban.residents.step import firm_named, kept
from yuanban.voice.queries import concerns_for

REFERRERS = ("manager", "clerk", "helper")
LIMITS = {"title": ("标题", 2, 100), "text": ("情况", 10, 3000)}


@transaction.atomic
def open_dispute(actor, institution, said, enterprise=None, order=""):
    """`said`: matter, title, text, other, other_contact, other_code, consent, agreement; `order`: number of a service order."""
    if actor.official or actor.person is None:
        raise Refusal(
            "no-post",
            because="纠纷由当事人自己提出；工作人员可以从办件、投诉引导转介。",
            cure="请用企业或者个人账号登录。",
        )
    if enterprise and enterprise not in actor.enterprises:
        raise Refusal("no-post", because="只有这家企业的人员可以办理。", cure="请用企业账号登录。")
    columns = {
        "by_id": actor.person,
        "enterprise": Enterprise.objects.filter(pk=enterprise).first() if enterprise else None,
    }
    if order:
        columns["service_order"] = orders_for(actor).filter(number=order).first()
    return put(actor, institution, said, columns)


@transaction.atomic
def refer(actor, institution, said, case="", concern=""):
    """引导转介: what somebody came with belongs to one of the institutions. Only with their consent, and then it is theirs."""
    if actor.role not in REFERRERS:
        raise Refusal("no-post", because="由本园区中心的工作人员转介。", cure="请由中心的工作人员办理。")
    if not said.get("agreed"):
        raise Invalid({"agreed": "转介以前应当征得当事人同意。"})
    matter = (
        visible_to(actor).filter(number=case.strip()).select_related("enterprise", "applicant").first()
        if case.strip()
        else None
    )
    heard = concerns_for(actor).filter(number=concern.strip()).first() if concern.strip() else None
    if matter is None and (heard is None or heard.by_id is None):
        raise Invalid({"case": "没有找到这个编号，或者提出的人没有登录，不能替他转介。"})
    by = matter.applicant if matter else heard.by if heard else None
    firm = matter.enterprise if matter else by and by.enterprises.first()
    columns = {"by": by, "enterprise": firm, "case": matter, "concern": heard, "referred_by_id": actor.person}
    return put(actor, institution, said, columns)


def put(actor, institution, said, columns):
    found = Institution.objects.filter(pk=institution or 0, left_on=None).first()
    texts = checked(said, found)
    if found is None:
        raise Invalid({"institution": "请选择机构。"})
    law.guard_way(found.kind, bool(said.get("consent")), said.get("agreement", ""))
    salt, digest = kept(*texts.values())
    dispute = Dispute(
        number=f"JF{actor.day:%Y%m%d}{secrets.randbelow(10**6):06d}", centre=found.centre, matter=said["matter"], salt=salt,
        digest=digest, respondent=firm_named(said.get("other_code", "")), holder=found, at=actor.at, **texts, **columns,
    )  # fmt: skip
    create(dispute, "dispute.opened", actor)
    start(actor, dispute, found, said)
    return dispute


def checked(said, institution):
    texts = {key: str(said.get(key, "")).strip() for key in ("title", "text", "other", "other_contact")}
    errors = {} if institution else {"institution": "请选择机构。"}
    errors |= {
        key: f"请填写{name}（{low}至{high}字）。"
        for key, (name, low, high) in LIMITS.items()
        if not low <= len(texts[key]) <= high
    }
    if said.get("matter") not in law.MATTERS:
        errors["matter"] = "请选择种类。"
    elif said["matter"] != "service" and not texts["other"]:
        errors["other"] = "请写明对方的名称或者姓名。"
    if said.get("other_code", "").strip() and firm_named(said["other_code"]) is None:
        errors["other_code"] = "没有找到这个统一社会信用代码；不清楚的可以不填。"
    if errors:
        raise Invalid(errors)
    return texts | {"other": texts["other"][:120], "other_contact": texts["other_contact"][:60]}
