"""Sealing, every night: the worker's own hand."""

from django.utils import timezone
from procrastinate.contrib.django import app

from yuanban.jobs import daily
from yuanban.ledger.digests import seal_ledger


@app.periodic(cron=daily(1, 30))
@app.task(queueing_lock="ledger.seal", pass_context=False)
def seal_by_night(timestamp):
    seal_ledger(timezone.now())
