"""What is wrong with a form as somebody has written it, before it is kept, imported or published. Chinese, all at once."""

from functools import cache

from jsonschema import Draft202012Validator

from yuanban.catalogue.form_reading import MOST_ROWS
from yuanban.catalogue.form_rules import LONGEST, circle, compiled, names_in
from yuanban.catalogue.form_types import PREFILLS, TYPES
from yuanban.law.conditions import ConditionError

MOST_FIELDS = 150
TEXT = {"type": "string", "minLength": 1, "maxLength": 200}
CONDITION = {
    "anyOf": [
        {"type": "string", "minLength": 1, "maxLength": LONGEST},
        {"type": "object", "minProperties": 1, "additionalProperties": {"not": {"type": "object"}}},
    ]
}
FIELD = {
    "type": "object",
    "required": ["key", "label", "type"],
    "properties": {
        "key": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_]{0,39}$"},
        "label": TEXT,
        "type": {"enum": list(TYPES)},
        "unit": {"type": "string", "maxLength": 20},
        "required": {"type": "boolean"},
        "fact": {"type": "boolean"},
        "options": {"type": "array", "items": TEXT, "minItems": 1, "maxItems": 100, "uniqueItems": True},
        "help": {"type": "string", "maxLength": 500},
        "min": {"type": ["number", "string"]},
        "max": {"type": ["number", "string"]},
        "max_length": {"type": "integer", "minimum": 1, "maximum": 10000},
        "rows": {"type": "integer", "minimum": 1, "maximum": 30},
        "section": {"type": "string", "maxLength": 60},
        "when": CONDITION,
        "checks": {
            "type": "array",
            "maxItems": 20,
            "items": {
                "type": "object",
                "required": ["test", "message"],
                "properties": {"test": {"type": "string", "minLength": 1, "maxLength": LONGEST}, "message": TEXT},
                "additionalProperties": False,
            },
        },
        "prefill": {"type": "string", "pattern": "^(guidance\\.[A-Za-z][A-Za-z0-9_]*|" + "|".join(PREFILLS) + ")$"},
        "same": {"type": "string", "pattern": "^[a-z0-9][a-z0-9._-]{0,59}$"},
        "text": {"type": "string", "minLength": 1, "maxLength": 2000},
        "material": {"type": "string", "minLength": 1, "maxLength": 60},
        "fields": {"type": "array", "minItems": 1, "maxItems": 30},
        "min_rows": {"type": "integer", "minimum": 0, "maximum": MOST_ROWS},
        "max_rows": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
        "row": {"type": "string", "maxLength": 30},
    },
    "additionalProperties": False,
}
KNOWN = set(FIELD["properties"])  # type: ignore[call-overload]
WORDS = {
    "key": "代码应以字母开头，只用字母、数字和下划线，最多40个字符",
    "label": "请填写问题的文字，最多200字",
    "type": "类型不认识，应为" + "、".join(TYPES),
    "options": "选项至少一个、不能重复，每个最多200字",
    "when": f"显示条件应为不超过{LONGEST}字的表达式或者对照表",
    "checks": "每条核对规则要有表达式和提示语",
    "prefill": "预填来源不认识",
    "same": "概念代码只用小写字母、数字、点、横线",
    "fields": "一组里至少要有一个问题，最多30个",
    "min_rows": f"最少行数应为0至{MOST_ROWS}",
    "max_rows": f"最多行数应为1至{MOST_ROWS}",
    "min": "最小值应为数字或者日期",
    "max": "最大值应为数字或者日期",
}


@cache
def meta():
    return Draft202012Validator(FIELD)


def problems_of(fields, materials=None, beside=()):
    """
    {place: sentence}, empty when the form is right. Places are `0.when`, `2.fields.1.options`, in the form's own order.

    `materials` are the codes a `file` may refer to (None: not checked); `beside` are names that conditions may use besides the form's.
    """
    if not isinstance(fields, list):
        return {"": "申请表应为问题的列表。"}
    if len(fields) > MOST_FIELDS:
        return {"": f"申请表最多{MOST_FIELDS}个问题，现有{len(fields)}个。"}
    found = dict(shapes(fields))
    if found:
        return found
    return dict(repeats(fields)) | dict(circles(fields)) | dict(meanings(fields, materials, beside))


def shapes(fields, at="", inside=False):
    for n, field in enumerate(fields):
        for error in meta().iter_errors(field):
            part = str(error.absolute_path[0]) if error.absolute_path else missing(error)
            yield f"{at}{n}.{part}", f"{named(field, n)}：{wording(error, part)}。"
        if not isinstance(field, dict):
            continue
        if field.get("type") == "group" and isinstance(field.get("fields"), list):
            if inside:
                yield f"{at}{n}.type", f"{named(field, n)}：重复填写的一组里不能再套一组。"
            else:
                yield from shapes(field["fields"], f"{at}{n}.fields.", True)


