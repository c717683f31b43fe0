"""内部核查: what the applicant need not hand in the organ finds out by itself, by the shared data or in its own way, and writes it down."""

from django.db import transaction

from yuanban.cases import waivers
from yuanban.cases.actions.check_original import require_desk
from yuanban.cases.handed import handed
from yuanban.cases.step import load, move
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.shelf.holders import holder_of

LONGEST = 500


@transaction.atomic
def check_internally(actor, number, code, found=None, text="", version=None):
    """`found` True or False with what was found; None asks the shared data once more."""
    case = load(actor, number, version)
    require_desk(actor, case)
    row = case.materials.filter(code=code, state="shared").first()
    if row is None:
        raise Refusal("wrong-state", because="这份材料不由机关核查。", cure="请按材料清单办理。")
    reason = looked_again(actor, case, row) if found is None else written(actor, found, text.strip())
    row.why, row.state = reason, "missing" if found is False else "shared"
    row.save(update_fields=["why", "state"])
    said = {"material": code, "name": row.name, "found": reason["kind"] in ("shared", "certificate") or bool(found)}
    move(case, "case.material-checked", actor, said | {"handed": handed(case), "why": waivers.kept(case)})
    return case


def looked_again(actor, case, row):
    material = case.item_version.materials.get(code=row.code)
    holder, purpose = holder_of(case.enterprise, case.applicant), waivers.purpose_of(case.item)
    return waivers.found_for(actor, holder, {row.code: material}, purpose, again=True).get(row.code, row.why)


def written(actor, found, text):
    if not text or len(text) > LONGEST:
        raise Invalid({"text": f"请写明怎样核查、结果是什么，最多{LONGEST}字。"})
    who = f"{waivers.said(actor.day)}{actor.body_name}{actor.name}"
    return waivers.why("checked", f"{who}核查：{text}", found=found)
