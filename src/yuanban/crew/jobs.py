"""Plans are made by the worker, so that the board only asks and looks."""

import logging

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from yuanban.crew.actions.plan_day import run_plan
from yuanban.crew.models import PlanRun

log = logging.getLogger(__name__)


@app.task(pass_context=False)
def make_plan(run):
    try:
        run_plan(run)
    except Exception:
        log.exception("排单%s没有完成", run)
        PlanRun.objects.filter(pk=run).update(state="failed", ended_at=timezone.now())
        raise


def plan_soon(run):
    try:
        with transaction.atomic():
            make_plan.configure(queueing_lock=f"crew.plan:{run.pk}").defer(run=run.pk)
    except AlreadyEnqueued:
        return