def missing(error):
    """The first key that is wanted and not there, or that is there and not known."""
    if error.validator == "required":
        return next((key for key in error.validator_value if key not in error.instance), "")
    return ""


def named(field, n):
    label = field.get("label") if isinstance(field, dict) else None
    return f"第{n + 1}个问题" + (f"“{label}”" if isinstance(label, str) and label else "")


def wording(error, part):
    if error.validator == "additionalProperties":
        return f"有不认识的内容：{'、'.join(sorted(set(error.instance) - KNOWN))}"
    return WORDS.get(part, "内容的格式不对")


def everyone(fields):
    """[(place, field, the group it is in)], groups and their fields."""
    for n, field in enumerate(fields):
        yield str(n), field, None
        for k, inner in enumerate(field.get("fields") or [] if field["type"] == "group" else []):
            yield f"{n}.fields.{k}", inner, field


def repeats(fields):
    seen: set[str] = set()
    for place, field, _ in everyone(fields):
        if field["key"] in seen:
            yield f"{place}.key", f"代码“{field['key']}”重复出现，每个问题的代码只能用一次。"
        seen.add(field["key"])


def meanings(fields, materials, beside):
    top = {field["key"] for field in fields} | set(beside)
    for place, field, group in everyone(fields):
        names = top | ({one["key"] for one in group["fields"]} if group else set())
        yield from condition(place, field, names)
        yield from particulars(place, field, materials)
        if field.get("fact") and (group or field["type"] in ("group", "choices", "file", "statement")):
            yield f"{place}.fact", f"“{field['label']}”不能作为授权文件条件的依据：只有单个的回答可以。"


def condition(place, field, names):
    if field.get("when"):
        yield from expression(f"{place}.when", field, field["when"], names, own=False)
    for n, check in enumerate(field.get("checks") or []):
        yield from expression(f"{place}.checks.{n}", field, check["test"], names)


def expression(place, field, text, names, own=True):
    label = field["label"]
    try:
        used = tuple(text) if isinstance(text, dict) else compiled(text).names
    except ConditionError as problem:
        yield place, f"“{label}”：{problem}。"
        return
    if not own and field["key"] in used:
        yield place, f"“{label}”的显示条件说到了它自己。"
    unknown = [name for name in used if name not in names]
    if unknown:
        yield place, f"“{label}”的条件说到了没有的问题：{'、'.join(unknown)}。"
    elif not used:
        yield place, f"“{label}”的条件没有说到任何问题。"


def particulars(place, field, materials):
    kind, label = field["type"], field["label"]
    if kind in ("choice", "choices") and not field.get("options"):
        yield f"{place}.options", f"“{label}”请列出选项。"
    if kind == "group" and not field.get("fields"):
        yield f"{place}.fields", f"“{label}”{WORDS['fields']}。"
    if kind == "statement" and not field.get("text"):
        yield f"{place}.text", f"“{label}”请写明声明的内容。"
    if kind == "file" and not field.get("material"):
        yield f"{place}.material", f"“{label}”请选择对应的材料。"
    elif kind == "file" and materials is not None and field["material"] not in materials:
        yield f"{place}.material", f"“{label}”对应的材料“{field['material']}”不在材料清单里。"
    if out_of_order(field.get("min"), field.get("max")):
        yield f"{place}.min", f"“{label}”的最小值大于最大值，或者两者不是同一种。"
    if kind == "group" and (field.get("min_rows") or 0) > (field.get("max_rows") or MOST_ROWS):
        yield f"{place}.min_rows", f"“{label}”的最少行数大于最多行数。"
    if kind in ("number", "money") and any(isinstance(field.get(end), str) for end in ("min", "max")):
        yield f"{place}.min", f"“{label}”的最小值和最大值应为数字。"


def out_of_order(low, high):
    if low is None or high is None:
        return False
    return isinstance(low, str) != isinstance(high, str) or low > high


def circles(fields):
    """Questions that are asked only if they have been answered: said once, with the way round."""
    for at, where in [("", fields), *((f"{n}.fields.", f["fields"]) for n, f in enumerate(fields) if f.get("fields"))]:
        labels = {field["key"]: field["label"] for field in where}
        if way := circle(where):
            n = next(n for n, field in enumerate(where) if field["key"] == way[0])
            yield f"{at}{n}.when", "显示条件绕成了圈：" + "→".join(f"“{labels[key]}”" for key in way) + "。"


def uses(fields, key):
    """The labels of the questions whose conditions or checks speak of this one."""
    return [f["label"] for _, f, _ in everyone(fields) if f["key"] != key and key in spoken_of(f)]


def spoken_of(field):
    tests = [check["test"] for check in field.get("checks") or []]
    return {name for text in [field.get("when"), *tests] if text for name in names_in(text)}
