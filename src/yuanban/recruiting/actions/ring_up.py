"""已告知: somebody of the centre has rung one up who has no account, and says so; once for each change."""

from django.db import transaction

from yuanban.accounts.models import Person
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write
from yuanban.recruiting.moving import by_telephone
from yuanban.recruiting.step import require_staff


@transaction.atomic
def ring_up(actor, gathering, pk):
    """-> the sign-up. What has been said since the last change is not said again."""
    require_staff(actor, gathering.centre_id, "登记已告知")
    row = by_telephone(gathering).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise Refusal("wrong-state", "这一位不用打电话告知。", "有账号的已经收到消息，取消了报名的不用告知。")
    if row.told_at is None or row.told_at < gathering.moved_at:
        write(row, "signup.told", actor, told_at=actor.at, told_by=Person.objects.get(pk=actor.person))
    return row
