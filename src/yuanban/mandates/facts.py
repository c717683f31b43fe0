"""The facts that conditions may turn on: what the application forms of the items ask for."""

from yuanban.catalogue.models import ItemVersion
from yuanban.law.conditions import ConditionError, compile_condition
from yuanban.mandates.wording import labelled


def fields_of(items):
    """The fields with a fact, of every version of these items that was not put away; each key once."""
    versions = ItemVersion.objects.filter(item__in=items).exclude(state="withdrawn").order_by("number")
    forms = versions.values_list("form", flat=True)
    return list({field["key"]: field for form in forms for field in form if field.get("fact")}.values())


def condition_error(text, items):
    """What is wrong with a condition for these items; empty when nothing is."""
    if not text:
        return ""
    try:
        asked = compile_condition(text).facts
    except ConditionError as problem:
        return str(problem)
    known = {field["key"] for field in fields_of(items)} if items else set(asked)
    strange = [name for name in asked if name not in known]
    if not strange:
        return ""
    may = f"可以用的有：{'、'.join(sorted(known))}。" if known else "这些事项的申请表没有可以用作条件的栏目。"
    return f"所选事项的申请表中没有“{'、'.join(strange)}”，条件无法判断。{may}"


def condition_words(text, items):
    """The condition with the labels of the form in place of the names of facts."""
    return labelled(text, fields_of(items))
