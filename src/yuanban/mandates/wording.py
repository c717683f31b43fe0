"""Conditions as a citizen reads them."""

import re


def labelled(text, form):
    """`text` with the names of facts replaced by the labels of the form, e.g. 工程投资额（万元） for investment_wan."""
    names = {field["key"]: named(field) for field in form if field.get("fact")}
    if not text or not names:
        return text
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, names))})\b", re.ASCII)
    return pattern.sub(lambda found: names[found[1]], text).replace("<=", "≤").replace(">=", "≥")


def named(field):
    return f"{field['label']}（{field['unit']}）" if field.get("unit") else field["label"]
