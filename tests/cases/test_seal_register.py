"""A seal out of its term or out of its place seals nothing, and the refusal says which seal and why."""

import datetime as dt

import pytest

from tests.cases.matter import last, refused
from tests.cast import DAY, at
from yuanban.cases.actions.issue import issue
from yuanban.cases.actions.seal import seal
from yuanban.mandates.actions.retire_seal import retire_seal
from yuanban.mandates.models import Seal
from yuanban.places import epoch
from yuanban.places.models import Centre


@pytest.fixture
def decided(town, case):
    return town.until(case, "decided")


def kept():
    return Seal.objects.filter(of__code="yb-hud", kept_by__code="sanjiang", kind="approval")


def change(**fields):
    kept().update(**fields)
    epoch.bump()


def test_a_term_that_is_over(town, decided):
    change(to_date=DAY - dt.timedelta(days=1))
    with refused("seal-not-registered", kept().get().name, "届满"):
        seal(town.actor("yuanqu"), decided.number)


def test_a_term_that_has_not_begun(town, decided):
    change(from_date=DAY + dt.timedelta(days=1))
    with refused("seal-not-registered", "起才能使用"):
        seal(town.actor("yuanqu"), decided.number)


def test_a_place_that_is_elsewhere(town, decided):
    other = Centre.objects.exclude(pk=decided.centre_id).first()
    change(place=other)
    with refused("seal-not-registered", other.name, "别处"):
        seal(town.actor("yuanqu"), decided.number)


def test_a_seal_that_was_retired(town, decided):
    retire_seal(town.actor("guanli1"), kept().get().code, DAY, "印章遗失")
    with refused("seal-not-registered", "停用", "印章遗失"):
        seal(town.actor("yuanqu"), decided.number)


def test_retired_or_moved_between_sealing_and_issuing(town, case):
    town.until(case, "sealed")
    other = Centre.objects.exclude(pk=case.centre_id).first()
    change(place=other)
    with refused("seal-not-registered", other.name):
        issue(town.actor("yuanqu"), case.number)
    change(place=None)
    retire_seal(town.actor("guanli1"), kept().get().code, DAY, "印章遗失")
    with refused("seal-not-registered", "停用"):
        issue(town.actor("yuanqu"), case.number)


def test_the_last_day_still_counts(town, decided):
    change(to_date=DAY)
    assert (
        last(seal(town.actor("yuanqu", at(hour=17)), decided.number), "case.sealed").data["seal"] == kept().get().code
    )
