"""The matrix when several bring it up at once, and the job that follows a change."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from tests.cast import DAY
from yuanban.mandates.actions.arrange import arrange
from yuanban.mandates.coverage_jobs import refresh_coverage
from yuanban.mandates.coverage_models import CoverageCell, CoverageInput, CoverageMark
from yuanban.mandates.coverage_store import rebuild, refresh
from yuanban.mandates.models import Arrangement
from yuanban.places import epoch


def test_two_at_once_leave_one_matrix(open_town):
    epoch.bump()

    def bring(n):
        try:
            return refresh(DAY + dt.timedelta(days=n % 2))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(bring, range(4)))
    refresh(DAY)
    told = list(
        CoverageCell.objects.order_by("park", "item").values_list("park", "item", "mode", "rule", "because", "until")
    )
    rebuild(DAY)
    assert told == list(
        CoverageCell.objects.order_by("park", "item").values_list("park", "item", "mode", "rule", "because", "until")
    )
    assert len(told) == len({one[:2] for one in told})
    assert CoverageInput.objects.count() == CoverageInput.objects.values("kind", "code").distinct().count()


def test_a_change_sets_the_job_going_once(open_town):
    actor = open_town.actor("guanli1")
    one = Arrangement.objects.filter(park__code="lingang", to_date=None).select_related("park", "item").first()
    for mode in ("onsite-agency", "offline-agency"):
        arrange(actor, one.park, one.item, mode, DAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [refresh_coverage.name])
        assert cursor.fetchone() == (1,)
    refresh_coverage()
    assert CoverageMark.objects.get().mark == epoch.current()
