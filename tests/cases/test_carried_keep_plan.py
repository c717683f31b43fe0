"""续办: what was accepted is finished as it was accepted (行政许可法第八条)."""

from tests.cases.carrying import PAPER, revoke
from tests.cases.matter import kinds, last, refused, unseen
from tests.cast import DAY
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.keep_plan import keep_plan
from yuanban.cases.actions.seal import seal
from yuanban.cases.carried import carried
from yuanban.cases.verify import verify_case
from yuanban.mandates.models import Instrument


def test_the_whole_case_is_finished_under_the_frozen_plan(town, case):
    town.until(case, "reviewed")
    revoke(town)
    with refused("not-in-force", "撤销"):
        decide(town.actor("yuanqu"), case.number, "granted")
    kept = keep_plan(town.actor("guanli1"), case.number, PAPER)
    assert (kept.kept_day is not None, last(kept, "case.plan-kept").data["paper"]) == (True, PAPER)
    assert list(carried(PAPER).filter(kept_day=None)) == []
    done = decide(town.actor("yuanqu"), case.number, "granted")
    assert last(done, "case.decided").data["in_name_of"] == "yb-hud"
    seal(town.actor("yuanqu3"), case.number)
    done = town.until(case, "delivered")
    assert kinds(done)[-1] == "case.delivered"
    assert verify_case(done) == []


def test_not_under_a_paper_that_never_was_lawful(town, case):
    town.until(case, "accepted")
    revoke(town, void=True)
    with refused("not-in-force", "自始无效", "重新确定方案"):
        keep_plan(town.actor("guanli1"), case.number, PAPER)


def test_only_what_was_accepted(town, case):
    town.until(case, "received")
    revoke(town)
    with refused("wrong-state", "尚未受理"):
        keep_plan(town.actor("guanli1"), case.number, PAPER)


def test_while_the_paper_stands_there_is_nothing_to_choose(town, case):
    town.until(case, "accepted")
    Instrument.objects.filter(code=PAPER).update(to_date=None)
    with refused("wrong-state", "照常办"):
        keep_plan(town.actor("guanli1"), case.number, PAPER)


def test_a_lapsing_paper_may_be_settled_beforehand(town, case):
    town.until(case, "accepted")
    Instrument.objects.filter(code=PAPER).update(to_date=DAY)
    assert keep_plan(town.actor("guanli1"), case.number, PAPER).kept_day


def test_by_the_centres_own_manager_or_the_province(town, case):
    town.until(case, "accepted")
    revoke(town)
    with unseen():
        keep_plan(town.actor("guanli2"), case.number, PAPER)
    for username in ("yuanqu", "chuangkou", "shenji"):
        with refused("no-post"):
            keep_plan(town.actor(username), case.number, PAPER)
    assert keep_plan(town.actor("shengzx"), case.number, PAPER).kept_day


def test_another_papers_case_is_not_settled(town, case):
    town.until(case, "accepted")
    with refused("wrong-state", "不靠"):
        keep_plan(town.actor("guanli1"), case.number, expired())


def expired():
    return Instrument.objects.filter(to_date__lt=DAY).exclude(code=PAPER).first().code
