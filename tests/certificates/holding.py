"""Certificates of the sample town: granted by the plain steps, held by an enterprise, long enough ago to be running out."""

from dataclasses import replace

from tests.cast import at
from yuanban.accounts.acting import acting
from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.actions.apply import apply
from yuanban.cases.models import Case
from yuanban.catalogue.models import ItemVersion
from yuanban.certificates.models import Certificate
from yuanban.exchange.verify import differences_of, everything_to_verify
from yuanban.places import epoch

FOOD = ("食品经营许可", "cp-amr")
RESTAURANT = "91511502DEM100058F"


def granted(town, firm=RESTAURANT, item=FOOD, months=None, when=None) -> Certificate:
    """A fresh certificate; `months` sets its term."""
    item = town.item(*item)
    if months:
        ItemVersion.objects.filter(item=item).update(term_months=months)
        epoch.bump()
    case = town.apply("lingang", item, Enterprise.objects.get(code=firm), when=when)
    town.until(case, "delivered", when)
    return Certificate.objects.get(case_number=case.number)


def holder(when=None):
    return acting(Person.objects.get(username="qiye"), when or at())


def asked(town, certificate, purpose, when=None, **more) -> Case:
    """The holder's application about it."""
    firm = certificate.enterprise
    application = town.application("lingang", certificate.item, firm, when=when)
    return apply(holder(when), replace(application, purpose=purpose, certificate=certificate, **more))[0]


def decider(town, certificate, when=None):
    """Somebody of the organ or of the body it entrusted who may decide on it."""
    case = Case.objects.get(number=certificate.case_number)
    return town.doer(case, "decide", when=when)


def proven():
    """What `yuanban verify` has to say of cases, certificates and stray events."""
    mine = ("case", "certificates.certificate", "stray")
    return [said for kind, key in everything_to_verify() if kind in mine for said in differences_of(kind, key)]
