"""Who is acting: a person, on one post, at one moment. Every action is given one of these."""

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.db.models import Q

from yuanban.accounts.models import Post

CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Actor:
    person: int | None
    name: str
    at: dt.datetime
    post: int | None = None
    role: str = ""
    body: str = ""
    body_name: str = ""
    centre: int | None = None
    powers: frozenset[str] = frozenset()
    head: bool = False
    enterprises: tuple[int, ...] = ()

    @property
    def day(self):
        """The business day (Asia/Shanghai) on which this is done."""
        return self.at.astimezone(CHINA).date()

    @property
    def official(self):
        return self.post is not None

    def then(self, at):
        return replace(self, at=at)


def live_posts(person, day):
    return (
        Post.objects.filter(person=person, from_date__lte=day)
        .filter(Q(to_date__isnull=True) | Q(to_date__gte=day))
        .select_related("body", "centre")
        .order_by("id")
    )


def acting(person, at, post_id=None):
    """The actor for `person` at `at`: on the chosen post, else the first live one, else as an applicant."""
    posts, firms = known(person, at.astimezone(CHINA).date())
    post = next((p for p in posts if p["post"] == post_id), posts[0] if posts else None)
    if post is None:
        return Actor(person=person.pk, name=person.name, at=at, enterprises=firms)
    return Actor(person=person.pk, name=person.name, at=at, **{**post, "powers": frozenset(post["powers"])})


def known(person, day):
    """The posts and enterprises of this day: as signing in read them, or read now."""
    read = getattr(person, "known", None)
    if read and read[0] == day:
        return read[1:]
    posts = [told(post) for post in live_posts(person, day)]
    return posts, () if posts else tuple(person.enterprises.values_list("pk", flat=True))


def told(post):
    return {
        "post": post.pk,
        "role": post.role,
        "body": post.body.code,
        "body_name": post.body.name,
        "centre": post.centre_id,
        "powers": post.powers,
        "head": post.head,
    }


def system(at):
    """The clock acting by itself: sweeps and deemed acceptance."""
    return Actor(person=None, name="系统", at=at, role="system")
