"""补齐: what was accepted as missing on a written promise is handed in before the decision (容缺受理)."""

from django.db import transaction

from yuanban.cases.actions.supply import require_own, stands_in
from yuanban.cases.handed import handed
from yuanban.cases.models import Upload
from yuanban.cases.step import load, move
from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def make_good(actor, number, files, paper=(), version=None):
    """`files` is {material code: upload id}; `paper` the codes handed over at the counter. Some or all of the promised."""
    case = load(actor, number, version)
    procedure.check(case.state, "make_good")
    require_own(actor, case)
    paper = paper if stands_in(actor, case) else ()  # only who was handed a paper can say so
    promised = owing(case)
    uploads = {u.pk: u for u in Upload.objects.filter(pk__in=files.values(), by=actor.person)}
    given = {m: uploads.get(int(files.get(m.code) or 0)) for m in promised if m.code in files or m.code in paper}
    if not given or any(upload is None and m.code not in paper for m, upload in given.items()):
        raise Invalid({f"material-{m.code}": f"请上传“{m.name}”。" for m in promised})
    for material, upload in given.items():
        material.upload, material.state = upload or material.upload, "given"
        material.save()
    move(case, "case.made-good", actor, {"materials": sorted(m.code for m in given), "handed": handed(case)})
    return case


def owing(case):
    promised = list(case.materials.filter(state="deferred"))
    if not promised:
        raise Refusal("wrong-state", because="本件没有待补齐的容缺材料。", cure="无需办理。")
    return promised
