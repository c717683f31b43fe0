"""补齐: what was accepted as missing on a written promise is handed in before the decision (容缺受理)."""

from django.db import transaction

from yuanban.cases import promised, waivers
from yuanban.cases.actions.reuse import use_in
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
    lacking = owing(case)
    uploads = {u.pk: u for u in Upload.objects.filter(pk__in=files.values(), by=actor.person)}
    given = {m: uploads.get(int(files.get(m.code) or 0)) for m in lacking if m.code in files or m.code in paper}
    if not given or any(upload is None and m.code not in paper for m, upload in given.items()):
        raise Invalid({f"material-{m.code}": f"请上传“{m.name}”。" for m in lacking})
    use_in(actor, case, {m.code: upload for m, upload in given.items()})
    for material, upload in given.items():
        material.upload, material.state = upload or material.upload, "given"
        material.why = waivers.of_upload(upload)
        material.save()
    data = {"materials": sorted(m.code for m in given), "handed": handed(case), "why": waivers.kept(case)}
    move(case, "case.made-good", actor, data, **promised.kept(case))
    return case


def owing(case):
    lacking = promised.owed(case)
    if not lacking:
        raise Refusal("wrong-state", because="本件没有待补齐的容缺材料。", cure="无需办理。")
    return lacking
