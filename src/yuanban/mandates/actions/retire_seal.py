"""停用印章: from its day on it seals nothing; what it sealed before stays sealed."""

from django.db import transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.mandates.models import Seal
from yuanban.mandates.step import require_manager
from yuanban.places import epoch


@transaction.atomic
def retire_seal(actor, code, day, reason, version=None):
    seal = Seal.objects.select_related("kept_by", "of").get(code=code)
    require_manager(actor, seal.kept_by)
    if version is not None and int(version) != seal.version:
        raise Refusal("changed-meanwhile")
    if seal.retired_on:
        raise Refusal("wrong-state", because=f"“{seal.name}”已自{seal.retired_on}起停用。", cure="不必再办。")
    if not reason.strip():
        raise Invalid({"reason": "请写明停用的理由。"})
    if day < actor.day:
        raise Invalid({"day": "停用不溯及既往，停用日期不能早于今天。"})
    write(seal, "seal.retired", actor, retired_on=day, retire_reason=reason.strip())
    epoch.bump()
    return seal
