"""Bad definitions are refused where they are written, and do no harm where they are stored."""

import pytest

from yuanban.catalogue.form_definition import problems_of
from yuanban.catalogue.form_showing import drawn
from yuanban.catalogue.forms import check_form
from yuanban.catalogue.guidance_definition import guidance_problems


def asked(key="a", kind="text", **more):
    return {"key": key, "label": f"问{key}", "type": kind, **more}


def group(*fields, **more):
    return asked("g", "group", fields=list(fields), **more)


BAD = {
    "not a list": ({"a": 1}, "", "列表"),
    "no label": ([{"key": "a", "type": "text"}], "0.label", "请填写问题的文字"),
    "unknown type": ([asked(kind="colour")], "0.type", "类型不认识"),
    "unknown word": ([asked(colour="red")], "0.", "不认识的内容：colour"),
    "key with a dash": ([asked("a-b")], "0.key", "字母开头"),
    "the same key twice": ([asked(), asked()], "1.key", "重复出现"),
    "the same key in a row": ([asked(), group(asked())], "1.fields.0.key", "重复出现"),
    "no options": ([asked(kind="choice")], "0.options", "列出选项"),
    "the same option twice": ([asked(kind="choice", options=["甲", "甲"])], "0.options", "不能重复"),
    "condition that is no CEL": ([asked(when="b ==")], "0.when", "CEL"),
    "condition with a strange function": ([asked("b"), asked(when="reverse(b) == 'x'")], "1.when", "不认识的函数"),
    "condition over nothing": ([asked(when="1 == 1")], "0.when", "没有说到任何问题"),
    "condition over an unknown question": ([asked(when="zz == 'x'")], "0.when", "没有的问题：zz"),
    "condition over itself": ([asked(when="a == 'x'")], "0.when", "它自己"),
    "table over itself": ([asked(when={"a": "x"})], "0.when", "它自己"),
    "a circle of two": ([asked(when="b == 'x'"), asked("b", when="a == 'x'")], "0.when", "绕成了圈"),
    "a circle through rows": (
        [asked(when="size(g) > 0"), group(asked("b"), asked("c", when="a == 'x'"))], "0.when", "绕成了圈"
    ),
    "a circle inside a row": (
        [group(asked("b", when="c == 'x'"), asked("c", when="b == 'x'"))], "0.fields.0.when", "绕成了圈"
    ),
    "a check that cannot be read": ([asked(checks=[{"test": "((", "message": "不对"}])], "0.checks.0", "CEL"),
    "a check without words": ([asked(checks=[{"test": "a == 'x'"}])], "0.checks", "提示语"),
    "a group in a group": ([group({**group(asked("b")), "key": "h"})], "0.fields.0.type", "不能再套一组"),
    "a group of nothing": ([asked("g", "group")], "0.fields", "至少要有一个问题"),
    "more at least than at most": ([group(asked("b"), min_rows=3, max_rows=2)], "0.min_rows", "大于最多行数"),
    "smallest above largest": ([asked(kind="number", min=5, max=1)], "0.min", "大于最大值"),
    "a material that is not there": ([asked(kind="file", material="m9")], "0.material", "不在材料清单里"),
    "a statement of nothing": ([asked(kind="statement")], "0.text", "声明的内容"),
    "a fact in a row": ([group(asked("b", fact=True))], "0.fields.0.fact", "不能作为授权文件条件"),
    "an unknown source": ([asked(prefill="weather")], "0.prefill", "预填来源不认识"),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "place", "words"), BAD.values(), ids=BAD)
def test_a_bad_definition_is_refused_with_its_place(fields, place, words):
    found = problems_of(fields, materials={"m1"})
    at = next((where for where in found if where.startswith(place)), None)
    assert at is not None, found
    assert words in found[at]


@pytest.mark.parametrize("fields", [bad[0] for name, bad in BAD.items() if "circle" in name or "itself" in name])
def test_a_circle_that_is_stored_hides_nothing_and_never_hangs(fields):
    form = drawn(fields, {})
    assert all(ask.asked for ask in form.sections[0].asks)
    assert check_form(fields, {}) == ({}, {})


def test_a_condition_that_cannot_be_read_hides_nothing():
    fields = [asked(required=True, when="b ==")]
    assert check_form(fields, {})[1] == {"a": "请填写“问a”。"}
    assert check_form(fields, {"a": "甲"}) == ({"a": "甲"}, {})


KINDS = asked("kind", "choice", options=["甲", "乙"])
SURE = asked("sure", "yesno", when="kind == '甲'")
BOTH = [
    {"when": "kind == '乙'", "spares": ["m1"]},
    {"when": "sure == true", "needs": ["m1"]},
]
BAD_GUIDANCE = {
    "a question in a circle": ([{**KINDS, "when": "sure == true"}, SURE], BOTH, "绕成了圈"),
    "a question that cannot be asked so": ([asked("name")], [], "只能是单选"),
    "an outcome over nothing known": ([KINDS], [{"when": "zz == 1", "note": "好"}], "没有的引导问题"),
    "an outcome without effect": ([KINDS], [{"when": "kind == '甲'"}], "没有写明会怎样"),
    "a material that is not there": ([KINDS], [{"when": "kind == '甲'", "needs": ["m9"]}], "清单里没有的材料：m9"),
    "back to itself": ([KINDS], [{"when": "kind == '甲'", "instead": {"item": "own"}}], "引回了这个事项自己"),
    "an outcome that never comes": ([KINDS, SURE], [*BOTH, {"when": "kind == '丙'", "note": "好"}], "都不会出现"),
    "a question never asked": ([KINDS, {**SURE, "when": "kind == '丙'"}], [BOTH[0]], "都不会问到"),
    "an answer that leads nowhere": ([KINDS, SURE], [BOTH[0]], "死路"),
}


@pytest.mark.parametrize(("questions", "outcomes", "words"), BAD_GUIDANCE.values(), ids=BAD_GUIDANCE)
def test_a_guidance_that_goes_in_circles_or_leads_nowhere_is_refused(questions, outcomes, words):
    found = guidance_problems({"questions": questions, "outcomes": outcomes}, {"m1"}, "own")
    assert any(words in text for text in found.values()), found


def test_a_right_guidance_is_taken():
    assert guidance_problems({"questions": [KINDS, SURE], "outcomes": BOTH}, {"m1"}, "own") == {}
