"""Silence past the due day, where the place has settled what it means: a query that catches up."""

from django.utils import timezone
from procrastinate.contrib.django import app

from yuanban.joint.actions.lapse_consultation import lapse_all


@app.periodic(cron="5-59/10 * * * *")
@app.task(queueing_lock="joint.lapse", pass_context=False)
def lapse_consultations(timestamp):
    lapse_all(timezone.now())
