"""逾期未申请听证: five working days have passed and nobody asked; found by the sweep."""

from django.db import transaction

from yuanban.cases.hearings import go_on, tell
from yuanban.cases.models import Hearing


def lapsing(day):
    """The ids of the hearings that nobody asked for in time, of cases still to be decided."""
    waiting = Hearing.objects.filter(state="told", ask_by__lt=day)
    return list(waiting.filter(case__closed_on=None, case__decided_on=None).values_list("pk", flat=True))


@transaction.atomic
def lapse_hearing(actor, pk):
    hearing = Hearing.objects.select_related("case__item_version", "case__bundle_case__bundle").get(pk=pk)
    if hearing.state != "told" or hearing.ask_by >= actor.day:
        return "moved"
    hearing.state = "lapsed"
    entries, changes = go_on(hearing.case, actor.day)
    tell(hearing.case, hearing, "case.hearing-lapsed", actor, {}, entries, **changes)
    return "lapsed"
