"""The sample town's story of the programme plays through, and leaves something at every stage."""

from types import SimpleNamespace

from tests.cast import at
from yuanban.demo.stories import programme as story
from yuanban.programme import standings
from yuanban.programme.models import Application, Call, Objection, Ranking, SupportItem


def test_the_story_leaves_every_stage(town):
    story.tell(SimpleNamespace(now=at(), parks=[]))
    assert list(Call.objects.values_list("state", flat=True)) == ["open", "notice", "settled"]
    states = set(Application.objects.values_list("state", flat=True))
    assert states >= {"draft", "recommended", "selected", "unselected", "accepted"}
    assert Ranking.objects.get(call__state="notice").questioned == 1
    assert Objection.objects.filter(state="filed").count() == 1
    assert {state: one["centres"] for state, one in standings.totals(at().date()).items()} == {
        "applied": 2, "building": 1, "open": 4, "downgraded": 0,
    }  # fmt: skip
    assert set(SupportItem.objects.values_list("state", flat=True)) == {"waiting", "going", "done"}
