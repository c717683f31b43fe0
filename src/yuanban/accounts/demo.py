"""The printed demo accounts. They work only where nobody else can reach the server."""

from django.conf import settings

from yuanban.accounts.models import Person

PASSWORD = "yuanban-demo"  # noqa: S105 - printed on the sign-in page of a loopback demo, and refused anywhere else


def cast():
    """The accounts to show on the sign-in page: none unless the server listens to this machine alone."""
    return list(Person.objects.exclude(demo_note="").order_by("pk")) if settings.LOOPBACK else []


def barred(person):
    return person.is_demo and not settings.LOOPBACK
