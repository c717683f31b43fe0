import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from yuanban.law.answers import Refused, Unknown
from yuanban.law.modefile import FOLDER
from yuanban.law.modes import Plan, from_json, load_modes, matter_of, plan, prove, to_json
from yuanban.law.scenario import read_scenarios
from yuanban.law.strict import FileError
from yuanban.law.world import POWERS

SCENARIOS = {s.title[:4]: s for s in read_scenarios(Path(__file__).resolve().parents[1] / "scenarios" / "modes.yaml")}
DIRECT, MUTUAL, ONSITE, JOINT, BUNDLED = (
    SCENARIOS[key].world for key in ("直接授权", "窗口互设", "现场代办", "合署服务", "集成服务")
)
DAY = date(2026, 3, 2)

# one lawful matter for each mode
LAWFUL = {
    "direct-authorisation": (DIRECT, "park", "sight"),
    "mutual-windows": (MUTUAL, "park", "food"),
    "onsite-agency": (ONSITE, "park", "safety"),
    "offline-agency": (DIRECT, "park", "home"),
    "joint-office": (JOINT, "bio", "medical"),
    "integrated": (BUNDLED, "park", "food"),
}
LOCAL = """
id: runner
name: 一人通跑专办
means: 通跑员到企业收件，送派驻窗口办理，再送回企业。
rung: 7
steps:
  receive: {who: helper, at: park}
  accept: {who: desk, at: park}
  review: {who: desk, at: park}
  decide: {who: desk, at: park}
  seal: {who: desk, at: park}
  deliver: {who: signer, at: park, hands: helper}
"""


