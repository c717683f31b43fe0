"""Two at once on one 一件事, each on a connection of its own: nothing hangs, nothing is lost, the joint clock starts once."""

import pytest

from tests.cases.test_runs import hand_in, whole
from tests.cases.test_two_at_once import at_once
from tests.cast import at
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.run_together import deliver_run
from yuanban.cases.actions.withdraw import withdraw
from yuanban.cases.models import BundleCase
from yuanban.papers.models import Paper


@pytest.mark.django_db(transaction=True)
def test_organs_that_act_in_the_same_moment_keep_the_run_whole(open_town):
    town = open_town
    run, cases = hand_in(town, "restaurant-lingang", situations=dict.fromkeys(("gathering", "sign", "tobacco"), True))
    four = list(cases.values())
    for case in four:
        receive(town.clerk(case), case.number)
    doers = [(town.doer(case, "accept"), case.number) for case in four]
    done = at_once(*(lambda doer=doer, number=number: accept(doer, number) for doer, number in doers))
    assert {one if isinstance(one, str) else "accepted" for one in done} <= {"accepted", "changed-meanwhile"}
    for (doer, number), one in zip(doers, done, strict=True):
        if isinstance(one, str):
            accept(doer, number)
    run = BundleCase.objects.get(pk=run.pk)
    assert run.accepted_on == at().date()
    assert Paper.objects.filter(case__bundle_case=run, kind="joint-acceptance").count() == 1
    for case in four:
        town.until(case, "issued")
    clerk = town.clerk(four[0])
    done = at_once(*[lambda: deliver_run(clerk, run.number, "window", "张三")] * 3)
    assert sorted(map(str, (one for one in done if isinstance(one, str)))) == ["wrong-state", "wrong-state"]
    assert Paper.objects.filter(case__bundle_case=run, kind="joint-delivery").count() == 1
    assert whole(run) == []

    run, cases = hand_in(town, "close-lingang", situations={"customs": True, "staff": True, "fund": True})
    tax, last = cases["税务注销"], cases["企业注销登记"]
    town.until(tax, "reviewed")
    decider, owner = town.doer(tax, "decide"), town.owner(tax.enterprise)
    done = at_once(lambda: decide(decider, tax.number, "granted", ""), lambda: withdraw(owner, last.number, "不办了。"))
    for case in (tax, last):
        case.refresh_from_db()
    assert (tax.outcome, done[0] if isinstance(done[0], str) else "") == ("granted", "")
    assert last.state == "withdrawn" if not isinstance(done[1], str) else last.received_on == at().date()
    assert whole(run) == []
