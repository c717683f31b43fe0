"""The clock's own hand: deemed acceptance and lights. A query that catches up, however long nobody was there to run it."""

from django.utils import timezone
from procrastinate.contrib.django import app

from yuanban.cases.actions.sweep import sweep


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="cases.sweep", pass_context=False)
def sweep_cases(timestamp):
    sweep(timezone.now())
