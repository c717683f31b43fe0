"""The readers and the JSON Schema say the same of generated forms and answers."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from yuanban.catalogue.form_definition import problems_of
from yuanban.catalogue.form_posting import posted, spread
from yuanban.catalogue.form_reading import read_form
from yuanban.catalogue.form_schema import schema_of, validator
from yuanban.catalogue.forms import check_form

OPTIONS = ["甲", "乙", "丙"]
TYPES = ["text", "textarea", "number", "money", "date", "choice", "choices", "yesno", "phone", "credit_code", "id_number",
         "project_code", "region", "statement", "file"]  # fmt: skip
WORDS = st.text("甲乙丙abc 1", min_size=1, max_size=30).map(str.strip).filter(bool)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)).map(dt.date.isoformat)
RIGHT = {
    "text": WORDS,
    "textarea": WORDS,
    "number": st.integers(-50, 150) | st.floats(-50, 150).map(lambda x: round(x, 2)).filter(lambda x: x != int(x)),
    "money": st.integers(0, 10**9),
    "date": DAYS,
    "choice": st.sampled_from([*OPTIONS, "丁"]),
    "choices": st.lists(st.sampled_from(OPTIONS), unique=True, min_size=1).map(
        lambda x: [o for o in OPTIONS if o in x]
    ),
    "yesno": st.booleans(),
    "phone": st.sampled_from(["13800000000", "0831-0000202", "138", "一三八"]),
    "credit_code": st.sampled_from(["91511502DEM1000152", "9151", "91511502DEM100015中"]),
    "id_number": st.sampled_from(["00000019900101000X", "000000199001010001", "12"]),
    "project_code": st.sampled_from(["2605-511502-04-01-123456", "2613-511502-04-01-123456", "x"]),
    "region": st.sampled_from(["511502", "011502", "5115"]),
    "statement": st.sampled_from([True, False]),
    "file": st.sampled_from(["m1", "m2"]),
}


@st.composite
def fields_(draw, keys, others=(), inside=False):
    found = []
    for key in keys:
        kind = draw(st.sampled_from(TYPES if inside else [*TYPES, "group"]))
        one = {"key": key, "label": f"问{key}", "type": kind, "required": draw(st.booleans())}
        if kind in ("choice", "choices"):
            one["options"] = OPTIONS
        if kind == "number" and draw(st.booleans()):
            one |= {"min": 0, "max": 100}
        if kind == "date" and draw(st.booleans()):
            one["min"] = "2025-01-01"
        one |= {"statement": {"text": "属实"}, "file": {"material": "m1"}}.get(kind, {})
        if kind == "group":
            one["fields"] = draw(fields_([f"{key}x", f"{key}y"], [*others, *found], inside=True))
            one |= {"min_rows": draw(st.integers(0, 2)), "max_rows": draw(st.integers(2, 3))}
        one |= draw(conditions([f for f in [*others, *found] if f["type"] in ("yesno", "choice", "number")]))
        found.append(one)
    return found


def conditions(others):
    """Over a question before this one, so that none goes in a circle."""
    tests = {"yesno": "{} == true", "choice": "{} != '甲'", "number": "{} > 10"}
    made = [{"when": tests[f["type"]].format(f["key"])} for f in others]
    return st.sampled_from([{}, *made])


@st.composite
def answers_(draw, fields):
    said = {}
    for one in fields:
        if draw(st.integers(0, 4)) == 0:
            continue
        if one["type"] == "group":
            said[one["key"]] = [draw(answers_(one["fields"])) for _ in range(draw(st.integers(0, 4)))]
        else:
            said[one["key"]] = draw(RIGHT[one["type"]])
    return said


@st.composite
def filled(draw):
    fields = draw(fields_(["a", "b", "c", "d"][: draw(st.integers(1, 4))]))
    return fields, draw(answers_(fields))


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(filled())
def test_readers_and_schema_agree(made):
    fields, answers = made
    assert problems_of(fields, {"m1"}) == {}
    read = read_form(fields, answers)
    schema = schema_of(fields, answers)
    Draft202012Validator.check_schema(schema)
    here = {key: value for key, value in answers.items() if key in read.asked and value != []}
    shaped = shaped_as_read(fields, here, read)
    assert validator(schema).is_valid(read.clean) or read.errors
    if not read.errors:
        assert check_form(fields, answers) == (read.clean, {})
        assert check_form(fields, read.clean) == (read.clean, {})
    elif not inside_rows(read.errors):
        assert not validator(schema).is_valid(shaped), (read.errors, shaped)


def shaped_as_read(fields, answers, read):
    """The answers without what is not asked in a row, and without rows in which nothing is said."""
    groups = {f["key"] for f in fields if f["type"] == "group"}
    return {key: rows_as_read(key, value, read) if key in groups else value for key, value in answers.items()}


def rows_as_read(key, rows, read):
    asked = [{k: v for k, v in row.items() if f"{key}.{n}.{k}" in read.asked} for n, row in enumerate(rows)]
    return [row for row in asked if row]


def inside_rows(errors):
    return any("." in name for name in errors)


@settings(max_examples=60, deadline=None)
@given(filled())
def test_what_a_browser_sends_is_read_as_what_was_meant(made):
    fields, answers = made
    sent = Sent(spread(fields, answers))
    assert check_form(fields, posted(fields, sent)) == check_form(fields, answers)


class Sent(dict):
    """A posted form: many values under one name."""

    def getlist(self, name):
        value = self.get(name, [])
        return list(value) if isinstance(value, list) else [value]
