"""Two at once on reference lists: one wins, the other is told."""

import pytest

from tests.cases.test_two_at_once import at_once, won
from tests.cast import DAY
from yuanban.catalogue.actions.make_overlay import leave_out
from yuanban.catalogue.actions.start_reference import start_reference
from yuanban.catalogue.lists import Overlay, ReferenceList
from yuanban.ledger.invalid import Invalid


@pytest.mark.django_db(transaction=True)
def test_a_draft_is_started_once(open_town):
    province = open_town.actor("shengzx")
    draft = won(at_once(*[lambda: start_reference(province, "industrial")] * 3))
    assert ReferenceList.objects.get(kind="industrial", state="draft").pk == draft.pk
    assert draft.entries.count() > 200


@pytest.mark.django_db(transaction=True)
def test_a_line_is_left_out_once(open_town):
    manager, park = open_town.actor("guanli2"), open_town.park("jiangan")

    def leave():
        try:
            return leave_out(manager, park, "511F90001000", "县城统一办理。", DAY)
        except Invalid as problem:
            return str(problem)

    results = at_once(leave, leave, leave)
    assert sum(not isinstance(one, str) for one in results) == 1
    assert Overlay.objects.filter(park=park, key="511F90001000").count() == 1
