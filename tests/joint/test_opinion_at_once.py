"""An opinion and the sweep that writes silence down, in the same second; two answers of one organ; an opinion and the decision."""

import pytest

from tests.cases.matter import kinds
from tests.cases.test_two_at_once import at_once, whole
from tests.cast import at
from tests.joint.asked import BASIS, ask, of, others, silence, under_review
from yuanban.cases.actions.decide import decide
from yuanban.exchange.verify import differences_of
from yuanban.joint.actions.give_opinion import give_opinion
from yuanban.joint.actions.lapse_consultation import lapse_all
from yuanban.joint.actions.weigh_opinions import weigh_opinions
from yuanban.law.calendar import add_workdays
from yuanban.ledger.models import Event


@pytest.mark.django_db(transaction=True)
def test_an_opinion_and_silence_and_the_decision_in_one_second(open_town):
    town = open_town
    case = under_review(town)
    silence(town, "agreed")
    rows = ask(town, case, others(case)[:4])
    when = at(add_workdays(rows[0].due_on, 1))
    for row in rows[:3]:
        results = at_once(
            lambda row=row: give_opinion(of(town, row.to.code, when), row.pk, "conditions", "保持通道。", BASIS),
            lambda: lapse_all(when),
            lambda: lapse_all(when),
        )
        assert not isinstance(results[0], str), results  # whoever answered is heard, before silence or after it
        row.refresh_from_db()
        assert (row.state, row.opinion, len(row.said)) == ("answered", "conditions", 1)
    assert kinds(case).count("case.opinion-given") == 3
    assert [row.state for row in case.consultations.all()] == ["answered"] * 3 + ["lapsed"]
    silent = [e.data["number"] for e in Event.objects.filter(stream=case.stream, kind="case.opinion-lapsed")]
    assert len(set(silent)) == len(silent)
    for row in rows:
        assert differences_of("joint.consultation", row.pk) == []
    whole(case)
    town.until(case, "reviewed", when=when)
    same = rows[0]
    results = at_once(
        *[
            lambda kind=kind: give_opinion(of(town, same.to.code, when), same.pk, kind, "", "", same.version)
            for kind in ("agree",) * 3
        ]
    )
    assert sorted(isinstance(one, str) for one in results) == [False, True, True]
    last = rows[3]
    other = town.doer(case, "decide", when=when)
    weigh_opinions(other, case.number, {2: (True, ""), 3: (True, "")})
    results = at_once(
        lambda: decide(other, case.number, "granted"),
        lambda: give_opinion(of(town, last.to.code, when), last.pk, "disagree", "占道过长。", BASIS),
    )
    assert sum(isinstance(one, str) for one in results) == 1, results
    decided = whole(case).state == "decided"
    last.refresh_from_db()
    assert (last.opinion == "") is decided
