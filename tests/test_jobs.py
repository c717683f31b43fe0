"""Jobs run, and those of a killed worker run again."""

import pytest
from asgiref.sync import async_to_sync
from croniter import croniter
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from yuanban import jobs

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_deferred_job_is_done_and_cleared_away():
    number = jobs.retry_stalled.defer(timestamp=0)
    jobs.work(wait=False)
    assert not ProcrastinateJob.objects.filter(pk=number).exists()


def test_a_job_whose_worker_was_killed_is_done_again():
    number = jobs.retry_stalled.defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
            [cursor.fetchone()[0], number],
        )
    async_to_sync(jobs.retry_stalled.func)(timestamp=0)
    assert ProcrastinateJob.objects.get(pk=number).status == "todo"


@pytest.mark.parametrize(("hour", "utc"), [(0, 16), (8, 0), (23, 15)])
def test_a_time_of_day_is_the_time_in_china(hour, utc):
    line = jobs.daily(hour, 5)
    assert line == f"5 {utc} * * *"
    assert croniter.is_valid(line)
