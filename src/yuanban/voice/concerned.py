"""Who a complaint is about: they neither handle it nor see who made it."""

from django.db.models import Q

from yuanban.accounts.models import Post
from yuanban.voice.step import served_on


def concerned_by(matter, day):
    """Ids of the persons: whoever is named at the centre, sits at the window, or served on the case."""
    if matter.whom:
        return named(matter.whom, matter.centre, day)
    if matter.window:
        return sorted(clerks_of(matter.window, day).values_list("person", flat=True))
    return served_on(matter.case) if matter.case else []


def named(name, centre, day):
    live = on_post(day).filter(person__name=name.strip())
    here = live.filter(Q(centre=centre) | Q(centre=None))
    return sorted(set(here.values_list("person", flat=True)))


def clerks_of(window, day):
    """The posts at this window on this day."""
    here = Q(centre=window.centre) | Q(centre=None)
    return (
        on_post(day).filter(here, body=window.body, role__in=("clerk", "seconded", "helper")).select_related("person")
    )


def on_post(day):
    return Post.objects.filter(from_date__lte=day).filter(Q(to_date=None) | Q(to_date__gte=day)).order_by("id")
