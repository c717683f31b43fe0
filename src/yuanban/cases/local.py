"""What a place has settled, as it counts for one case: as of the day of receipt. What is settled later reaches no case already received."""

from yuanban.accounts.acting import CHINA
from yuanban.law.practices import practice
from yuanban.places.practices import local, settled


def counting_day(case):
    """收件之日, and the day of the application as long as nothing has been received."""
    return case.received_on or case.applied_at.astimezone(CHINA).date()


def settled_for(key, case):
    return settled(key, case.place, counting_day(case))


def source_for(key, case):
    """{"practice": key, "value": 中文, "source": the local paper, or where the law leaves room} for papers and the log."""
    rule = local(key, case.place, counting_day(case))
    asked = practice(key)
    value = rule.value if rule else asked.default
    source = rule.source if rule else asked.article
    return {"practice": key, "value": asked.say(value), "source": source, "local": rule is not None}
