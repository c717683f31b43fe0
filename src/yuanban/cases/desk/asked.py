"""The fields of each verb for this case: where there is something to choose from, it is what the case leaves open."""

from yuanban.cases.desk.forms import FIELDS
from yuanban.cases.elsewhere import organs_for
from yuanban.cases.hearings import chairs
from yuanban.cases.permit import plan_of


def fields_of(actor, case, verbs):
    """FIELDS, with the options of these verbs filled in."""
    return FIELDS | {verb: filled(FIELDS[verb], OPTIONS[verb](actor, case)) for verb in verbs if verb in OPTIONS}


def filled(fields, options):
    return [
        field | {"options": list(options[field["key"]].items())} if field["key"] in options else field
        for field in fields
    ]


def to_go(actor, case):
    return {"organ": organs_for(case, actor.day, plan_of(case).in_name_of)}


def to_chair(actor, case):
    return {"chair": chairs(actor, case, plan_of(case).step("review").in_name_of)}


OPTIONS = {"refuse_acceptance": to_go, "fix_hearing": to_chair}
