"""Certificates that are about to end. A query that catches up, however long nobody was there to run it."""

from django.utils import timezone
from procrastinate.contrib.django import app

from yuanban.certificates.actions.remind import remind
from yuanban.jobs import daily


@app.periodic(cron=daily(6, 40))
@app.task(queueing_lock="certificates.remind", pass_context=False)
def remind_ending_certificates(timestamp):
    remind(timezone.now())
