"""What the sample town offers for each way of handling, and who may take which step: asked of the law, in the town's own process."""

import json
import random

import django

django.setup()

from django.utils import timezone  # noqa: E402

from yuanban.accounts.acting import CHINA  # noqa: E402
from yuanban.accounts.models import Person, Post  # noqa: E402
from yuanban.cases.bundled import members_for  # noqa: E402
from yuanban.cases.planning import prove  # noqa: E402
from yuanban.catalogue.forms import check_form, facts_of  # noqa: E402
from yuanban.catalogue.queries import version_on  # noqa: E402
from yuanban.catalogue.search import search, synonyms  # noqa: E402
from yuanban.demo.actors import Staff, firms_of  # noqa: E402
from yuanban.demo.forms import answers  # noqa: E402
from yuanban.law.refusal import Refusal  # noqa: E402
from yuanban.mandates.queries import items_of  # noqa: E402
from yuanban.mandates.world import world  # noqa: E402
from yuanban.places.models import Park  # noqa: E402

DAY = timezone.now().astimezone(CHINA).date()
STAFF = Staff()
NAMES = dict(Person.objects.values_list("pk", "username"))
SMALL, LARGE = 100, 9000
AGENCY = ("onsite-agency", "offline-agency")
TESTS = {
    "kept-seal": lambda m: (
        (m["mode"], m["reviewers"], m["decides"]) == ("direct-authorisation", 2, m["committee"]) and m["above"]
    ),
    "on-sight": lambda m: m["on_sight"],
    "mutual-windows": lambda m: m["mode"] == "mutual-windows" and m["reviewers"] == 2 and m["unnamed"],
    "onsite-agency": lambda m: m["mode"] == "onsite-agency",
    "offline-agency": lambda m: m["mode"] == "offline-agency",
    "joint-office": lambda m: m["mode"] == "joint-office" and m["heads"],
}


def main():
    every = [one for park in parks() for item in items_of(park, DAY).order_by("pk") for one in matters(park, item)]
    found = {name: next(one for one in every if fits(one)) for name, fits in TESTS.items()}
    bundle = next(one for park in parks() for code in park.bundles.order_by("pk") for one in run(park, code))
    ordered = next(
        one
        for park in parks()
        for code in park.bundles.filter(code="firm-lingang")
        for one in run(park, code, False, True)
    )
    print(
        json.dumps(
            found | {"integrated": bundle, "ordered": ordered, "roles": roles(), "year": DAY.year}, ensure_ascii=False
        )
    )


def roles():
    """One person on each kind of post, the printed ones first."""
    rows = Post.objects.order_by("-pk").values_list("role", "person__username")
    return dict(rows)


def parks():
    return Park.objects.filter(centre__isnull=False).select_related("centre", "committee").order_by("pk")


def matters(park, item):
    """This item for the first enterprise here that may lawfully have it, with a helper of the centre where one is needed."""
    words, version = everyday(item, park), version_on(item, DAY)
    for firm in firms_of(park) if words and version.kind == "promise" else ():
        for agent in (helper(park), None):
            plan = planned(park, version, firm, SMALL, agent)
            if plan and (plan.mode in AGENCY) == (agent is not None):
                yield told(park, version, firm, plan, agent) | {"words": words}
                return


def everyday(item, park):
    """What people say when they mean this item, and find it by."""
    for word, official in synonyms().values():
        if any(part in item.name for part in official):
            hits = search(word, park).hits[:5]
            if any(hit.item.pk == item.pk and hit.in_park for hit in hits):
                return word
    return ""


def planned(park, version, firm, size, agent=None, bundled=False):
    facts = facts_of(version.form, check_form(version.form, filled(version, firm, size))[0])
    try:
        return prove(park.code, version.item.code, DAY, facts, place(park, firm), agent and agent.body.code, bundled)
    except Refusal:
        return None


def place(park, firm):
    regions = [r.region_id for r in park.parkregion_set.all()]
    return firm.region_id if firm.region_id in regions else regions[0]


def filled(version, firm, size):
    """The form as somebody would fill it in; what decides the way of handling is `size`."""
    numbers = {f["key"]: size for f in version.form if f.get("fact") and f["type"] in ("number", "money")}
    said = answers(version.form, firm, random.Random(1)) | numbers
    return kept(said, check_form(version.form, said)[0])


