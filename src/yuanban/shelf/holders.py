"""Whose shelf it is: a firm's, or a person's own."""

from dataclasses import dataclass

from yuanban.accounts.models import Enterprise, Person


@dataclass(frozen=True)
class Holder:
    """`code` is what other offices know the holder by: the credit code; of a person we keep none."""

    enterprise: int | None
    person: int | None
    name: str
    code: str = ""

    @property
    def key(self):
        """Finds the rows of any table of this room."""
        return {"enterprise": self.enterprise, "person": self.person}

    @property
    def columns(self):
        return {"enterprise_id": self.enterprise, "person_id": self.person}


def holder_of(enterprise, person):
    """The firm in whose name it is applied for; else the person."""
    if enterprise:
        return Holder(enterprise.pk, None, enterprise.name, enterprise.code)
    return Holder(None, person.pk, person.name)


def holders_of(actor):
    """Whose shelves this applicant may open: those of their firms, and their own."""
    firms = Enterprise.objects.filter(pk__in=actor.enterprises).order_by("pk")
    own = Person.objects.get(pk=actor.person)
    return [*(holder_of(firm, own) for firm in firms), holder_of(None, own)]
