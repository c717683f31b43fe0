"""Who may see whose case is said twice, once for queries and once as SQL: both must say the same of everybody."""

from contextlib import suppress

from tests.cast import at
from yuanban.accounts.acting import acting
from yuanban.accounts.models import Person
from yuanban.cases.models import Case
from yuanban.cases.queries import sight, visible_to
from yuanban.law.refusal import Refusal
from yuanban.ledger.rows import select


def test_both_say_the_same_of_everybody(town):
    for park in ("lingang", "jiangan", "nanxi"):
        for item in town.park(park).arrangements.order_by("pk")[:6]:
            with suppress(Refusal):  # a matter that the law refuses here is no case to look at
                town.apply(park, item.item, investment_wan=3000)
    assert Case.objects.count() >= 8
    seen = 0
    for person in Person.objects.all():
        actor = acting(person, at())
        condition, values = sight(actor)
        numbers = {case.number for case in select(Case, condition, values)}
        assert numbers == set(visible_to(actor).values_list("number", flat=True)), person.username
        seen += len(numbers)
    assert seen
