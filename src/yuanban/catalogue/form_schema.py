"""A form as JSON Schema 2020-12: for other systems, and as a second look at what was read."""

import datetime as dt
from functools import lru_cache

import orjson
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from yuanban.accounts.phones import PHONE
from yuanban.catalogue.form_readers import CREDIT, MOST, REGION, most_of
from yuanban.catalogue.form_reading import read_form, row_limits
from yuanban.law.codes import check_project_code, check_resident_id

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FORMATS = FormatChecker(formats=())
SAID = {"x-when": "when", "x-checks": "checks", "x-section": "section", "x-unit": "unit", "x-same": "same"}


@FORMATS.checks("date", raises=ValueError)
def is_day(value):
    return not isinstance(value, str) or dt.date.fromisoformat(value).isoformat() == value


@FORMATS.checks("resident-id")
def is_resident_id(value):
    return not isinstance(value, str) or not check_resident_id(value)


@FORMATS.checks("project-code")
def is_project_code(value):
    return not isinstance(value, str) or not check_project_code(value)


def not_before(validator, bound, value, schema):
    if isinstance(value, str) and value < bound:
        yield ValidationError(f"{value} is before {bound}")


def not_after(validator, bound, value, schema):
    if isinstance(value, str) and value > bound:
        yield ValidationError(f"{value} is after {bound}")


Validator = extend(Draft202012Validator, {"formatMinimum": not_before, "formatMaximum": not_after})


def schema_of(fields, answers=None):
    """
    The schema of what `check_form` gives. What is asked under a condition is not required and says so in `x-when`;
    with `answers` (as typed or clean) the schema is of exactly what is asked for them.
    """
    asked = None if answers is None else read_form(fields, answers).asked
    return {"$schema": DIALECT, **object_of(fields, asked)}


def object_of(fields, asked=None):
    here = [f for f in fields if asked is None or f["key"] in asked]
    must = [f["key"] for f in here if required(f) and (asked is not None or not f.get("when"))]
    return {
        "type": "object",
        "properties": {f["key"]: value_of(f) for f in here},
        "required": must,
        "additionalProperties": False,
    }


def required(field):
    return row_limits(field)[0] > 0 if field["type"] == "group" else bool(field.get("required"))


def value_of(field):
    said = {"title": field["label"]} | ({"description": field["help"]} if field.get("help") else {})
    said |= {name: field[key] for name, key in SAID.items() if field.get(key)}
    return said | KINDS.get(field["type"], text)(field)


def text(field):
    return {"type": "string", "minLength": 1, "maxLength": most_of(field)}


def number(field):
    low, high = field.get("min"), field.get("max")
    return {"type": "number", "minimum": -MOST if low is None else low, "maximum": MOST if high is None else high}


def day(field):
    said = {"type": "string", "format": "date"}
    said |= {"formatMinimum": str(field["min"])} if field.get("min") else {}
    return said | ({"formatMaximum": str(field["max"])} if field.get("max") else {})


def choices(field):
    one = {"enum": list(field.get("options", []))}
    return {"type": "array", "items": one, "uniqueItems": True, "minItems": 1}


def rows(field):
    """Inside a row what is asked depends on the row, so nothing conditional is required."""
    least, most = row_limits(field)
    return {"type": "array", "items": object_of(field["fields"]), "minItems": max(1, least), "maxItems": most}


KINDS = {
    "number": number,
    "money": number,
    "date": day,
    "choice": lambda field: {"enum": list(field.get("options", []))},
    "choices": choices,
    "yesno": lambda field: {"type": "boolean"},
    "statement": lambda field: {"const": True},
    "credit_code": lambda field: {"type": "string", "pattern": f"^{CREDIT.pattern}$"},
    "id_number": lambda field: {"type": "string", "format": "resident-id"},
    "project_code": lambda field: {"type": "string", "format": "project-code"},
    "phone": lambda field: {"type": "string", "pattern": PHONE.pattern},
    "region": lambda field: {"type": "string", "pattern": f"^{REGION.pattern}$"},
    "file": lambda field: {"const": field.get("material")},
    "group": rows,
}


def validator(schema):
    return Validator(schema, format_checker=FORMATS)


@lru_cache(maxsize=512)
def validator_of(asked: bytes):
    return validator({"$schema": DIALECT, **object_of(orjson.loads(asked), ALL)})


class Everything:
    def __contains__(self, key):
        return True


ALL = Everything()


def disagreements(fields, filled):
    """{key: sentence} where what was read does not fit the schema; readers and schema agree, so it is empty but for a fault."""
    here = [f for f in fields if f["key"] in filled.asked]
    found = validator_of(orjson.dumps(here)).iter_errors(filled.clean)
    labels = {f["key"]: f["label"] for f in fields}
    keys = {str(error.absolute_path[0]) if error.absolute_path else next(iter(labels)) for error in found}
    return {key: f"“{labels.get(key, key)}”填写的内容不符合要求，请检查。" for key in keys}
