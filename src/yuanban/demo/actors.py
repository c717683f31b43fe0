"""Who in the sample world can take a step: found by post, as a manager would."""

import datetime as dt
from collections import defaultdict

from yuanban.accounts.acting import CHINA, Actor
from yuanban.accounts.models import Enterprise, Post
from yuanban.mandates.models import Instrument

# Staff are found first and act later: `then(at)` says when.
NO_TIME_YET = dt.datetime(2024, 1, 1, tzinfo=CHINA)


class Staff:
    def __init__(self):
        self.by_body, self.by_centre = defaultdict(list), defaultdict(list)
        for post in Post.objects.select_related("person", "body", "centre").order_by("pk"):
            actor = actor_on(post)
            self.by_body[post.body.code].append(actor)
            if post.centre_id and post.role in ("clerk", "helper"):
                self.by_centre[post.centre_id, post.role].append(actor)
        self.named = {
            i.code: set(i.staff.values_list("pk", flat=True)) for i in Instrument.objects.filter(kind="secondment")
        }

    def firm_person(self, firm, at):
        person = firm.members.first()
        return person and Actor(person=person.pk, name=person.name, at=at, enterprises=(firm.pk,))

    def on(self, post):
        return next(a for a in self.by_body[post.body.code] if a.post == post.pk)

    def at(self, centre, role, rng):
        return rng.choice(self.by_centre[centre.pk, role])

    def for_step(self, step, power, rng, but=(), head=False):
        """Someone of the step's body whose post has the power; two reviewers are two people; secondees are named; heads sit at home."""
        named = [self.named[code] for code in step.chain if self.named.get(code)]
        body = step.in_name_of if head else step.actor
        fit = [a for a in self.by_body[body] if power in a.powers and a.person not in but and (a.head or not head)]
        if not head:
            fit = [a for a in fit if all(a.person in names for names in named)]
        return rng.choice(fit) if fit else None


def actor_on(post):
    return Actor(
        person=post.person_id,
        name=post.person.name,
        at=NO_TIME_YET,
        post=post.pk,
        role=post.role,
        body=post.body.code,
        body_name=post.body.name,
        centre=post.centre_id,
        powers=frozenset(post.powers),
        head=post.head,
    )


def firms_of(park):
    return [
        firm
        for firm in Enterprise.objects.filter(park=park).select_related("region").prefetch_related("members")
        if firm.members.all()
    ]
