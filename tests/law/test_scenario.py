from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.shared import SHARED
from yuanban.commands.law import app
from yuanban.law.scenario import FileError, check, read_scenarios

OWN = Path(__file__).resolve().parents[1] / "scenarios"
FILES = [*sorted(OWN.glob("*.yaml")), *sorted((SHARED / "cases").glob("*.yaml"))]

SMALL = """
- title: 小情形
  given:
    bodies: {city: {name: 某市局, kind: organ, territory: ["511500"]}}
    items: {permit: {name: 许可, statutory: 20}}
    instruments:
      root: {kind: statute, to: city, items: [permit], powers: all, territory: [511500]}
  ask:
    - {may: {by: city, power: decide, item: permit, place: 511502, day: 2026-03-02}, expect: {allowed: true}}
"""


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def scenario(tmp_path):
    def write(text):
        file = tmp_path / "case.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_ask_of_every_file_is_answered_as_expected(file):
    wrong = [(result.ask.text, dict(result.wrong)) for result in check(file) if not result.ok]
    assert wrong == []


def test_our_own_files_ask_at_least_sixty_questions():
    asks = [ask for file in OWN.glob("*.yaml") for scenario in read_scenarios(file) for ask in scenario.asks]
    assert len(asks) >= 60


def test_check_prints_one_line_per_ask_and_the_totals(scenario):
    outcome = run("check", scenario(SMALL))
    assert outcome.exit_code == 0
    assert outcome.stdout.splitlines() == [
        "ok   case.yaml:9 小情形 · may city decide permit 511502 2026-03-02",
        "1 passed, 0 failed",
    ]


def test_a_wrong_expectation_fails_with_expected_and_got(scenario):
    outcome = run("check", scenario(SMALL.replace("allowed: true", "allowed: false, rule: no-instrument")))
    line, totals = outcome.stdout.splitlines()
    assert outcome.exit_code == 1
    assert line.startswith("FAIL")
    assert 'allowed: expected false, got true; rule: expected "no-instrument", got null' in line
    assert totals == "0 passed, 1 failed"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("territory: [511500]", "terrritory: [511500]", 7, "不认识的键“terrritory”，是否应为“territory”"),
        ("day: 2026-03-02", "on: 2026-03-02", 9, "日期请用 day"),
        ("kind: statute", "kind: statut", 7, "是否应为“statute”"),
        ("to: city", "to: town", 7, "“town”不在可用的值之内"),
        ("powers: all", "powers: [decide, stamp]", 7, "“stamp”不在可用的值之内"),
        ("items: [permit]", "items: permit", 7, "这里应当是列表"),
        ("kind: statute", "kind: devolution", 7, "缺少 from"),
        ("kind: statute", "kind: statute, from: city", 7, "不写 from"),
        ("powers: all", 'powers: all, condition: "money <="', 7, "不是正确的 CEL 表达式"),
        ("powers: all", 'powers: all, condition: "shout(money)"', 7, "不认识的函数 shout"),
        ("powers: all", 'powers: all, condition: "1 + 1"', 7, "不是“是”或“否”"),
        ("statutory: 20", "statutory: twenty", 5, "“twenty”应当是整数"),
        ("statutory: 20", "statutory: -1", 5, "不能是负数"),
        ("day: 2026-03-02", "day: 2026-13-02", 9, "不是日期"),
        ("place: 511502", "place: 5115", 9, "不是行政区划代码"),
        ("by: city", "by: nobody", 9, "“nobody”不在可用的值之内"),
        ("allowed: true", "alowed: true", 9, "是否应为“allowed”"),
        ("{allowed: true}", "{}", 9, "expect 至少写一项"),
        ("title: 小情形", "law: 22", 2, "缺少 title"),
        ("name: 某市局", "name: 某市局, name: 某局", 4, "键“name”重复出现"),
        ("- {may:", "- {maybe:", 9, "不认识的键“maybe”，是否应为“may”"),
    ],
)
def test_a_slip_in_the_file_is_named_with_its_line(scenario, old, new, line, says):
    assert old in SMALL
    file = scenario(SMALL.replace(old, new))
    with pytest.raises(FileError) as error:
        read_scenarios(file)
    assert f"case.yaml 第 {line} 行" in str(error.value)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe\x00", "不是 UTF-8"),
        (b"- [1, 2", "不是正确的 YAML"),
        (b"title: x", "这里应当是列表"),
        (b"[]", "没有任何情形"),
        (b"", "这里应当是列表"),
    ],
)
def test_an_unreadable_file_is_a_clear_error_and_the_others_still_run(tmp_path, scenario, content, says):
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(content)
    outcome = run("check", bad, scenario(SMALL))
    assert outcome.exit_code == 2
    assert says in outcome.stderr
    assert "1 passed, 0 failed" in outcome.stdout


def test_a_missing_file_is_a_clear_error(tmp_path):
    outcome = run("check", tmp_path / "nowhere.yaml")
    assert (outcome.exit_code, "没有这个文件" in outcome.stderr) == (2, True)


def test_anchors_and_merges_are_read(scenario):
    text = """
- title: 甲
  given: &base
    bodies: {city: &city {name: 某市局, kind: organ, territory: ["511500"]}, town: {<<: *city, name: 某镇}}
    items: {permit: {name: 许可, statutory: 20}}
  ask: []
- title: 乙
  given: *base
  ask: []
"""
    first, second = read_scenarios(scenario(text))
    assert first.world.bodies["town"].name == "某镇"
    assert second.world.bodies["town"].territory == ("511500",)
    assert second.world.items["permit"].promised == 20


def test_a_clock_that_cannot_be_is_an_error_with_its_line(scenario):
    text = "- title: 钟\n  ask:\n    - {clock: {received: 2026-03-02, accepted: 2026-03-01, statutory: 20, day: 2026-03-09}, expect: {counted: 1}}\n"
    with pytest.raises(FileError, match="第 3 行.*早于收件日期"):
        list(check(scenario(text)))


# -- yuanban law due ----------------------------------------------------------------------------------------------


def test_due_names_the_day_and_every_day_passed_over():
    outcome = run("due", "--from", "2026-02-10", "--days", "6")
    assert outcome.exit_code == 0
    assert "2026-02-25 届满" in outcome.stdout
    assert "春节放假，不计，共9日" in outcome.stdout
    assert "2月14日为调休上班" in outcome.stdout
    assert "国办发明电〔2025〕7号" in outcome.stdout


def test_due_as_json():
    import json

    outcome = run("due", "--from", "2026-12-21", "--days", "20", "--json")
    answer = json.loads(outcome.stdout)
    assert (answer["from"], answer["days"], answer["due"]) == ("2026-12-21", 20, "2027-01-19")
    assert answer["provisional"] is True
    assert sum(day["status"] == "counted" for day in answer["ledger"]) == 20


def test_due_in_no_days_is_the_day_itself():
    assert "2026-02-10 届满" in run("due", "--from", "2026-02-10", "--days", "0").stdout


@pytest.mark.parametrize(
    ("start", "days", "says"),
    [
        ("2026-02-30", "6", "不是日期"),
        ("明天", "6", "不是日期"),
        ("2026-02-10", "-1", "不能是负数"),
        ("2035-01-01", "6", "超出已收录的工作日历"),
        ("2027-12-01", "9999", "超出已收录的工作日历"),
    ],
)
def test_due_says_what_is_wrong(start, days, says):
    outcome = run("due", "--from", start, "--days", days)
    assert outcome.exit_code == 2
    assert says in outcome.stderr
