"""Every park is audited each night, so that the page reads what is there and counts nothing itself."""

from django.utils import timezone
from procrastinate.contrib.django import app

from yuanban.accounts.acting import system
from yuanban.insight.actions.audit_park import audit_park
from yuanban.jobs import daily
from yuanban.places.models import Park


@app.periodic(cron=daily(3, 40))
@app.task(queueing_lock="insight.audit", pass_context=False)
def audit_every_park(timestamp):
    for park in Park.objects.filter(centre__isnull=False):
        audit_park(system(timezone.now()), park)
