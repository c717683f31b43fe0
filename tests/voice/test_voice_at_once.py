"""Many press in the same moment: one rating for one paper, one step of one loop, no form past the limit."""

import pytest

from tests.cases.matter import building_permit, owner
from tests.cases.test_two_at_once import at_once, whole
from tests.cast import at
from tests.voice.test_rate_elsewhere import NOBODY
from yuanban.exchange.verify import differences_of
from yuanban.voice.actions.mend import take
from yuanban.voice.actions.rate_paper import rate_paper
from yuanban.voice.giving import read
from yuanban.voice.models import Mending, Offer, Rating
from yuanban.voice.step import spend


@pytest.mark.django_db(transaction=True)
def test_at_once(open_town):
    town = open_town
    case = town.until(building_permit(town), "received")
    token = case.papers.get().token
    given = at_once(*[lambda: rate_paper(owner(), token, read(5, "没人理"))] * 4)
    assert sorted(str(one) for one in given if isinstance(one, str)) == ["rate-once"] * 3
    assert Rating.objects.count() == Mending.objects.count() == 1

    receipt = town.until(case, "accepted").papers.order_by("seq").last()
    both = at_once(lambda: rate_paper(NOBODY, receipt.token, read(1)), lambda: town.review(case))
    assert not [one for one in both if isinstance(one, str) and one != "changed-meanwhile"]
    whole(case)

    row, boss = Mending.objects.get(), town.actor("guanli1")
    done = at_once(*[lambda: take(boss, row.pk, "check", "已电话联系", version=row.version)] * 3)
    assert [one for one in done if isinstance(one, str)] == ["changed-meanwhile"] * 2
    assert differences_of("voice.mending", row.pk) == []

    offered = at_once(*[lambda: spend("somewhere", at().date(), 5)] * 8)
    assert offered.count("too-often") == 3 and Offer.objects.get().given == 8
