"""Files of papers nobody has looked at yet, made in the background; earlier certificates entered in the register."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from yuanban.jobs import daily
from yuanban.papers.actions.register_earlier import register_earlier
from yuanban.papers.making import make
from yuanban.papers.queries import unmade

AT_ONCE = 50
log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="papers.make", pass_context=False)
def make_papers(timestamp):
    make_waiting()


def make_waiting(limit=AT_ONCE):
    """Make what waits, one short transaction for each paper; one that cannot be made holds up no other. -> how many."""
    return sum(made(pk) for pk in list(unmade()[:limit]))


def made(pk):
    try:
        make(pk)
    except Exception:
        log.exception("文书（%s）的文件没有制成，下一分钟重试", pk)
        return False
    return True


@app.periodic(cron=daily(2, 10))
@app.task(queueing_lock="papers.register", pass_context=False)
def register_certificates(timestamp):
    register_earlier(timezone.now())
