"""Two at once with one file: the shelf holds it once, and nobody's step is lost."""

from dataclasses import replace

from tests.cases.matter import building_permit, owner
from tests.cases.test_two_at_once import at_once
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.apply import apply
from yuanban.cases.actions.check_original import check_original
from yuanban.cases.actions.reuse import reuse
from yuanban.exchange.verify import differences_of, everything_to_verify
from yuanban.shelf.actions.withdraw import withdraw
from yuanban.shelf.holders import holder_of
from yuanban.shelf.models import Document


def test_one_file_in_cases_accepted_checked_used_and_withdrawn_at_once(open_town):
    town = open_town
    first, second, third = (town.until(building_permit(town), "received") for _ in range(3))
    accepter, clerk = town.doer(first, "accept"), town.clerk(third)
    done = at_once(
        lambda: accept(accepter, first.number).state,
        lambda: accept(accepter, second.number).state,
        lambda: check_original(clerk, third.number, "contract").state,
    )
    assert done == ["accepted", "accepted", "received"]
    assert sorted(Document.objects.values_list("trust", flat=True)) == ["B", "C", "C"]

    document = Document.objects.get(trust="B")
    upload = reuse(owner(), holder_of(first.enterprise, None), document.pk)
    one = town.application("lingang", first.item, first.enterprise, investment_wan=3000)
    one = replace(one, files=one.files | {"contract": upload.pk})
    done = at_once(*[lambda: len(apply(owner(), one))] * 3)
    assert done == [1, 1, 1]
    withdraw(owner(), document.pk)
    assert [said for kind, key in everything_to_verify() for said in differences_of(kind, key)] == []
