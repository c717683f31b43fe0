"""What is wrong with a guidance as written: shapes, unknown names, questions in a circle, and what can never happen."""

from itertools import product
from math import prod

from jsonschema import Draft202012Validator

from yuanban.catalogue.form_definition import CONDITION, TEXT, problems_of
from yuanban.catalogue.form_reading import read_form
from yuanban.catalogue.form_rules import compiled, holds, names_in
from yuanban.catalogue.form_types import QUESTIONS
from yuanban.law.conditions import ConditionError

CODES = {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 60}, "maxItems": 60}
OUTCOME = {
    "type": "object",
    "required": ["when"],
    "properties": {
        "when": CONDITION,
        "needs": CODES,
        "spares": CODES,
        "instead": {
            "type": "object",
            "properties": {"item": TEXT, "bundle": TEXT},
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": False,
        },
        "facts": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}},
        "fails": TEXT,
        "note": {"type": "string", "maxLength": 300},
    },
    "additionalProperties": False,
}
EFFECTS = ("needs", "spares", "instead", "facts", "fails", "note")
MOST = 40
COMBINATIONS = 3000
SHAPE = Draft202012Validator(OUTCOME)


def guidance_problems(guidance, materials=None, own="", conditions=()):
    """{place: sentence}; places are `questions.0.when`, `outcomes.2.spares`. `own` is the code of the item, which may not lead to itself."""
    if not guidance:
        return {}
    if not isinstance(guidance, dict) or set(guidance) - {"questions", "outcomes"}:
        return {"": "情形引导应当只有问题（questions）和结果（outcomes）两部分。"}
    questions, outcomes = guidance.get("questions") or [], guidance.get("outcomes") or []
    found = {f"questions.{at}": text for at, text in problems_of(questions).items()}
    found |= dict(kinds(questions)) if not found else {}
    found |= dict(shapes(outcomes))
    if found:
        return found
    found |= dict(meanings(questions, outcomes, materials, own))
    return found or dict(dead_ends(questions, outcomes))


def kinds(questions):
    if len(questions) > MOST:
        yield "questions", f"情形引导最多{MOST}个问题。"
    for n, one in enumerate(questions):
        if one["type"] not in QUESTIONS:
            yield f"questions.{n}.type", f"引导问题“{one['label']}”只能是单选、多选、是或者否、数字。"


def shapes(outcomes):
    if not isinstance(outcomes, list) or len(outcomes) > MOST * 3:
        yield "outcomes", f"情形引导的结果应为列表，最多{MOST * 3}条。"
        return
    for n, one in enumerate(outcomes):
        for error in SHAPE.iter_errors(one):
            part = str(error.absolute_path[0]) if error.absolute_path else "when"
            yield f"outcomes.{n}.{part}", f"第{n + 1}条结果的格式不对（{part}）。"
        if isinstance(one, dict) and not any(one.get(effect) for effect in EFFECTS):
            yield f"outcomes.{n}", f"第{n + 1}条结果没有写明会怎样。"


def meanings(questions, outcomes, materials, own):
    keys = {one["key"] for one in questions}
    for n, one in enumerate(outcomes):
        yield from turning(n, one["when"], keys)
        for effect in ("needs", "spares"):
            unknown = [code for code in one.get(effect) or [] if materials is not None and code not in materials]
            if unknown:
                yield f"outcomes.{n}.{effect}", f"第{n + 1}条结果说到了清单里没有的材料：{'、'.join(unknown)}。"
        if own and (one.get("instead") or {}).get("item") == own:
            yield f"outcomes.{n}.instead", f"第{n + 1}条结果把人引回了这个事项自己。"


def turning(n, when, keys):
    try:
        used = tuple(when) if isinstance(when, dict) else compiled(when).names
    except ConditionError as problem:
        yield f"outcomes.{n}.when", f"第{n + 1}条结果：{problem}。"
        return
    unknown = [name for name in used if name not in keys]
    if unknown:
        yield f"outcomes.{n}.when", f"第{n + 1}条结果说到了没有的引导问题：{'、'.join(unknown)}。"
    elif not used:
        yield f"outcomes.{n}.when", f"第{n + 1}条结果的条件没有说到任何引导问题。"


def dead_ends(questions, outcomes):
    """
    A question that is never asked, an outcome that never comes, whatever is answered. Found by trying every combination of answers;
    left out where a number is asked or there are too many combinations.
    """
    used = {name for one in outcomes for name in names_in(one["when"])}
    used |= {name for one in questions if one.get("when") for name in names_in(one["when"])}
    every = [every_answer(one) for one in questions]
    if any(answers is None for answers in every) or prod(len(one) for one in every) > COMBINATIONS:
        return
    asked, met = set(), set()
    for answers in product(*every):
        given = {one["key"]: answer for one, answer in zip(questions, answers, strict=True)}
        filled = read_form(questions, given)
        asked |= filled.asked
        met |= {n for n, one in enumerate(outcomes) if n not in met and holds(one["when"], filled.clean)}
    yield from never(questions, outcomes, asked, met, used)


def every_answer(question):
    if question["type"] == "yesno":
        return [True, False]
    if question["type"] == "choice":
        return question["options"]
    if question["type"] == "choices" and len(question["options"]) < 6:
        options = question["options"]
        return [
            [o for o, on in zip(options, picked, strict=True) if on] for picked in product([0, 1], repeat=len(options))
        ]
    return None


def never(questions, outcomes, asked, met, used):
    for n, one in enumerate(questions):
        if one["key"] not in asked:
            yield f"questions.{n}.when", f"引导问题“{one['label']}”不管怎么回答都不会问到。"
        elif one["key"] not in used and not one.get("fact"):
            yield f"questions.{n}", f"引导问题“{one['label']}”回答什么都不影响结果，是一条死路：请写明结果，或者删去。"
    for n in range(len(outcomes)):
        if n not in met:
            yield f"outcomes.{n}.when", f"第{n + 1}条结果不管怎么回答都不会出现。"
