import pytest

from tests.cases.matter import invalid, last, owner, refused, unseen
from tests.cast import DAY, at
from yuanban.cases.actions.refuse_acceptance import refuse_acceptance
from yuanban.law.calendar import add_workdays

WHERE = "江安县住房和城乡建设局"


@pytest.fixture
def received(town, case):
    return town.until(case, "received")


def test_a_refusal_says_why_where_to_go_and_what_can_be_done_against_it(town, received):
    done = refuse_acceptance(town.actor("yuanqu2"), received.number, "wrong-organ", "项目不在本区。", WHERE)
    assert (done.state, done.closed_on, done.holder) == ("refused", DAY, "")
    assert (done.light, done.due_on, done.alert_on, done.accepted_on) == ("", None, None, None)
    assert last(done, "case.refused").data["where"] == WHERE
    paper = done.papers.get(kind="refusal")
    assert paper.in_name_of.code == "yb-hud"
    assert paper.content["respondent"]["code"] == "yb-hud"
    assert "六十日" in paper.content["remedies"]
    assert WHERE in str(paper.content["body"])


def test_not_required_needs_no_other_place(town, received):
    assert refuse_acceptance(town.actor("yuanqu"), received.number, "not-required", "限额以下工程。").state == "refused"


@pytest.mark.parametrize(
    ("ground", "reason", "where", "fields"),
    [
        ("whatever", "理由", WHERE, ["ground"]),
        ("not-required", " ", "", ["reason"]),
        ("wrong-organ", "理由", " ", ["where"]),
        ("", "", "", ["ground", "reason"]),
    ],
)
def test_a_refusal_is_on_a_legal_ground_and_in_writing(town, received, ground, reason, where, fields):
    with invalid(*fields):
        refuse_acceptance(town.actor("yuanqu"), received.number, ground, reason, where)


def test_only_who_may_accept_may_refuse(town, received):
    with refused("no-instrument"):
        refuse_acceptance(town.actor("chuangkou"), received.number, "not-required", "理由")
    with refused("no-post"):
        refuse_acceptance(town.actor("yuanqu3"), received.number, "not-required", "理由")
    with refused("no-instrument"):
        refuse_acceptance(owner(), received.number, "not-required", "理由")
    with unseen():
        refuse_acceptance(town.actor("qiye2"), received.number, "not-required", "理由")


def test_after_five_days_of_silence_it_is_accepted_and_cannot_be_refused(town, received):
    with refused("deemed-accepted"):
        refuse_acceptance(town.actor("yuanqu", at(add_workdays(DAY, 6))), received.number, "not-required", "理由")


def test_an_accepted_case_is_not_refused_acceptance(town, received):
    town.accept(received)
    with refused("wrong-state"):
        refuse_acceptance(town.actor("yuanqu"), received.number, "not-required", "理由")
