"""标为已读: a person's own messages, one or all."""

from yuanban.notify.models import Message


def read_message(actor, pk=None):
    """-> how many were unread until now."""
    unread = Message.objects.filter(person=actor.person, read_at__isnull=True)
    return (unread.filter(pk=pk) if pk else unread).update(read_at=actor.at)
