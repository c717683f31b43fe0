"""The clocks of ratings and complaints follow the calendar, and yesterday's counts of forms are forgotten."""

from django.utils import timezone
from procrastinate.contrib.django import app

from yuanban.accounts.acting import CHINA
from yuanban.jobs import daily
from yuanban.voice.actions.recount import recount
from yuanban.voice.models import Offer


@app.periodic(cron=daily(0, 40))
@app.task(queueing_lock="voice.recount", pass_context=False)
def recount_dues(timestamp):
    now = timezone.now()
    recount(now)
    Offer.objects.filter(day__lt=now.astimezone(CHINA).date()).delete()
