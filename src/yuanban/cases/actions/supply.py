"""补交: the applicant answers the supplement notice, each gap where it is: a file, a corrected answer, a statement."""

from django.db import transaction

from yuanban.cases import clocking, corrections, promised, waivers
from yuanban.cases import gaps as gap
from yuanban.cases.actions.reuse import use_in
from yuanban.cases.handed import handed
from yuanban.cases.models import CaseMaterial, Upload
from yuanban.cases.step import load, move
from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid

LONGEST = 1000


@transaction.atomic
def supply(actor, number, files, paper=(), version=None, form=None, said=None):
    """Every gap must be answered.

    `files` is {material code, or `condition-N`: upload id}; `paper` the same codes handed over at the counter; `form` the
    corrected answers {question: value}; `said` what the applicant states {number of the gap: text}.
    """
    case = load(actor, number, version)
    procedure.check(case.state, "supply")
    require_own(actor, case)
    open_gaps = gap.open_gaps(case)
    paper = paper if stands_in(actor, case) else ()  # only who was handed a paper can say so
    uploads = uploads_of(actor, files)
    answered = {key: text.strip()[:LONGEST] for key, text in (said or {}).items()}
    asked = {one.key for one in open_gaps if one.target == "field"}
    new, facts = corrections.corrected(case, {key: value for key, value in (form or {}).items() if key in asked})
    changed = [one for one in corrections.changes(case, new) if one[0] in asked]
    require_answers(case, open_gaps, uploads, paper, {key for key, *_ in changed}, answered)
    use_in(actor, case, uploads)
    take(case, open_gaps, uploads, paper)
    data = answer(case, actor, open_gaps, answered)
    if changed:
        data |= corrections.keep(case, case.version + 1, [("field", *one) for one in changed], actor.name)
        data |= corrections.keep_form(case, new)
    changes = promised.kept(case) | ({"facts": facts} if facts != case.facts else {})
    if case.committed and not case.materials.filter(state="committed").exists():
        changes["committed"] = False  # what the commitment stood for has been handed in
    clock = [*case.clock, clocking.entry(actor.day, "supplemented")]
    move(case, "case.supplemented", actor, data, state="received", supply_by=None, clock=clock, **changes)
    return case


def uploads_of(actor, files):
    """{code: the actor's own upload}"""
    mine = Upload.objects.filter(by=actor.person).in_bulk([pk for pk in files.values() if pk])
    return {code: mine[int(pk)] for code, pk in files.items() if pk and int(pk) in mine}


def require_answers(case, gaps, uploads, paper, changed, answered):
    errors = {}
    for one in gaps:
        code = code_of(one)
        handed_in = code in uploads or code in paper
        if one.target == "material" and not handed_in:
            errors[f"material-{code}"] = f"请补交“{one.name}”：{one.text}"
        if one.target == "field" and one.key not in changed and not answered.get(str(one.number)):
            errors[one.key] = f"请改正“{one.name}”；没有错的，请在下面说明。"
        if one.target == "condition" and not handed_in and not answered.get(str(one.number)):
            errors[f"said-{one.number}"] = "请说明怎样符合这项条件，或者上传证明材料。"
    if errors:
        raise Invalid(errors)


def code_of(one):
    """Under which a file that answers this gap is handed in."""
    return one.key if one.target == "material" else f"{one.target}-{one.key}"


def take(case, gaps, uploads, paper):
    codes = {one.key for one in gaps if one.target == "material"}
    for material in case.materials.filter(code__in=codes):
        material.upload, material.state = uploads.get(material.code) or material.upload, "given"
        material.why = waivers.of_upload(uploads.get(material.code))
        material.save(update_fields=["upload", "state", "why"])
    for one in gaps:
        code = code_of(one)
        if one.target == "condition" and (code in uploads or code in paper):
            proof = {
                "name": f"证明：{one.name}"[:300],
                "need": "optional",
                "state": "given",
                "upload": uploads.get(code),
            }
            CaseMaterial.objects.update_or_create(case=case, code=code, defaults=proof)


def answer(case, actor, gaps, answered):
    """Write down that each gap is answered. -> what the event says."""
    for one in gaps:
        one.answered_on, one.answer = actor.day, answered.get(str(one.number), "")
        one.save(update_fields=["answered_on", "answer"])
    gap.mark(case)
    return {
        "materials": sorted({one.key for one in gaps if one.target == "material"}),
        "answers": gap.answers_said(gaps),
        "handed": handed(case),
        "why": waivers.kept(case),
    }


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
