import pytest

from tests.cases.matter import FOREIGN_CLERK, invalid, kinds, last, mate, owner, refused, unseen
from tests.cast import DAY, PDF, at
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.supply import supply
from yuanban.cases.files import keep
from yuanban.law.calendar import add_workdays

ASKED, ANSWERED = add_workdays(DAY, 2), add_workdays(DAY, 30)


@pytest.fixture
def gaps(case):
    return {m.code: f"{m.name}缺页" for m in case.materials.filter(state="given")[:2]}


@pytest.fixture
def case(town, case):
    return town.until(case, "received")


@pytest.fixture
def asked(town, case, gaps):
    return ask_supplement(town.actor("yuanqu", at(ASKED)), case.number, gaps)


def files_of(actor, codes):
    return {code: keep(actor, "补正.pdf", PDF + code.encode()).pk for code in codes}


def test_the_answer_brings_the_case_back_with_what_was_left_of_five_days(town, asked, gaps):
    files = files_of(owner(), gaps)
    done = supply(owner(at(ANSWERED)), asked.number, files)
    assert (done.state, done.holder) == ("received", "sanjiang")
    assert done.due_on == add_workdays(ANSWERED, 5 - 1)  # one working day was used before the notice
    assert not done.materials.exclude(gap="").exists()
    assert {m.code: m.upload_id for m in done.materials.filter(code__in=gaps)} == files
    assert last(done, "case.supplemented").data["materials"] == sorted(gaps)
    assert kinds(done)[-1] == "case.supplemented"


def test_every_gap_must_be_answered(town, asked, gaps):
    first, second = gaps
    with invalid(f"material-{second}"):
        supply(owner(), asked.number, files_of(owner(), [first]))


def test_anothers_upload_answers_nothing(town, asked, gaps):
    with invalid(*(f"material-{code}" for code in gaps)):
        supply(owner(), asked.number, files_of(town.actor("qiye2"), gaps))


def test_a_team_mate_answers_too(town, asked, gaps):
    assert supply(mate(), asked.number, files_of(mate(), gaps)).state == "received"


def test_paper_counts_only_where_it_was_handed_over(town, asked, gaps):
    with invalid(*(f"material-{code}" for code in gaps)):
        supply(owner(), asked.number, {}, paper=list(gaps))
    assert supply(town.actor("chuangkou"), asked.number, {}, paper=list(gaps)).state == "received"


def test_the_organ_cannot_answer_its_own_notice(town, asked, gaps):
    with refused("no-post", "只有申请人"):
        supply(town.actor("yuanqu"), asked.number, {}, paper=list(gaps))


def test_strangers_do_not_see_it(town, asked, gaps):
    for username in (FOREIGN_CLERK, "qiye2", "quju"):
        with unseen():
            supply(town.actor(username), asked.number, {}, paper=list(gaps))


def test_nothing_was_asked(town, case):
    with refused("wrong-state"):
        supply(owner(), case.number, {})
