"""版头: an organ sets how its papers are headed; what has left the house keeps the head it had."""

from django.db import transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.papers.models import Letterhead
from yuanban.places import epoch

MOST = {"mark": 60, "foot": 120}


@transaction.atomic
def set_letterhead(actor, body, mark, line=True, foot="", version=None):
    """`version`: that of the letterhead the page was drawn from, 0 when there was none."""
    require_own(actor, body)
    said = {"mark": mark.strip(), "line": bool(line), "foot": foot.strip()}
    check(said)
    row = Letterhead.objects.select_for_update().filter(body=body).first()
    if version is not None and int(version) != (row.version if row else 0):
        raise Refusal("changed-meanwhile")
    if row is None:
        row = Letterhead(body=body, **said)
        create(row, "letterhead.set", actor)
    else:
        write(row, "letterhead.changed", actor, **said)
    epoch.bump()
    return row


def require_own(actor, body):
    """The organ itself, or the provincial centre and the administrator for it."""
    if actor.role in ("provincial", "admin") or (actor.role in ("approver", "manager") and actor.body == body.code):
        return
    raise Refusal("no-post", because="版头由发文机关自己设定。", cure=f"请由{body.name}的人员或者省级中心办理。")


def check(said):
    errors = {name: f"最多{most}字。" for name, most in MOST.items() if len(said[name]) > most}
    if not said["mark"]:
        errors["mark"] = "请填写发文机关标志，通常是机关全称或者规范化简称，可以加“文件”二字。"
    if errors:
        raise Invalid(errors)
