"""Reminders and cards once a morning, sending every minute. All of them catch up."""

from django.utils import timezone
from procrastinate.contrib.django import app

from yuanban.accounts.acting import system
from yuanban.jobs import daily
from yuanban.notify.actions.give_cards import give_cards
from yuanban.notify.actions.remind import remind
from yuanban.notify.actions.send import send_due, spread
from yuanban.notify.cadres import remind_of_supplements


@app.periodic(cron=daily(8, 30))
@app.task(queueing_lock="notify.remind", pass_context=False)
def remind_by_morning(timestamp):
    actor = system(timezone.now())
    remind(actor)
    give_cards(actor)
    remind_of_supplements(actor)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="notify.send", pass_context=False)
def send_messages(timestamp):
    spread(timezone.now())
    send_due(timezone.now())
