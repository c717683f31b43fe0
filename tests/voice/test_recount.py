"""A new holiday notice moves the open clocks of this room, each with an event that says from which day."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import at
from tests.voice.cast import bad_rating
from tests.voice.test_concerns import filed
from yuanban.exchange.verify import differences_of
from yuanban.law import calendar
from yuanban.ledger.models import Event
from yuanban.voice.actions.recount import recount


@pytest.fixture
def longer_holiday():
    """As if 25 November had been declared a day of rest."""
    known = calendar.years()[2026]
    calendar.install([replace(known, holidays=known.holidays | {date(2026, 11, 25): "样例假日"})])
    yield
    calendar.install()


def test_due_days_follow_the_calendar(town, request):
    _, _, row = bad_rating(town)
    concern, _ = filed(town)
    assert recount(at()) == 0
    request.getfixturevalue("longer_holiday")
    assert recount(at()) == 2
    row.refresh_from_db(), concern.refresh_from_db()
    assert (row.contact_due, row.mend_due, concern.due_on) == (
        date(2026, 11, 24),
        date(2026, 12, 15),
        date(2026, 12, 15),
    )
    assert Event.objects.get(kind="mending.recounted").data["before"] == {"mend_due": "2026-12-14"}
    assert recount(at()) == 0
    assert differences_of("voice.mending", row.pk) == differences_of("voice.concern", concern.pk) == []
