"""Reading certificates. `visible_to` is the only place that says who may see whose."""

import datetime as dt
from functools import reduce
from operator import or_

from django.db.models import Q
from django.shortcuts import get_object_or_404

from yuanban.certificates.models import Certificate
from yuanban.law import certificates as law
from yuanban.law.refusal import Refusal
from yuanban.law.terms import asking
from yuanban.ledger.models import Event
from yuanban.places.models import Body

EVERYTHING = ("auditor", "provincial")
DESKS = ("clerk", "helper", "manager")


def in_force(day):
    """As SQL: it may be relied on, on this day."""
    begun = Q(state="valid", from_date__lte=day)
    lasting = Q(to_date__isnull=True) | Q(to_date__gte=day)
    return begun & lasting & not_replaced(day)


def not_replaced(day):
    return Q(replaced_on__isnull=True) | Q(replaced_on__gt=day)


def stands(day):
    """{standing: its rows as SQL}; the same as `law.certificates.standing`, which a test holds it to."""
    live, soon = not_replaced(day), day + dt.timedelta(days=law.EXPIRING)
    running = live & Q(from_date__lte=day) & (Q(to_date__isnull=True) | Q(to_date__gte=day))
    return {
        "valid": running & Q(state="valid") & (Q(to_date__isnull=True) | Q(to_date__gt=soon)),
        "expiring": running & Q(state="valid", to_date__lte=soon),
        "suspended": running & Q(state="suspended"),
        "coming": live & Q(state__in=("valid", "suspended"), from_date__gt=day),
        "expired": live & Q(state__in=("valid", "suspended"), to_date__lt=day),
        "revoked": live & Q(state="revoked"),
        "annulled": live & Q(state="annulled"),
        "replaced": Q(replaced_on__lte=day),
    }


def standing(certificate, day):
    """One of `law.certificates.STANDINGS`."""
    c = certificate
    return law.standing(c.state, c.from_date, c.to_date, c.replaced_on, day)


def held_by(enterprise_id, person_id, day):
    """The certificates in force on `day` that this enterprise holds; those of the person when no enterprise is given."""
    if enterprise_id:
        mine = Q(enterprise=enterprise_id)
    elif person_id:
        mine = Q(person=person_id)
    else:
        return Certificate.objects.none()
    return (
        Certificate.objects.filter(mine, in_force(day)).select_related("item", "organ").order_by("name", "-issued_on")
    )


def visible_to(actor):
    """Holders see their own; windows their centre's; organs what they or theirs granted or handled; a committee its park's; auditors all."""
    if actor.role in EVERYTHING:
        return Certificate.objects.all()
    if actor.role in DESKS:
        return Certificate.objects.filter(centre=actor.centre)
    if actor.role in ("approver", "seconded"):
        return Certificate.objects.filter(of_organ(actor.body))
    if actor.role == "admin" or actor.person is None:
        return Certificate.objects.none()
    return Certificate.objects.filter(Q(enterprise__in=actor.enterprises) | Q(person=actor.person))


def of_organ(code):
    """What it handled, what it granted, what those it took over or stands above granted, what was granted in its park."""
    below = below_of(code)
    return Q(bodies__contains=[code]) | Q(organ__code=code) | Q(organ__in=below) | Q(park__committee__code=code)


def below_of(code):
    return Body.objects.filter(
        Q(parent__code=code) | Q(set_up_by__code=code) | Q(merged_into__code=code) | Q(parent__parent__code=code)
    )


def find(text):
    """By number as printed or as typed, or by identifier; None when there is none."""
    typed = "".join(text.split())
    plain = typed.translate(str.maketrans("[(（【［{", "〔" * 6) | str.maketrans("])）】］}", "〕" * 6))
    return (
        Certificate.objects.select_related("item", "organ", "park", "enterprise", "replaces", "replaced_by")
        .filter(Q(number__in={text.strip(), typed, plain}) | Q(identifier=typed.upper()))
        .first()
    )


def events(certificate):
    return list(Event.objects.filter(stream=certificate.stream).order_by("seq"))


def story(number):
    """All that happened to one certificate and to those it replaced: [(Certificate, [Event])], the newest certificate first."""
    found, told = Certificate.objects.filter(number=number).first(), []
    while found:
        told.append((found, events(found)))
        found = found.replaces
    return told


def open_renewals(certificate):
    """Whether a renewal of it is asked for and not yet decided."""
    return certificate.cases.filter(purpose="renewal", decided_on=None, closed_on=None).exists()


def ask_by(certificate):
    """The last day for asking for renewal; None without a term, or where the working days of that year are not yet known."""
    if certificate.to_date is None:
        return None
    try:
        return asking(certificate.item.extra.get("renewal")).last(certificate.to_date)
    except Refusal:
        return None


def newest(certificate):
    """The last of the chain of replacements."""
    found = Certificate.objects.select_related("item", "organ").filter(replaces=certificate).first()
    return newest(found) if found else certificate


def either(conditions):
    """One or the other; nothing at all when there is none."""
    return reduce(or_, conditions, Q(pk__in=[]))


def held(actor, number):
    """One that this person may see, with what its page says; 404 otherwise."""
    seen = visible_to(actor).select_related(
        "item", "organ", "park", "centre", "enterprise", "person", "replaces", "replaced_by"
    )
    return get_object_or_404(seen, number=number)


def searched(rows, text):
    if not text:
        return rows
    code = Q(identifier=text.upper()) | Q(enterprise__code=text.upper())
    return rows.filter(
        Q(number__icontains=text)
        | Q(holder_name__icontains=text)
        | Q(item__name__icontains=text)
        | Q(name__icontains=text)
        | code
    )


def ending(day, days):
    """As SQL: in force, and its last day comes within so many days."""
    return in_force(day) & Q(to_date__lte=day + dt.timedelta(days=days))
