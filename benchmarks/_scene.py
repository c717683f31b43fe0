"""Prints, as JSON, one matter of the sample world and who takes its steps. Run as a program, with DATABASE_URL set."""

import json
import random

import django

django.setup()

from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from yuanban.accounts.models import Person  # noqa: E402
from yuanban.cases.files import keep  # noqa: E402
from yuanban.catalogue.forms import check_form, facts_of  # noqa: E402
from yuanban.catalogue.queries import version_on  # noqa: E402
from yuanban.demo.actors import Staff, firms_of  # noqa: E402
from yuanban.demo.forms import answers, sample_file  # noqa: E402
from yuanban.law.modes import plan  # noqa: E402
from yuanban.mandates.queries import items_of  # noqa: E402
from yuanban.mandates.world import world  # noqa: E402
from yuanban.places.models import Park  # noqa: E402


def scene(now):
    """The park's richest form among the items that a seconded desk accepts."""
    park = Park.objects.select_related("centre").order_by("pk").first()
    firm, rng, staff = firms_of(park)[0], random.Random(1), Staff()
    items = sorted(items_of(park, now.date()), key=lambda item: -len(version_on(item, now.date()).form))
    for item in items:
        version = version_on(item, now.date())
        form = answers(version.form, firm, rng)
        facts = facts_of(version.form, check_form(version.form, form)[0])
        proven = plan(world(now.date()), park.code, item.code, now.date(), facts)
        if getattr(proven, "mode", None) == "mutual-windows":
            break
    applicant = staff.firm_person(firm, now).then(now)
    files = {
        m.code: keep(applicant, f"{m.name}.pdf", sample_file("样例材料")).pk
        for m in version.materials.all()
        if m.need != "shared"
    }
    accepter = staff.for_step(proven.step("accept"), "accept", rng)
    clerk = staff.at(park.centre, "clerk", rng)
    return {
        "applicant": session(applicant),
        "clerk": session(clerk),
        "accepter": session(accepter),
        "application": {"park": park.code, "item": item.code, "enterprise": firm.code, "form": form, "files": files},
    }


def session(actor):
    """The session cookie of somebody signed in."""
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person), backend="yuanban.accounts.identity.Backend")
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    print(json.dumps(scene(timezone.now()), ensure_ascii=False))
