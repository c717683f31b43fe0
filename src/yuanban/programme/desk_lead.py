"""What the desk's first page says to the staff of a department that answers for support items."""

from django.db.models import Count, Min, Q

from yuanban.programme.actions.support import owned


def lead(request, _case=None):
    day = request.actor.day
    found = owned(request.actor).aggregate(
        number=Count("pk"), done=Count("pk", filter=Q(state="done")), late=Count("pk", filter=Q(due_on__lt=day)),
        soon=Count("pk", filter=Q(due_on__gte=day, warn_on__lte=day)), next=Min("due_on", filter=Q(due_on__gte=day)),
    )  # fmt: skip
    return ("programme/desk/support_lead.html", found) if found["number"] else None
