"""One plain matter of the sample town, and how the tests of the verbs look at it."""

from contextlib import contextmanager

import pytest

from tests.cast import at
from yuanban.accounts.acting import acting
from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.models import Case, CaseMaterial, Handover
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.papers.models import Paper

RESTAURANT = "91511502DEM100058F"  # a firm with two people of its own
FOREIGN_CLERK = "chuangkou4"  # of another park's window


def building_permit(town):
    """A building permit in 临港: the committee does everything in the city bureau's name; two reviewers, 2 of 7 days."""
    item = town.item("建筑工程施工许可证核发", "yb-hud")
    return town.apply("lingang", item, Enterprise.objects.get(code=RESTAURANT), investment_wan=3000)


def owner(when=None):
    return member("qiye", when)


def mate(when=None):
    """Another of the same firm, who handed nothing in."""
    return member("qiye5", when)


def member(username, when=None):
    return acting(Person.objects.get(username=username), when or at())


def last(case, kind):
    return Event.objects.filter(stream=case.stream, kind=kind).order_by("-seq").first()


def kinds(case):
    return list(Event.objects.filter(stream=case.stream).order_by("seq").values_list("kind", flat=True))


def trace():
    """Everything that a step may write."""
    return (
        list(Event.objects.order_by("stream", "seq").values_list("stream", "seq", "hash")),
        list(Case.objects.order_by("pk").values()),
        list(CaseMaterial.objects.order_by("pk").values()),
        Paper.objects.count(),
        Handover.objects.count(),
    )


@contextmanager
def refused(rule, *words):
    """The block is refused by this rule, in words that cite its article, and nothing is written."""
    before = trace()
    with pytest.raises(Refusal) as found:
        yield
    refusal = found.value
    assert refusal.rule == rule, str(refusal)
    assert refusal.article in str(refusal)
    assert refusal.cure
    for word in words:
        assert word in str(refusal)
    assert trace() == before


@contextmanager
def invalid(*fields):
    """The block is sent back for exactly these fields, and nothing is written."""
    before = trace()
    with pytest.raises(Invalid) as found:
        yield
    assert sorted(found.value.errors) == sorted(fields)
    assert trace() == before


@contextmanager
def unseen():
    """The case does not exist for this person."""
    before = trace()
    with pytest.raises(Case.DoesNotExist):
        yield
    assert trace() == before
