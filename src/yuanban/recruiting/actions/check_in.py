"""签到: by the code said at the door; once, whoever presses and however often."""

from django.db import transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.recruiting.models import Gathering, SignUp
from yuanban.recruiting.step import require_staff

NEAR = 12 * 3600  # seconds before the beginning from which the door is open


def check_in(actor, gathering, code):
    """-> (the sign-up, whether it came in now). The second time says when the first was."""
    require_staff(actor, gathering.centre_id, "签到")
    require_day(gathering, actor.at)
    row = named(gathering, code)
    if row.state == "here":
        return row, False
    if row.state != "seated":
        raise Refusal(
            "wrong-state", f"这一位{row.get_state_display()}，没有名额。", "有人取消的，候补按次序转正，刷新后再签到。"
        )
    try:
        with transaction.atomic():
            write(row, "signup.arrived", actor, state="here", came_at=actor.at)
        return row, True
    except Refusal:
        return arrived_meanwhile(row), False


def arrived_meanwhile(row):
    row = SignUp.objects.get(pk=row.pk)
    if row.state != "here":
        raise Refusal("changed-meanwhile")
    return row


def named(gathering, code):
    text = "".join(code.upper().split())
    row = SignUp.objects.filter(gathering=gathering, code=text).first() if text else None
    if row is None:
        raise Invalid({"code": "没有这个签到码。请核对七位字母和数字，或者按姓名找。"})
    return row


def require_day(gathering: Gathering, at):
    if gathering.state == "cancelled":
        raise Refusal("wrong-state", "这场活动已经取消。", "请核对是哪一场。")
    if (gathering.starts_at - at).total_seconds() > NEAR:
        raise Refusal("wrong-state", "还没有到签到的时间。", "开始前十二小时以内可以签到。")
