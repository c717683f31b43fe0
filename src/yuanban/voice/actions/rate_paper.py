"""文书码评价: whoever holds a paper rates the step that gave it, once for each paper, without signing in."""

from django.db import transaction

from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.papers.models import Paper
from yuanban.papers.queries import handed_over
from yuanban.voice import giving
from yuanban.voice.actions.rate_visit import require_no_official
from yuanban.voice.models import Rating
from yuanban.voice.step import served_on, tell_case


@transaction.atomic
def rate_paper(actor, token, said, channel="paper"):
    """Raises Paper.DoesNotExist for a token that is no paper's."""
    require_no_official(actor)
    paper = (
        Paper.objects.select_related("case__centre", "case__item", "case__enterprise").defer("file").get(token=token)
    )
    case = paper.case
    require_rateable(paper)
    procedure.guard_rate_once(Rating.objects.filter(paper=paper).exists())
    of = {"paper": paper, "about": case, "item": case.item, "by_id": actor.person}
    rating = giving.keep(actor, said, channel, centre=case.centre, served=served_on(case), **of)
    who = {} if actor.person else {"who": "文书持有人"}
    tell_case(case.pk, "case.rated", actor, {**said.told, "channel": channel, "paper": paper.number, **who})
    return rating


def require_rateable(paper):
    if not handed_over(paper):
        raise Refusal("rate-once", because=f"“{paper.title}”不是交给申请人的回执，不能凭它评价。")
    if paper.case.state == "withdrawn":
        raise Refusal("wrong-state", because="本件申请已经撤回，不能再评价。", cure="有意见的，请提交投诉或者建议。")
