"""补交: the applicant answers the supplement notice."""

from django.db import transaction

from yuanban.cases import clocking
from yuanban.cases.handed import handed
from yuanban.cases.models import Upload
from yuanban.cases.step import load, move
from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def supply(actor, number, files, paper=(), version=None):
    """`files` is {material code: upload id}; `paper` the codes handed over at the counter. Every gap must be answered."""
    case = load(actor, number, version)
    procedure.check(case.state, "supply")
    require_own(actor, case)
    open_gaps = list(case.materials.exclude(gap=""))
    uploads = {u.pk: u for u in Upload.objects.filter(pk__in=files.values(), by=actor.person)}
    answer = {m: uploads.get(int(files.get(m.code) or 0)) for m in open_gaps}
    paper = paper if stands_in(actor, case) else ()  # only who was handed a paper can say so
    missing = {
        f"material-{m.code}": f"请补交“{m.name}”：{m.gap}"
        for m, upload in answer.items()
        if upload is None and m.code not in paper
    }
    if missing:
        raise Invalid(missing)
    for material, upload in answer.items():
        material.upload, material.state, material.gap = upload or material.upload, "given", ""
        material.save()
    clock = [*case.clock, clocking.entry(actor.day, "supplemented")]
    said = {"materials": sorted(m.code for m in answer), "handed": handed(case)}
    move(case, "case.supplemented", actor, said, state="received", clock=clock)
    return case


def owns(actor, case):
    return case.applicant_id == actor.person or case.enterprise_id in actor.enterprises


def stands_in(actor, case):
    """The helper with the applicant's written scope, or a clerk of this centre acting at the applicant's request."""
    return case.agent_id == actor.person or (actor.role == "clerk" and actor.centre == case.centre_id)


def require_own(actor, case):
    if not owns(actor, case) and not stands_in(actor, case):
        raise Refusal(
            "no-post",
            because="只有申请人、其书面委托的代办人或者本中心窗口可以办理这一步。",
            cure="请由申请人登录后办理。",
        )