def helper(park):
    return Post.objects.filter(role="helper", centre=park.centre, powers__len__gt=0).select_related("body").first()


def told(park, version, firm, plan, agent):
    decide, accept = plan.step("decide"), plan.step("accept")
    above = planned(park, version, firm, LARGE)
    bodies = {body for step in plan.steps for body in (step.actor, step.in_name_of)} | {park.committee.code}
    return {
        "park": park.code,
        "item": version.item.pk,
        "name": version.item.name,
        "mode": plan.mode,
        "on_sight": plan.seal_on_sight is not None,
        "reviewers": version.reviewers,
        "facts": [f["key"] for f in version.form if f.get("fact")],
        "form": filled(version, firm, SMALL),
        "firm": {"pk": firm.pk, "name": firm.name, "code": firm.code},
        "owner": firm.members.first().username,
        "stranger": next(
            m.username for f in firms_of(park) for m in f.members.all() if firm not in m.enterprises.all()
        ),
        "agent": agent and {"pk": agent.person_id, "username": NAMES[agent.person_id]},
        "clerk": NAMES[window(park)],
        "committee": park.committee.code,
        "committee_person": who(park.committee.code, "decide")[0],
        "decides": decide.actor,
        "decides_name": name_of(decide.actor),
        "in_name_of": name_of(decide.in_name_of),
        "accepts_name": name_of(accept.actor),
        "staff": {step.power: fit(step) for step in plan.steps},
        "heads": who(decide.in_name_of, "decide", head=True),
        "unnamed": unnamed(accept),
        "elsewhere": elsewhere(bodies),
        "above": above and above.decides != plan.decides and above_of(above),
        "large": filled(version, firm, LARGE),
    }


def above_of(plan):
    return {"staff": {step.power: fit(step) for step in plan.steps}, "decides_name": name_of(plan.decides)}


def name_of(body):
    return world(DAY).name(body)


def window(park):
    body = park.centre.windows.filter(kind="general").first().body.code
    return next(a.person for a in STAFF.by_body[body] if a.role == "clerk")


def fit(step):
    """Everyone who may take this step: of the body, with the power, and named where the paper names them."""
    named = [STAFF.named[code] for code in step.chain if STAFF.named.get(code)]
    return [
        NAMES[a.person]
        for a in STAFF.by_body[step.actor]
        if step.power in a.powers and all(a.person in staff for staff in named)
    ]


def who(body, power, head=False):
    return [NAMES[a.person] for a in STAFF.by_body[body] if power in a.powers and (a.head or not head)]


def unnamed(step):
    """Somebody at the same desk with the same duties, whom the paper for this item does not name."""
    named = set(fit(step))
    return next((n for n in who(step.actor, step.power) if n not in named), None) if step.chain else None


def elsewhere(bodies):
    """An official of a county organ that has no part in the matter."""
    post = Post.objects.filter(
        role="approver", body__level="county", body__role="department", powers__contains=["accept"]
    )
    return post.exclude(body__code__in=bodies).order_by("-pk").first().person.username


def run(park, bundle, said=True, waits=False):
    """A 一件事 whose matters may all begin at once, or wait for one another, for an enterprise whose plans are all lawful."""
    situations = {q["key"]: said for q in bundle.situations if q["type"] == "yesno"}
    chosen = members_for(park, bundle, DAY, situations)
    members, versions = chosen.members, chosen.versions
    for firm in firms_of(park):
        plans = [planned(park, version, firm, SMALL, bundled=True) for version in versions]
        if all(plans) and len(plans) > 1 and any(m.after or m.needs for m in members) == waits:
            one = told(park, versions[0], firm, plans[0], None)
            one["situations"] = dict.fromkeys(situations, "是" if said else "否")
            forms = asked(chosen.merged().fields, firm)
            parts = {v.item.name: told(park, v, firm, p, None) for v, p in zip(versions, plans, strict=True)}
            yield one | {"form": forms, "bundle": bundle.code, "name": bundle.name, "parts": parts}


def asked(fields, firm):
    """Answers to exactly the questions that are asked, given these answers."""
    said = answers(fields, firm, random.Random(1))
    return kept(said, check_form(fields, said)[0])


def kept(said, clean):
    if isinstance(clean, dict):
        return {key: kept(said[key], value) for key, value in clean.items()}
    return [kept(*row) for row in zip(said, clean, strict=True)] if isinstance(clean, list) else said


if __name__ == "__main__":
    main()
