"""Whether somebody's bad credit stands in the way of 告知承诺 on a day."""

from django.db.models import Q

from yuanban.accounts.models import CreditNote


def standing_notes(day):
    """The notes in force on `day`: begun, not run out, not lifted (信用修复)."""
    running = Q(to_date__isnull=True) | Q(to_date__gte=day)
    lifted = Q(lifted_on__isnull=True) | Q(lifted_on__gt=day)
    return CreditNote.objects.filter(running, lifted, from_date__lte=day)


def bad_credit(person, enterprise, day):
    """What is on record in one line; empty when nothing is. An enterprise's application is judged by the enterprise."""
    whose = Q(enterprise=enterprise) if enterprise else Q(person=person)
    note = standing_notes(day).filter(whose).order_by("-from_date").first()
    return f"{note.reason}，{note.source}" if note else ""
