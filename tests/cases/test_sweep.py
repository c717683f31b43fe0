from tests.cases.matter import building_permit, kinds, last, trace
from tests.cast import DAY, at
from yuanban.cases.actions.sweep import sweep
from yuanban.cases.verify import verify_case
from yuanban.law.calendar import add_workdays


def after(days):
    return at(add_workdays(DAY, days))


def test_lights_change_on_their_days_and_each_change_is_kept(town, case):
    town.until(case, "accepted")
    seen = []
    for days in range(1, 9):
        sweep(after(days))
        case.refresh_from_db()
        seen.append(case.light)
    assert seen == ["green", "yellow", "red", "red", "red", "red", "red", "breach"]
    assert [(f.before, f.after) for f in case.flips.all()] == [
        ("", "green"), ("green", "yellow"), ("yellow", "red"), ("red", "breach"),
    ]  # fmt: skip
    assert kinds(case).count("case.lit") == 3
    assert last(case, "case.lit").data["set"]["light"] == "breach"
    assert (case.alert_on, case.state) == (None, "accepted")
    assert verify_case(case) == []


def test_a_sweep_that_comes_late_catches_up(town, case):
    town.until(case, "accepted")
    assert sweep(after(30)) == {"deemed": 0, "lights": 1, "lapsed": 0}
    case.refresh_from_db()
    assert (case.light, [f.after for f in case.flips.all()]) == ("breach", ["green", "breach"])


def test_a_second_sweep_writes_nothing(town, case):
    town.until(case, "accepted")
    building_permit(town)
    sweep(after(6))
    before = trace()
    assert sweep(after(6)) == {"deemed": 0, "lights": 0, "lapsed": 0}
    assert trace() == before


def test_a_decision_that_is_not_delivered_in_ten_days_is_lit(town, case):
    town.until(case, "decided")
    assert sweep(after(9)) == {"deemed": 0, "lights": 0, "lapsed": 0}
    assert sweep(after(60)) == {"deemed": 0, "lights": 1, "lapsed": 0}
    case.refresh_from_db()
    assert case.light == "breach"


def test_closed_cases_are_left_alone(town, case):
    town.until(case, "delivered")
    before = trace()
    assert sweep(after(60)) == {"deemed": 0, "lights": 0, "lapsed": 0}
    assert trace() == before


def test_silence_and_lights_in_one_sweep(town, case):
    town.until(case, "accepted")
    silent = building_permit(town)
    assert sweep(after(6)) == {"deemed": 1, "lights": 1, "lapsed": 0}
    silent.refresh_from_db()
    assert (silent.state, silent.deemed) == ("accepted", True)
