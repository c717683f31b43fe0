"""The worker for queued and periodic jobs: `yuanban serve` keeps one running.

A room's jobs stand in its own jobs.py, decorated with `app.task` and `app.periodic` of procrastinate.contrib.django.
A periodic job that was due while no worker ran for ten minutes is left out: sweeps must be queries that catch up.
"""

from typing import Any

import django
from procrastinate.contrib.django import app

from yuanban.processes import keep_what_is_loaded, leave_with_parent


def daily(hour: int, minute: int) -> str:
    """The cron line for a time of day in China; procrastinate counts in UTC."""
    return f"{minute} {(hour - 8) % 24} * * *"


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="retry_stalled")
async def retry_stalled(timestamp: int) -> None:
    """A worker that was killed leaves its job half done: do it again."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)


def work(wait: bool = True) -> None:
    connector: Any = app.connector  # Django's, which knows how to make the worker's own
    with app.replace_connector(connector.get_worker_connector()) as working:
        working.run_worker(wait=wait, delete_jobs="successful", shutdown_graceful_timeout=3)


if __name__ == "__main__":
    leave_with_parent()
    django.setup()
    keep_what_is_loaded()
    work()
