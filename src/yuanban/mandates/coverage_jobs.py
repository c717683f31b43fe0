"""The matrix follows the papers: after every change the law reads, and at the turn of the day."""

from django.db import connection, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from yuanban.accounts.acting import CHINA
from yuanban.jobs import daily
from yuanban.mandates.coverage_store import refresh
from yuanban.places.models import Epoch


@app.periodic(cron=daily(0, 5))
@app.task(queueing_lock="mandates.coverage_daily", pass_context=False)
def refresh_daily(timestamp):
    refresh(timezone.now().astimezone(CHINA).date())


@app.task(queueing_lock="mandates.coverage", pass_context=False)
def refresh_coverage():
    refresh(timezone.now().astimezone(CHINA).date())


def enqueue():
    try:
        with transaction.atomic():
            refresh_coverage.defer()
    except AlreadyEnqueued:
        return  # the one that waits will see this change too


@receiver(post_save, sender=Epoch)
def follow_the_epoch(**_):
    """Whoever says that something the law reads has changed sets the matrix going: once for each transaction."""
    if not any(waiting[1] is enqueue for waiting in connection.run_on_commit):
        transaction.on_commit(enqueue, robust=True)
