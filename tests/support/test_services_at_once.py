"""Two at once, each on a connection of its own: one request has one taker, one end, one result."""

import pytest

from tests.cases.test_two_at_once import at_once
from tests.support.providers import asked, bank, hand, need, owner, person
from tests.support.test_services import OFFER, whole
from yuanban.ledger.models import Event
from yuanban.support.actions import answer_request as by_firm
from yuanban.support.actions import handle_request as by_provider
from yuanban.support.actions.ask_connection import ask_connection
from yuanban.support.actions.ask_service import ask_service
from yuanban.support.actions.judge_admission import judge_admission
from yuanban.support.actions.keep_member import add_member
from yuanban.support.actions.visit_site import accept_visit, propose_visit, record_finding
from yuanban.support.models import ServiceRequest

REFUSED = {"wrong-state", "changed-meanwhile", "service-admission"}


def won(results):
    through = [one for one in results if not isinstance(one, str)]
    assert len(through) == 1 and {one for one in results if isinstance(one, str)} <= REFUSED, results
    return through[0]


@pytest.mark.django_db(transaction=True)
def test_one_request_between_many_hands(open_town):
    town = open_town
    who, admission, loan = bank(town)
    person("tongshi")
    add_member(hand("yinhang"), who, "tongshi")
    row = asked(town, loan)
    won(at_once(*[lambda n=name: by_provider.take(hand(n), row.number) for name in ("yinhang", "tongshi") * 2]))
    assert Event.objects.filter(stream=row.stream, kind="service.taken").count() == 1

    offered, withdrawn = at_once(
        lambda: by_provider.offer(hand("yinhang"), row.number, *OFFER),
        lambda: by_firm.withdraw(owner(town), row.number, "不需要了。"),
    )
    assert not isinstance(withdrawn, str) and whole(row).state == "withdrawn"
    assert isinstance(offered, str) == (row.offer == {})

    wanted = need(town)
    won(at_once(*[lambda: ask_service(owner(town), wanted, loan.number)] * 3))
    second = ServiceRequest.objects.get(need=wanted)
    suspended, taken = at_once(
        lambda: judge_admission(town.actor("guanli1"), admission.pk, "suspend", "核查期间。"),
        lambda: by_provider.take(hand("yinhang"), second.number),
    )
    assert suspended.state == "suspended"
    kinds = list(Event.objects.filter(stream=second.stream).order_by("seq").values_list("kind", flat=True))
    first = ["service.asked"] if isinstance(taken, str) else ["service.asked", "service.taken"]
    assert kinds == [*first, "service.provider-stopped"] and whole(second)
    judge_admission(town.actor("guanli1"), admission.pk, "restore")
    connected(town)


def connected(town):
    """All confirm in the same second, and all sign in the same second: nobody is lost."""
    from tests.cast import DAY
    from tests.support.providers import firm, product, provider

    legs = {}
    for n, kind in enumerate(("water", "power", "gas", "telecom"), 2):
        company, _ = provider(town, f"{kind}1", [kind], f"示例{kind}公司", n)
        legs[kind] = (product(f"{kind}1", company, kind).number, "100")
    centre = town.park("lingang").centre
    row = ask_connection(owner(town), firm(), centre, "3号厂房", "新增灌装线", legs)
    propose_visit(owner(town), row.number, DAY, "9:30")
    names = [f"{kind}1" for kind in legs]
    answers = at_once(*[lambda n=name: accept_visit(hand(n), row.number) for name in names])
    assert not [one for one in answers if isinstance(one, str)] and whole(row).visit == "fixed"
    answers = at_once(*[lambda n=name: record_finding(hand(n), row.number, "ready", "可以接入。") for name in names])
    assert not [one for one in answers if isinstance(one, str)]
    assert (whole(row).visit, row.visited_on, len(row.findings)) == ("done", DAY, 4)
