"""What the tests of the verbs on papers share."""

import datetime as dt
from contextlib import contextmanager

import pytest

from tests.cast import DAY
from yuanban.exchange.verify import differences_of
from yuanban.law.authority import may
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.mandates.models import Document, Instrument
from yuanban.mandates.world import world
from yuanban.places import epoch

LATER = DAY + dt.timedelta(days=40)
TOMORROW = DAY + dt.timedelta(days=1)
CODE = "ent-test"


def trace():
    rows = [list(model.objects.order_by("pk").values()) for model in (Instrument, Document)]
    return Event.objects.count(), epoch.current(), rows


@contextmanager
def refused(rule, *words):
    """Refused by this rule, in words that cite its article, and nothing is written."""
    before = trace()
    with pytest.raises(Refusal) as found:
        yield
    assert found.value.rule == rule, str(found.value)
    for word in (found.value.article, *words):
        assert word in str(found.value)
    assert trace() == before


@contextmanager
def invalid(*names):
    before = trace()
    with pytest.raises(Invalid) as found:
        yield
    assert sorted(found.value.errors) == sorted(names), found.value
    assert trace() == before


def paper(code=CODE):
    return Instrument.objects.get(code=code)


def in_force(manager, items, fields, **more):
    given = fields | more
    draft_instrument(manager, items=items, **given)
    sign_instrument(manager, given["code"], DAY)
    return publish_instrument(manager, given["code"], DAY, "翠屏区政府网站")


def holds(items, power="decide", day=DAY, by="sanjiang", place="511502"):
    return may(world(day), by, power, items[0].code, place, day, {}).ok


def kinds(row):
    return list(Event.objects.filter(stream=row.stream).order_by("seq").values_list("kind", flat=True))


def proven(*rows):
    """Every chain, every column and every list as the events say."""
    return [text for row in rows for text in differences_of(row._meta.label_lower, row.pk)]
