"""Two experts at one moment, and a score against a publication: nothing is lost, nothing is mixed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from tests.programme.cast import Year, given
from yuanban.accounts.acting import acting
from yuanban.programme.actions import experts, score
from yuanban.programme.actions.publish_ranking import intact, publish_ranking
from yuanban.programme.models import Expert, Ranking, Sheet


def test_two_experts_and_a_publication_at_once(open_town):
    year = Year()
    row = year.hand_in("xingwen")
    year.score()
    year.judge(row, 80, 82, 84)
    last = Expert.objects.exclude(cities__contains=["511500"]).order_by("pk")[3]
    experts.assign(year.stage.province(1), row.pk, last.pk)
    sheets = list(Sheet.objects.filter(application=row).select_related("expert__person").order_by("pk"))
    begin = Barrier(3)

    def together(do, *args):
        try:
            begin.wait()
            return do(*args)
        finally:
            connection.close()

    jobs = [
        (score.give, acting(last.person, year.stage.at(0)), sheets[3].pk, given(60)),
        (score.change, acting(sheets[0].expert.person, year.stage.at(0)), sheets[0].pk, given(70), "复核"),
        (publish_ranking, year.stage.province(0), year.call.pk),
    ]
    with ThreadPoolExecutor(3) as pool:
        [one.result() for one in [pool.submit(together, *job) for job in jobs]]
    ranking, first = Ranking.objects.get(), Sheet.objects.get(pk=sheets[0].pk)
    assert intact(ranking) and first.changed == 1
    # either it rests on the new scores, or it says that they came later
    old, missing = ranking.inputs[str(first.pk)][1] == "80.00", str(sheets[3].pk) not in ranking.inputs
    assert ranking.questioned == old + missing
