"""Slips in the questions about steps are named with their line, like every other slip in a scenario file."""

import pytest

from yuanban.law.scenario import FileError, check, read_scenarios

STEP = """
- title: 一步
  given:
    bodies:
      old: {name: 旧局, kind: organ, merged_into: new, merged_on: 2026-04-01}
      new: {name: 新局, kind: organ}
  ask:
    - {step: {did: deliver, decided: 2026-04-30, delivered: 2026-05-18}, expect: {allowed: true}}
"""


@pytest.fixture
def scenario(tmp_path):
    def write(text):
        file = tmp_path / "case.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_a_step_is_answered_and_told_in_one_line(scenario):
    result = next(check(scenario(STEP)))
    assert result.ok
    assert result.ask.text == "step deliver 2026-04-30 2026-05-18"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("did: deliver", "did: delivr", 8, "是否应为“deliver”"),
        ("did: deliver, ", "", 8, "缺少 did"),
        ("decided: 2026-04-30, ", "", 8, "缺少 decided"),
        ("decided:", "decidet:", 8, "不认识的键“decidet”，是否应为“decided”"),
        ("delivered: 2026-05-18", "delivered: soon", 8, "“soon”不是日期"),
        ("{allowed: true}", "{light: green}", 8, "不认识的键“light”"),
        ("step: {did", "step: {did: deliver}, may: {did", 8, "恰好写 may、plan、clock、step、bundle 中的一个"),
        (", merged_on: 2026-04-01", "", 5, "缺少 merged_on"),
        ("merged_into: new", "merged_into: other", 5, "“other”不在可用的值之内"),
    ],
)
def test_a_slip_is_named_with_its_line(scenario, old, new, line, says):
    assert old in STEP
    with pytest.raises(FileError) as error:
        read_scenarios(scenario(STEP.replace(old, new)))
    assert f"第 {line} 行" in str(error.value)
    assert says in str(error.value)


def test_a_day_beyond_the_calendar_is_refused_by_its_rule(scenario):
    text = STEP.replace("decided: 2026-04-30, delivered: 2026-05-18", "decided: 2035-04-30, delivered: 2035-05-18")
    result = next(check(scenario(text.replace("{allowed: true}", "{allowed: false, rule: outside-calendar}"))))
    assert result.ok
