"""Who asks: somebody signed in, or a name with a telephone; the same telephone is the same person."""

import hmac
import re
from dataclasses import dataclass

from django.conf import settings

from yuanban.accounts.models import Person
from yuanban.accounts.phones import PHONE
from yuanban.ledger.invalid import Invalid


@dataclass(frozen=True)
class Asker:
    """`who` finds the same one again: a keyed digest, of which the telephone cannot be read."""

    who: str
    name: str
    phone: str
    person: int | None = None


def asker(actor, name="", phone=""):
    """The actor, or the name and telephone typed. Raises Invalid."""
    person = None if actor.official else Person.objects.filter(pk=actor.person).first()
    name, phone = name.strip() or (person.name if person else ""), phone.strip() or (person.phone if person else "")
    errors = {}
    if not 2 <= len(name) <= 60:
        errors["name"] = "请填写姓名（2至60字）。"
    if not PHONE.match(phone):
        errors["phone"] = "请填写手机号码或者带区号的固定电话。"
    if errors:
        raise Invalid(errors)
    digits = re.sub(r"\D", "", phone)
    return Asker(digest(f"phone:{digits}"), name, phone, person.pk if person else None)


def of_firm(enterprise, actor):
    person = Person.objects.get(pk=actor.person)
    return Asker(digest(f"firm:{enterprise.pk}"), person.name, person.phone, person.pk)


def digest(text):
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), "sha256").hexdigest()
