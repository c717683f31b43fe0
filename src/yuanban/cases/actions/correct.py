"""当场更正: what can be put right on the spot is put right there, before and after on the record (许可法第三十二条第一款第三项)."""

from django.db import transaction

from yuanban.cases import corrections, promised
from yuanban.cases.handed import handed
from yuanban.cases.permit import permit
from yuanban.cases.step import load, move
from yuanban.ledger.invalid import Invalid

SIGNED = 60


@transaction.atomic
def correct(actor, number, signed, form=None, replaced=(), version=None):
    """At the counter. `signed`: the name under which the applicant signed for it.

    `form` holds the corrected answers {question: value}, `replaced` the codes of materials handed over anew on paper.
    """
    case = load(actor, number, version)
    permit(actor, case, "correct", "receive")
    new, facts = corrections.corrected(case, form or {})
    found = [("field", *one) for one in corrections.changes(case, new)] + anew(case, replaced)
    require(found, signed.strip())
    data = corrections.keep(case, case.version + 1, found, signed.strip())
    if new != case.form:
        data |= corrections.keep_form(case, new)
    changes = promised.kept(case) | ({"facts": facts} if facts != case.facts else {})
    move(case, "case.corrected", actor, data | {"handed": handed(case)}, **changes)
    return case


def anew(case, codes):
    """Materials handed over once more: [("material", code, name, before, after)]."""
    found = []
    for material in case.materials.filter(code__in=codes).select_related("upload"):
        was = material.upload.name if material.upload else material.get_state_display()
        found.append(("material", material.code, material.name, was, "纸质，当场更正"))
        material.state, material.upload = "given", None
        material.save(update_fields=["state", "upload"])
    return found


def require(found, signed):
    errors = {}
    if not found:
        errors["form"] = "没有更正任何内容：请改正申请表，或者勾选当场更换的材料。"
    if not signed or len(signed) > SIGNED:
        errors["signed"] = f"请由申请人签名，写明姓名，最多{SIGNED}字。"
    if errors:
        raise Invalid(errors)
