"""核对原件: a window or the organ held the original beside the file. The document on the shelf becomes more trusted by it."""

from django.db import transaction

from yuanban.cases import waivers
from yuanban.cases.shelving import kind_in, on_shelf
from yuanban.cases.step import load, move
from yuanban.law.refusal import Refusal
from yuanban.shelf.actions.check_original import check_original as raise_trust

CHECKING = frozenset({"receive", "accept", "review"})


@transaction.atomic
def check_original(actor, number, code, version=None):
    case = load(actor, number, version)
    require_desk(actor, case)
    rows = case.materials.filter(code=code, state="given", upload__isnull=False)
    row = rows.select_related("upload__document").first()
    if row is None:
        raise Refusal("wrong-state", because="这份材料没有上传文件，没有可以核对的。", cure="请核对其他材料。")
    if kind := kind_in(case, row):
        raise_trust(actor, on_shelf(actor, case, kind, row).pk, case.number)
    row.why = row.why | {"original": f"{waivers.said(actor.day)}{actor.body_name}{actor.name}核对原件，一致"}
    row.save(update_fields=["why"])
    said = {"material": code, "name": row.name, "sha256": row.upload.sha256}
    move(case, "case.original-checked", actor, said | {"why": waivers.kept(case)})
    return case


def checks(actor, case):
    """Whether this person may check materials of this case now: its window or an organ of its plan, until it is decided."""
    here = actor.centre == case.centre_id if actor.role == "clerk" else actor.body in case.bodies
    return bool(here and CHECKING & actor.powers and not case.closed_on and not case.decided_on)


def require_desk(actor, case):
    if case.closed_on or case.decided_on:
        raise Refusal("wrong-state", because="本件已经作出决定或者办结。", cure="需要再核对的，按监督检查办理。")
    if not checks(actor, case):
        raise Refusal(
            "no-post", because="只有本件的窗口和办理机关可以核对材料。", cure="请由收件、受理、审查本件的人员办理。"
        )
