"""评价: five levels, once for each case, by the one who applied (国办发〔2019〕51号)."""

from django.db import IntegrityError, transaction

from yuanban.cases.actions.supply import owns
from yuanban.cases.step import load, move
from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.voice.models import Rating


def rate(actor, number, level, text="", channel="online", version=None):
    if int(level or 0) not in Rating.LEVELS:
        raise Invalid({"level": "请选择一个评价等级。"})
    try:
        return write(actor, number, int(level), text.strip()[:500], channel, version)
    except IntegrityError:
        raise Refusal("rate-once") from None


@transaction.atomic
def write(actor, number, level, text, channel, version):
    case = load(actor, number, version)
    procedure.check(case.state, "rate")
    require_own(actor, case)
    procedure.guard_rate_once(Rating.objects.filter(case=case).exists())
    rating = Rating.objects.create(case=case, level=level, text=text, by_id=actor.person, channel=channel, at=actor.at)
    move(case, "case.rated", actor, {"level": level, "text": text, "channel": channel})
    return rating


def require_own(actor, case):
    """Nobody who served may praise the service in the applicant's stead."""
    if not owns(actor, case):
        raise Refusal("no-post", because="只有申请人可以评价本件。", cure="请由申请人登录后评价。")
