"""Papers that are about to end. A query that catches up, however long nobody was there to run it."""

from django.utils import timezone
from procrastinate.contrib.django import app

from yuanban.jobs import daily
from yuanban.mandates.actions.remind_terms import remind_terms


@app.periodic(cron=daily(6, 30))
@app.task(queueing_lock="mandates.remind", pass_context=False)
def remind_ending_papers(timestamp):
    remind_terms(timezone.now())
