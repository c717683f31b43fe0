"""活动评价: by one who came, once."""

from django.db import transaction

from yuanban.law.refusal import Refusal
from yuanban.law.voice import LEVELS
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.recruiting.models import SignUp


@transaction.atomic
def feed_back(actor, pk, level, said=""):
    row = SignUp.objects.select_for_update().get(pk=pk)
    if row.state != "here":
        raise Refusal("wrong-state", "签到以后才能评价。", "到场的人可以评价。")
    if row.level is not None:
        raise Refusal("rate-once", because="您已经评价过这场活动。")
    if level not in LEVELS:
        raise Invalid({"level": "请选择一个等级。"})
    write(row, "signup.rated", actor, level=level, said=said.strip()[:500])
    return row
