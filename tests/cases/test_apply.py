from dataclasses import replace

import pytest

from tests.cases.matter import FOREIGN_CLERK, RESTAURANT, invalid, kinds, last, mate, owner, refused
from tests.cast import DAY, PDF
from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.actions.apply import apply, form_digest
from yuanban.cases.files import keep
from yuanban.cases.models import Case
from yuanban.law.calendar import add_workdays
from yuanban.mandates.models import Arrangement
from yuanban.places import epoch


@pytest.fixture
def application(town):
    item = town.item("建筑工程施工许可证核发", "yb-hud")
    firm = Enterprise.objects.get(code=RESTAURANT)
    return replace(town.application("lingang", item, firm, investment_wan=3000), subject="二期厂房")


def test_an_application_is_acknowledged_and_stored(town, application):
    (case,) = apply(owner(), application)
    case = Case.objects.get(number=case.number)
    assert (case.state, case.version, case.light, case.deemed) == ("applied", 1, "", False)
    assert (case.received_on, case.due_on) == (DAY, add_workdays(DAY, 5))
    assert case.alert_on > case.due_on
    assert (case.holder, case.mode, case.place) == ("lg-window", "direct-authorisation", "511502")
    assert {m.state for m in case.materials.all()} == {"given", "shared"}
    assert all(m.upload for m in case.materials.filter(state="given"))


def test_its_first_event_says_who_and_what(town, application):
    (case,) = apply(owner(), application)
    event = last(case, "case.applied")
    assert kinds(case) == ["case.applied"]
    assert (event.person, event.post, event.seq) == (owner().person, None, 1)
    assert event.data["form_sha256"] == form_digest(case.form)
    assert event.data["set"]["subject"] == "二期厂房"
    assert (case.version, case.head) == (1, event.hash)
    assert not case.papers.exists()


def test_a_team_mate_may_apply_for_the_same_firm(town, application):
    theirs = {m: keep(mate(), "a.pdf", PDF).pk for m in application.files}
    person = Person.objects.get(username="qiye5")
    (case,) = apply(mate(), replace(application, applicant=person, files=theirs))
    assert case.applicant == person


def test_a_stranger_may_not_apply_in_anothers_name(town, application):
    with refused("no-post", "本企业的名义"):
        apply(town.actor("qiye2"), application)
    with refused("no-post"):
        apply(town.actor("qiye2"), replace(application, enterprise=None))
    with refused("no-post"):
        apply(town.actor("yuanqu"), application)


def test_the_window_writes_down_who_stands_at_it(town, application):
    paper = frozenset(application.files)
    at_the_window = replace(application, channel="window", files={}, paper=paper)
    (case,) = apply(town.actor("chuangkou"), at_the_window)
    assert (case.received_on, case.due_on, case.state) == (None, None, "applied")
    assert {m.state for m in case.materials.all()} == {"given", "shared"}
    with refused("no-post"):
        apply(town.actor(FOREIGN_CLERK), at_the_window)
    with refused("no-post"):
        apply(town.actor("chuangkou"), application)


def test_everything_missing_is_said_at_once(town, application):
    codes = sorted(m.code for m in application.item.versions.get().materials.filter(need="required"))
    with invalid("investment_wan", "subject", *(f"material-{code}" for code in codes)):
        apply(
            owner(), replace(application, form=application.form | {"investment_wan": ""}, files={}, subject="长" * 201)
        )


def test_anothers_upload_is_no_upload(town, application):
    code = application.item.versions.get().materials.filter(need="required").first().code
    foreign = keep(town.actor("qiye2"), "a.pdf", PDF)
    with invalid(f"material-{code}"):
        apply(owner(), replace(application, files=application.files | {code: foreign.pk}))


@pytest.mark.parametrize("number", ["-1e999999", "1e999999", "NaN", "十万"])
def test_a_number_that_is_none_is_sent_back(town, application, number):
    with invalid("investment_wan"):
        apply(owner(), replace(application, form=application.form | {"investment_wan": number}))


def test_an_item_that_the_park_does_not_handle(town, application):
    with refused("wrong-organ", "没有开办"):
        apply(owner(), replace(application, item=town.item("道路货物运输经营许可", "ja-trans")))


def test_an_arrangement_that_has_ended(town, application):
    Arrangement.objects.filter(park=application.park, item=application.item).update(to_date=DAY)
    epoch.bump()
    with refused("wrong-organ"):
        apply(owner(), application)


def test_a_helper_needs_a_written_scope(town, application):
    helper = Person.objects.get(username="bangban")
    with invalid("agent_scope"):
        apply(owner(), replace(application, agent=helper))
    (case,) = apply(owner(), replace(application, agent=helper, agent_scope="递交材料"))
    assert (case.agent, case.agent_scope) == (helper, "递交材料")


def test_a_helper_of_another_park_is_no_helper_here(town, application):
    stranger = Person.objects.get(username="bangban3")
    with invalid("agent"):
        apply(owner(), replace(application, agent=stranger, agent_scope="递交材料"))


def test_what_may_follow_later_is_deferred_only_when_promised(town, application):
    later = application.item.versions.get().materials.get(need="deferrable").code
    files = {code: upload for code, upload in application.files.items() if code != later}
    (case,) = apply(owner(), replace(application, files=files, deferred=frozenset([later])))
    assert case.materials.get(code=later).state == "deferred"
    (case,) = apply(owner(), replace(application, files=files))
    assert case.materials.get(code=later).state == "missing"
