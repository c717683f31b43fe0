from dataclasses import replace

from tests.cases.matter import FOREIGN_CLERK, kinds, last, mate, owner, refused, unseen
from tests.cast import DAY, at
from yuanban.cases.actions.apply import apply
from yuanban.cases.actions.receive import receive
from yuanban.law.calendar import add_workdays


def test_the_window_receives_and_says_so(town, case):
    done = receive(town.actor("chuangkou"), case.number)
    assert (done.state, done.holder, done.light) == ("received", "sanjiang", "")
    assert (done.received_on, done.due_on) == (DAY, add_workdays(DAY, 5))
    assert last(case, "case.received").person == town.actor("chuangkou").person
    paper = done.papers.get()
    assert (paper.kind, paper.in_name_of.code, paper.chain) == ("receipt", "lg-window", [])


def test_the_day_of_an_online_application_stays_the_day_of_receipt(town, case):
    later = add_workdays(DAY, 2)
    done = receive(town.actor("chuangkou", at(later)), case.number)
    assert (done.received_on, done.papers.get().day) == (DAY, later)


def test_what_was_seen_at_the_counter_is_ticked(town, case):
    application = town.application("lingang", case.item, case.enterprise, investment_wan=3000)
    codes = sorted(application.files)
    (case,) = apply(town.actor("chuangkou"), replace(application, channel="window", files={}))
    assert {m.state for m in case.materials.filter(code__in=codes)} == {"missing"}
    done = receive(town.actor("chuangkou", at(add_workdays(DAY, 1))), case.number, checked=codes)
    assert {m.state for m in done.materials.filter(code__in=codes)} == {"given"}
    assert done.received_on == add_workdays(DAY, 1)


def test_a_manager_of_the_centre_has_no_such_duty(town, case):
    with refused("no-post", "收件"):
        receive(town.actor("guanli1"), case.number)


def test_the_applicant_does_not_receive_their_own(town, case):
    for actor in (owner(), mate()):
        with refused("no-instrument"):
            receive(actor, case.number)


def test_strangers_do_not_see_it(town, case):
    for username in (FOREIGN_CLERK, "qiye2", "quju", "admin"):
        with unseen():
            receive(town.actor(username), case.number)


def test_twice_is_refused(town, case):
    receive(town.actor("chuangkou"), case.number)
    with refused("wrong-state", "已收件"):
        receive(town.actor("chuangkou"), case.number)


def test_from_an_old_page_is_refused(town, case):
    receive(town.actor("chuangkou"), case.number, version=1)
    with refused("changed-meanwhile"):
        receive(town.actor("chuangkou"), case.number, version=1)


def test_late_receipt_does_not_stop_the_silence_from_counting(town, case):
    """The window was late and the sweep has not come: the case is received, and still found by the sweep."""
    late = add_workdays(DAY, 8)
    done = receive(town.actor("chuangkou", at(late)), case.number)
    assert done.state == "received"
    assert done.alert_on <= late
    assert kinds(case) == ["case.applied", "case.received"]
