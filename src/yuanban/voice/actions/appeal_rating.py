"""误评申诉: whoever was rated says, with evidence, that the rating is not of what they did."""

from django.db import transaction

from yuanban.law import voice as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import create
from yuanban.voice.actions.mend import answers_for
from yuanban.voice.models import Rating, RatingAppeal
from yuanban.voice.step import clock, tell_case


@transaction.atomic
def appeal_rating(actor, pk, grounds, evidence="", upload=None):
    """`upload` is a cases.Upload or None; words or a file, one of them."""
    rating = Rating.objects.select_for_update(of=("self",)).select_related("about", "centre__park").get(pk=pk)
    if actor.person not in rating.served and not answers_for(actor, rating):
        raise Refusal(
            "no-post", because="只有被评价的人员、有关机关负责人或者中心管理员可以申诉。", cure="请由被评价的人员提出。"
        )
    before = RatingAppeal.objects.filter(rating=rating).exists()
    law.guard_appeal(rating.level, grounds, bool(evidence.strip() or upload), before)
    row = RatingAppeal(
        rating=rating, centre=rating.centre, by_id=actor.person, grounds=grounds.strip()[:1000],
        evidence=evidence.strip()[:1000], file=upload, **clock("appeal-days", rating.centre, actor.day),
    )  # fmt: skip
    create(row, "rating.appealed", actor)
    tell_case(rating.about_id, "case.rating-appealed", actor, {})
    return row
