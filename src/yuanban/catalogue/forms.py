"""
Checking a filled form against its item's fields. Every problem is found at once and said in Chinese.

A form is a list of fields: key, label, type (form_types.TYPES), and as wanted unit, required, options, help, min, max, max_length, fact,
section, when, checks, prefill, same; a `group` has fields, min_rows, max_rows, row; a `file` its material, a `statement` its text.
"""

from yuanban.catalogue.form_reading import read_form
from yuanban.catalogue.form_schema import disagreements
from yuanban.law.codes import check_credit_code


def check_form(fields, raw):
    """-> ({key: clean value}, {key: Chinese sentence}). Values are JSON: numbers, ISO days, true/false, text, lists, rows."""
    filled = read_form(fields, raw)
    if not filled.errors:
        filled.errors |= disagreements(fields, filled)
    return filled.clean, filled.errors


def facts_of(fields, clean):
    """The answers that conditions of instruments may be written over."""
    return {f["key"]: clean[f["key"]] for f in fields if f.get("fact") and f["key"] in clean}


def code_warnings(fields, clean):
    """Credit codes whose check digit is off: said to the clerk, never refused (two genuine early codes fail it)."""
    return {
        f["key"]: check_credit_code(clean[f["key"]])
        for f in fields
        if f["type"] == "credit_code" and f["key"] in clean and check_credit_code(clean[f["key"]])
    }
