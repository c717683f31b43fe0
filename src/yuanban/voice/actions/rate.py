"""评价: five levels, once for each case, by the one who applied (国办发〔2019〕51号)."""

from django.db import transaction

from yuanban.cases.actions.supply import owns
from yuanban.cases.step import load, move
from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.voice import giving
from yuanban.voice.models import Rating
from yuanban.voice.step import served_on

CHANNELS = ("online", "helper")


def rate(actor, number, level, text="", channel="online", version=None, reasons=()):
    return write(actor, number, giving.read(level or 0, text, reasons), channel, version)


@transaction.atomic
def write(actor, number, said, channel, version):
    case = load(actor, number, version)
    procedure.check(case.state, "rate")
    require_own(actor, case)
    procedure.guard_rate_once(Rating.objects.filter(case=case).exists())
    of = {"case": case, "about": case, "item": case.item, "by_id": actor.person}
    rating = giving.keep(actor, said, channel, centre=case.centre, served=served_on(case), **of)
    move(case, "case.rated", actor, {**said.told, "channel": channel})
    return rating


def require_own(actor, case):
    """Nobody who served may praise the service in the applicant's stead."""
    if not owns(actor, case):
        raise Refusal("no-post", because="只有申请人可以评价本件。", cure="请由申请人登录后评价。")
