"""评价到访: one visit, one rating; at the window's tablet, by the code on the window or on the slip."""

from django.db import IntegrityError, transaction

from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write
from yuanban.voice import giving
from yuanban.voice.actions.open_visit import put
from yuanban.voice.models import Rating, Visit


@transaction.atomic
def rate_visit(actor, visit, said, channel):
    """Somebody signed in rates in their own name; nobody has to sign in."""
    require_no_official(actor)
    visit = Visit.objects.select_for_update(of=("self",)).select_related("centre", "item").get(pk=visit.pk)
    procedure.guard_rate_once(Rating.objects.filter(visit=visit).exists())
    of = {"visit": visit, "item": visit.item, "by_id": actor.person}
    served = [visit.clerk_id] if visit.clerk_id else []
    rating = giving.keep(actor, said, channel, centre=visit.centre, served=served, **of)
    write(visit, "visit.rated", actor, {**said.told, "channel": channel})
    return rating


@transaction.atomic
def rate_window(actor, window, said, channel, clerk=None):
    """Nobody opened this visit: it is opened by the code, once a day for each person who is signed in."""
    require_no_official(actor)
    clerk_id = clerk.pk if clerk else None
    try:
        with transaction.atomic():
            visit = put(actor, window, "code", clerk_id=clerk_id, person_id=actor.person)
    except IntegrityError:
        raise Refusal("rate-once", because="您今天已经评价过这个窗口。") from None
    return rate_visit(actor, visit, said, channel)


def require_no_official(actor):
    if actor.official:
        raise Refusal(
            "stand-aside",
            because="您现在以工作人员的岗位登录，不能在这里评价。",
            cure="请由办事的人评价；电话评价由监督人员录入。",
        )
