"""Whom one may ask about a matter of a place: organs whose area it lies in, with somebody at their desk."""

from yuanban.accounts.models import Post
from yuanban.places.models import Body
from yuanban.places.practices import upwards

ANSWER = ("approver", "seconded")


def organs(place, day, but=()):
    """{code: Body}, nearest level first. `but`: codes left out."""
    posts = Post.objects.filter(role__in=ANSWER, from_date__lte=day).exclude(to_date__lt=day)
    found = Body.objects.filter(
        kind="organ", merged_on=None, territory__overlap=upwards(place), pk__in=posts.values("body")
    )
    known = {level: n for n, level in enumerate(("town", "county", "prefecture", "province", "national"))}
    rows = sorted(found.exclude(code__in=but), key=lambda body: (known[body.level], body.name))
    return {body.code: body for body in rows}


def own(case):
    """The organs that handle the case themselves."""
    return {step[who] for step in case.plan["steps"] for who in ("actor", "in_name_of") if step["power"] == "decide"}
