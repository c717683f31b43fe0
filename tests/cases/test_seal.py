import pytest

from tests.cases.matter import last, owner, refused, trace, unseen
from tests.cast import DAY, at
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.seal import seal, seal_many
from yuanban.cases.permit import plan_of
from yuanban.cases.verify import verify_case
from yuanban.mandates.models import Seal
from yuanban.places import epoch


@pytest.fixture
def decided(town, case):
    return town.until(case, "decided")


def on_sight(town, state="decided"):
    """The committee reviews and approves, the county emergency bureau seals on sight."""
    item = town.item("生产安全事故应急预案备案", "ja-emergency")
    return town.until(town.apply("jiangan", item), state)


def test_a_seal_kept_at_the_park_in_the_organs_name(town, decided):
    done = seal(town.actor("yuanqu3"), decided.number)
    assert (done.state, done.holder) == ("sealed", "sanjiang")
    said = last(done, "case.sealed").data
    kept = Seal.objects.get(code=said["seal"])
    assert (said["in_name_of"], kept.of.code, kept.kept_by.code, kept.kind) == (
        "yb-hud",
        "yb-hud",
        "sanjiang",
        "approval",
    )
    assert done.due_on == done.deliver_by
    assert verify_case(done) == []


def test_the_organs_own_seal(town, decided):
    done = seal(town.actor("shiju"), decided.number)
    said = last(done, "case.sealed").data
    assert said["in_name_of"] == "yb-hud"
    assert said["seal"] == "own:yb-hud" or Seal.objects.get(code=said["seal"]).kept_by.code == "yb-hud"


def test_an_unregistered_seal_is_no_seal(town, decided):
    Seal.objects.filter(of__code="yb-hud", kept_by__code="sanjiang").update(to_date=DAY.replace(day=1))
    epoch.bump()
    with refused("seal-not-registered", "印章"):
        seal(town.actor("yuanqu"), decided.number)


def test_only_the_keeper(town, decided):
    with refused("no-post", "用印"):
        seal(town.actor("yuanqu2"), decided.number)
    with refused("no-instrument"):
        seal(town.actor("chuangkou"), decided.number)
    with refused("no-instrument"):
        seal(owner(), decided.number)
    with unseen():
        seal(town.actor("quju"), decided.number)


def test_not_before_the_decision_and_not_twice(town, case):
    town.until(case, "reviewed")
    with refused("wrong-state"):
        seal(town.actor("yuanqu"), case.number)
    town.until(case, "sealed")
    with refused("wrong-state"):
        seal(town.actor("yuanqu"), case.number)


def test_a_denial_is_sealed_like_a_grant(town, case):
    town.until(case, "reviewed")
    decide(town.actor("yuanqu"), case.number, "denied", "不符合条件。")
    assert seal(town.actor("yuanqu"), case.number).state == "sealed"


def test_on_sight_the_organ_seals_what_the_park_approved(town):
    case = on_sight(town)
    plan = plan_of(case)
    assert (case.mode, plan.seal_on_sight is not None) == ("direct-authorisation", True)
    assert (plan.step("review").actor, plan.step("seal").actor) == ("ja-committee", "ja-emergency")
    assert case.holder == "ja-emergency"
    with refused("power-not-granted"):
        seal(town.actor("yuanqu4"), case.number)
    done = seal(town.actor("quju69"), case.number)
    assert last(done, "case.sealed").data["in_name_of"] == "ja-emergency"


def test_in_batch_one_refused_holds_up_no_other(town):
    first, undecided, second = on_sight(town), on_sight(town, "accepted"), on_sight(town)
    numbers = [first.number, undecided.number, second.number]
    told = dict(seal_many(town.actor("quju69"), numbers))
    assert (told[first.number], told[second.number]) == (None, None)
    assert "已受理" in told[undecided.number]
    for case, state in ((first, "sealed"), (undecided, "accepted"), (second, "sealed")):
        case.refresh_from_db()
        assert case.state == state
        assert verify_case(case) == []


def test_a_batch_of_a_stranger_seals_nothing(town):
    case = on_sight(town)
    before = trace()
    ((number, why),) = seal_many(town.actor("shiju", at()), [case.number])
    assert (number, bool(why)) == (case.number, True)
    assert trace() == before
