"""Rollups follow once a minute. Every park is audited each night, and a large one on demand, so that the page reads what is there and counts nothing itself."""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from yuanban.accounts.acting import system
from yuanban.insight import rollup
from yuanban.insight.actions.audit_park import audit_park
from yuanban.jobs import daily
from yuanban.places.models import Park


@app.periodic(cron=daily(3, 40))
@app.task(queueing_lock="insight.audit", pass_context=False)
def audit_every_park(timestamp):
    for park in Park.objects.filter(centre__isnull=False):
        audit_park(system(timezone.now()), park)


@app.task(pass_context=False)
def audit_one_park(park):
    audit_park(system(timezone.now()), Park.objects.get(pk=park))


def audit_soon(park):
    """Once, however often it is asked for before its turn comes."""
    try:
        with transaction.atomic():
            audit_one_park.configure(queueing_lock=f"insight.audit:{park.pk}").defer(park=park.pk)
    except AlreadyEnqueued:
        return


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="insight.rollup", pass_context=False)
def roll_up(timestamp):
    rollup.advance()
