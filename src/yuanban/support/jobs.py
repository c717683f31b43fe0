"""Terms, reminders and silence follow the calendar, every night."""

from django.utils import timezone
from procrastinate.contrib.django import app

from yuanban.jobs import daily
from yuanban.support.actions.watch import watch


@app.periodic(cron=daily(0, 50))
@app.task(queueing_lock="services.watch", pass_context=False)
def watch_services(timestamp):
    watch(timezone.now())
