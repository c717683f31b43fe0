"""踏勘记录: each organ may write down its own finding; the host records the rest, the result, and shares it with every case."""

from django.db import transaction

from yuanban.cases import files
from yuanban.cases.models import Upload
from yuanban.joint import step, together
from yuanban.joint.models import SitePhoto, SiteVisit
from yuanban.law import consulting
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write

MOST_PHOTOS = 20


@transaction.atomic
def note_finding(actor, pk, people, finding, said="", version=None):
    """One organ's own part, before the visit is recorded."""
    row, _ = together.held(SiteVisit, pk)
    seat_code = require_seat(actor, row)
    together.require_state(row, "planned")
    together.require_held(row, actor.day)
    step.same(row, version)
    mine = {"came": True, "people": people.strip(), "finding": finding, "said": said.strip(), "by": actor.name}
    seats = [seat | mine if seat["body"] == seat_code else seat for seat in row.seats]
    check([seat for seat in seats if seat["body"] == seat_code])
    write(row, "sitevisit.noted", actor, None, seats=seats)
    return row


@transaction.atomic
def record_visit(actor, pk, seats, conclusion, photos=(), version=None):
    """`seats`: {body code: {came, people, finding, said}} of those that wrote nothing themselves; `photos`: (name, bytes)."""
    row, cases = together.held(SiteVisit, pk)
    together.require_host(actor, row)
    together.require_state(row, "planned")
    together.require_held(row, actor.day)
    step.same(row, version)
    said = [seat if seat["by"] else seat | read(seats.get(seat["body"], {})) for seat in row.seats]
    check(said, conclusion)
    taken = kept(actor, photos)
    for case in cases:
        SitePhoto.objects.bulk_create(
            SitePhoto(case=case, visit=row, upload=upload, body=actor.body) for upload in taken
        )
    row.seats = said
    result = {"seats": said, "conclusion": conclusion.strip(), "photos": [upload.sha256 for upload in taken]}
    together.tell(row, together.going(cases), "case.visit-recorded", actor, result)
    write(
        row, "sitevisit.recorded", actor, {"photos": result["photos"]},
        state="recorded", seats=said, conclusion=conclusion.strip(), recorded_at=actor.at,
    )  # fmt: skip
    return row


def require_seat(actor, row):
    if actor.role not in ("approver", "seconded") or actor.body not in row.bodies:
        raise Refusal("no-post", "您的单位没有参加这次踏勘。", "请由参加踏勘的机关填写。")
    return together.seat_of(actor, row)


def read(told):
    came = bool(told.get("came"))
    return {"came": came} | {
        key: str(told.get(key) or "").strip() if came else "" for key in ("people", "finding", "said")
    }


def check(seats, conclusion="有"):
    errors = {}
    if not any(seat["came"] for seat in seats):
        errors["seats"] = "请写明哪些机关到了现场。"
    for seat in seats:
        if seat["came"]:
            errors |= lacking(seat)
    if not conclusion.strip() or len(conclusion) > 2000:
        errors["conclusion"] = "请写明踏勘的结果（最多2000字）。"
    if errors:
        raise Invalid(errors)


def lacking(seat):
    """{field: what is wrong} of one organ that came."""
    code, found = seat["body"], {}
    if not seat["people"] or len(seat["people"]) > 200:
        found[f"people-{code}"] = f"请写明{seat['name']}由谁到场。"
    if seat["finding"] not in consulting.FINDINGS:
        found[f"finding-{code}"] = f"请选择{seat['name']}查看的结果。"
    if seat["finding"] in ("mend", "unfit") and not seat["said"]:
        found[f"said-{code}"] = "请写明哪里不符合、怎样整改。"
    if len(seat["said"]) > 1000:
        found[f"said-{code}"] = "最多1000字。"
    return found


def kept(actor, photos):
    """The pictures, checked by their content. -> Uploads, each once."""
    if len(photos) > MOST_PHOTOS:
        raise Invalid({"photos": f"最多{MOST_PHOTOS}张照片。"})
    found: dict[str, Upload] = {}
    for name, data in photos:
        try:
            upload = files.keep(actor, name, data)
        except Invalid as problem:
            raise Invalid({"photos": f"“{name}”：{'；'.join(problem.errors.values())}"}) from None
        if not upload.type.startswith("image/"):
            raise Invalid({"photos": f"“{name}”不是照片，请上传JPG或者PNG图片。"})
        found.setdefault(upload.sha256, upload)
    return list(found.values())
