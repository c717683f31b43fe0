"""Two in the same moment: one paper has one holder, one key one answer, one day one plan."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from tests.cast import DAY
from tests.crew.crew_cast import Crew, fresh, send, who
from yuanban.crew.actions.assign_order import assign_order
from yuanban.crew.actions.hand_on import hand_on
from yuanban.crew.actions.plan_day import ask_plan
from yuanban.crew.models import Custody, Deed, Original
from yuanban.law.refusal import Refusal
from yuanban.ledger.models import Event


def at_once(*doings):
    """-> what each gave, or the refusal."""
    ready = Barrier(len(doings))

    def one(doing):
        try:
            connections["default"].ensure_connection()
            ready.wait(timeout=30)
            return doing()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(one, doings))


@pytest.mark.django_db(transaction=True)
def test_one_paper_one_key_one_plan(open_town):
    crew = Crew()
    order = crew.order("甲公司", "住建局", "carry", originals=("营业执照正本",))
    assign_order(crew.lead, order.number, crew.rider.pk, "近")
    paper = order.originals.get()
    people = [who(name) for name in ("qishou", "bangban2", "tongpao")]
    results = at_once(
        *[lambda a=a: hand_on(a, [paper.number], "甲公司", a.name, "张三", a.name, "runner") for a in people]
    )
    lost = [one for one in results if isinstance(one, Refusal)]
    held = Original.objects.get(pk=paper.pk)
    assert len(lost) == 2 and Custody.objects.filter(original=paper).count() == 1
    assert all(one.rule == "changed-meanwhile" and held.holder in one.because for one in lost)
    rider, key = people[0], uuid.uuid4()
    answers = at_once(*[lambda: send(rider, order, "begin", key)] * 4)
    assert answers == [answers[0]] * 4 and answers[0]["ok"]
    assert (fresh(order).state, Deed.objects.count()) == ("underway", 1)
    assert Event.objects.filter(stream=order.stream, kind="order.begun").count() == 1
    runs = at_once(*[lambda: ask_plan(crew.lead, crew.boss.centre, DAY)] * 3)
    assert len({run.pk for run in runs}) == 1
