"""届满提醒: fifteen working days before, once for each last day."""

import datetime as dt

from tests.cast import DAY, at
from tests.mandates.papers import CODE, in_force, kinds, paper, proven
from tests.visitor import Visitor, text
from yuanban.law.calendar import add_workdays
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.remind_terms import remind_terms
from yuanban.mandates.actions.renew_instrument import renew_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.mandates.jobs import remind_ending_papers
from yuanban.mandates.queries import ending


def test_on_the_day_and_once(manager, items, fields):
    in_force(manager, items, fields, to_date=add_workdays(DAY, 15))
    remind_terms(at(DAY - dt.timedelta(days=1)))
    assert paper().reminded_for is None
    remind_terms(at())
    assert (paper().reminded_for, kinds(paper())[-1]) == (paper().to_date, "instrument.reminded")
    assert remind_terms(at(add_workdays(DAY, 3))) == 0
    assert proven(paper()) == []


def test_a_day_missed_is_caught_up_and_what_has_no_end_is_left_alone(manager, items, fields):
    in_force(manager, items, fields, to_date=add_workdays(DAY, 4))
    in_force(manager, items, fields, code="ent-endless")
    remind_ending_papers(0)
    remind_terms(at())
    assert paper().reminded_for == paper().to_date
    assert paper("ent-endless").reminded_for is None


def test_those_concerned_see_it_until_a_renewal_is_signed(town, manager, items, fields):
    in_force(manager, items, fields, to_date=add_workdays(DAY, 10))
    remind_terms(at())
    assert CODE in [one.code for one in ending(manager)]
    assert CODE not in [one.code for one in ending(town.actor("guanli2"))]
    assert CODE in [one.code for one in ending(town.actor("shengzx"))]
    assert ending(town.actor("yuanqu")) == []
    for address in ("/desk/", "/desk/instruments/"):
        assert fields["title"] in text(Visitor("guanli1").get(address)).split("即将届满")[1][:400]
    assert fields["title"] in text(Visitor("guanli1").get("/desk/instruments/?life=soon"))
    made = renew_instrument(manager, CODE, None)
    sign_instrument(manager, made.code, DAY)
    publish_instrument(manager, made.code, DAY, "网站")
    assert ending(manager) == []