@pytest.fixture
def local(tmp_path):
    def write(text):
        (tmp_path / "runner.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_six_modes_are_files():
    modes = load_modes()
    assert set(modes) == set(LAWFUL) == {file.stem for file in FOLDER.glob("*.yaml")}
    assert len({mode.rung for mode in modes.values()}) == 6
    assert all(set(mode.steps) == set(POWERS) for mode in modes.values())


@pytest.mark.parametrize("mode", LAWFUL)
def test_every_mode_is_proved_step_by_step(mode):
    world, park, item = LAWFUL[mode]
    found = plan(world, park, item, DAY, wished=mode)
    assert isinstance(found, Plan)
    assert found.mode == mode
    assert [step.power for step in found.steps] == list(POWERS)
    assert all(step.chain for step in found.steps if step.power != "receive")
    assert found.step("seal").seal
    assert found.step("seal").in_name_of == found.in_name_of == found.step("deliver").in_name_of
    assert (found.step("accept").limit, found.step("deliver").limit) == (5, 10)


@pytest.mark.parametrize("mode", LAWFUL)
def test_a_frozen_plan_is_read_back_unchanged(mode):
    world, park, item = LAWFUL[mode]
    found = plan(world, park, item, DAY, wished=mode)
    assert from_json(json.loads(json.dumps(to_json(found)))) == found


def test_the_reasons_for_passing_over_are_kept_in_the_frozen_plan():
    found = plan(DIRECT, "park", "permit", DAY, {"investment_wan": 9000})
    assert found.passed_over[0][:2] == ("direct-authorisation", "outside-condition")
    assert "investment_wan <= 5000" in found.passed_over[0][2]
    assert from_json(to_json(found)) == found


def test_sealed_on_sight_the_organ_decides_within_its_standing_limit():
    found = plan(DIRECT, "park", "sight", DAY, wished="direct-authorisation")
    assert [(step.actor, step.at) for step in found.steps[1:5]] == [
        ("committee", "window"), ("committee", "window"), ("city", "city"), ("city", "city"),
    ]  # fmt: skip
    assert (found.step("decide").limit, found.step("seal").limit) == (2, 2)
    assert found.respondent == "city"


def test_without_a_wish_the_park_that_decides_itself_comes_first_and_the_helper_last():
    assert plan(replaced(DIRECT, {}), "park", "own", DAY).mode == "direct-authorisation"
    assert plan(replaced(DIRECT, {}), "park", "sight", DAY).mode == "direct-authorisation"
    assert plan(replaced(DIRECT, {}), "park", "home", DAY).mode == "offline-agency"


def replaced(world, wishes):
    parks = {id: replace(park, modes=wishes) for id, park in world.parks.items()}
    return replace(world, parks=parks)


def test_fewer_trips_win_over_fewer_hand_overs():
    """Restaurants: the desk at the park spares the visit that the law wants on acceptance."""
    items = dict(MUTUAL.items) | {"food": replace(MUTUAL.items["food"], visits=1)}
    world = replace(replaced(MUTUAL, {}), items=items)
    assert plan(world, "park", "food", DAY).trips_outside == 0
    assert plan(world, "park", "food", DAY, wished="offline-agency").trips_outside == 1


def test_a_wish_nobody_knows_is_passed_over():
    found = plan(DIRECT, "park", "own", DAY, wished="teleport")
    assert found.mode == "direct-authorisation"
    assert found.passed_over == (
        ("teleport", "no-instrument", "没有名为“teleport”的办理方式，请核对园策中填写的方式。"),
    )


def test_facts_are_asked_for_only_if_they_can_help():
    matter = matter_of(DIRECT, "park", "maybe", DAY)
    modes = load_modes()
    assert isinstance(prove(matter, modes["direct-authorisation"]), Unknown)
    assert isinstance(prove(matter, modes["mutual-windows"]), Refused)
    assert isinstance(prove(matter, modes["offline-agency"]), Plan)


def test_without_a_wish_an_open_question_does_not_hold_up_what_is_lawful():
    found = plan(replaced(DIRECT, {}), "park", "maybe", DAY)
    assert found.mode == "offline-agency"
    assert ("direct-authorisation", "facts-missing") in [passed[:2] for passed in found.passed_over]


def test_where_no_organ_is_competent_the_nearest_miss_is_told():
    root = DIRECT.instruments["root"]
    elsewhere = replace(DIRECT, instruments={"root": replace(root, territory=("510700",))})
    assert plan(elsewhere, "park", "permit", DAY).rule == "outside-territory"
    nothing = plan(replace(DIRECT, instruments={}), "park", "permit", DAY)
    assert (nothing.rule, nothing.ok) == ("no-instrument", False)


def test_a_seal_of_another_organ_does_not_fit_the_decision():
    """The committee may seal for the city, but the county decided."""
    (here, there) = (DIRECT.instruments["root"], DIRECT.instruments["trust"])
    county = replace(DIRECT.bodies["city"], id="county", name="东区住房和城乡建设局")
    papers = {
        "root": replace(here, powers=frozenset({"accept", "review", "seal", "deliver"})),
        "local": replace(here, id="local", to="county", items=frozenset({"permit"})),
        "city": replace(there, id="city", condition=None, powers=frozenset({"accept", "review", "seal"})),
        "county": replace(there, id="county", grantor="county", condition=None, powers=frozenset({"decide"})),
    }
    world = replace(DIRECT, bodies=dict(DIRECT.bodies) | {"county": county}, instruments=papers)
    refusal = prove(matter_of(world, "park", "permit", DAY), load_modes()["direct-authorisation"])
    assert refusal.rule == "seal-not-registered"
    assert "署名机关是东区住房和城乡建设局" in refusal.because


def test_a_park_or_item_that_does_not_exist_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        plan(DIRECT, "nowhere", "permit", DAY)
    with pytest.raises(KeyError):
        plan(DIRECT, "park", "nothing", DAY)


# -- local modes --------------------------------------------------------------------------------------------------


def test_a_local_mode_is_one_more_file(local):
    modes = load_modes(local(LOCAL))
    found = plan(MUTUAL, "park", "food", DAY, wished="runner", modes=modes)
    assert (found.mode, found.decides, found.in_name_of) == ("runner", "desk", "city")
    assert found.step("receive").in_name_of == "applicant"
    assert found.handovers == 4
    assert len(load_modes()) == 6


def test_a_local_file_may_replace_a_mode(local):
    modes = load_modes(local(LOCAL.replace("id: runner", "id: offline-agency")))
    assert modes["offline-agency"].name == "一人通跑专办"


def test_a_mode_in_which_the_applicant_goes_to_the_organ_counts_the_trips(local):
    errand = LOCAL.replace("{who: helper, at: park}", "{who: organ, at: organ}").replace(
        "desk, at: park", "organ, at: organ"
    )
    modes = load_modes(local(errand.replace("at: park, hands: helper", "at: organ")))
    assert plan(DIRECT, "park", "home", DAY, wished="runner", modes=modes).trips_outside == 4


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("rung: 7", "rank: 7", "不认识的键“rank”"),
        ("who: desk", "who: desks", "“desks”不在可用的值之内，是否应为“desk”"),
        ("at: park", "at: moon", "“moon”不在可用的值之内"),
        ("  seal: {who: desk, at: park}\n", "", "缺少 seal"),
        ("rung: 7", "rung: 7\nneeds: [miracle]", "“miracle”不在可用的值之内"),
        ("decide: {who: desk", "decide: {who: signer", "还没有署名机关"),
        ("decide: {who: desk, at: park}", "decide: []", "至少要写一种办法"),
        ("id: runner\n", "", "缺少 id"),
    ],
)
def test_a_slip_in_a_mode_file_is_named(local, old, new, says):
    assert old in LOCAL
    with pytest.raises(FileError, match=r"runner\.yaml 第 \d+ 行") as error:
        load_modes(local(LOCAL.replace(old, new, 1)))
    assert says in str(error.value)
