"""Reading what people said. Each list says by itself who may see what."""

from django.db.models import Count, Q

from yuanban.cases.queries import visible_to
from yuanban.law import voice as law
from yuanban.voice.models import Concern, Feedback, Mending, Rating, RatingAppeal

EVERYTHING = ("auditor", "provincial")
OF_CENTRE = ("manager", "clerk", "helper")


def ratings_for(actor):
    """Windows and managers their centre's; organs those of the cases they see; supervisors all."""
    if actor.role in EVERYTHING:
        return Rating.objects.all()
    if actor.role in OF_CENTRE:
        return Rating.objects.filter(centre=actor.centre)
    if actor.role in ("approver", "seconded"):
        return Rating.objects.filter(about__in=visible_to(actor))
    return Rating.objects.none()


def mendings_for(actor):
    rows = Mending.objects.select_related(
        "rating__about__item", "rating__item", "rating__visit__window", "centre__park"
    )
    return rows.filter(rating__in=ratings_for(actor))


def appeals_for(actor):
    rows = RatingAppeal.objects.select_related("rating__item", "rating__visit__window", "by", "centre__park")
    return rows.filter(rating__in=ratings_for(actor))


def concerns_for(actor):
    """The manager of the centre, the body it was given to, the supervisors. Never those it is about."""
    rows = Concern.objects.select_related("item", "case", "window", "holder", "centre__park")
    if actor.role in EVERYTHING:
        return rows
    mine = Q(holder__code=actor.body)
    if actor.role == "manager":
        mine |= Q(centre=actor.centre)
    return rows.filter(mine) if actor.official and actor.role != "admin" else rows.none()


def feedback_for(actor):
    """What was said of the items this body owns; managers have those of their park's items, the province all."""
    rows = Feedback.objects.select_related("item__organ")
    if actor.role in EVERYTHING:
        return rows
    if actor.role == "manager":
        return rows.filter(Q(rating__centre=actor.centre) | Q(concern__centre=actor.centre))
    return rows.filter(item__organ__code=actor.body) if actor.role in ("approver", "seconded") else rows.none()


def of_light(rows, wanted, day):
    """Rows still owed something, by their light: `red`, `yellow`, `green`."""
    rows = owed(rows)
    if wanted == "red":
        return rows.filter(due_on__lt=day)
    if wanted == "yellow":
        return rows.filter(due_on__gte=day, warn_on__lte=day)
    return rows.filter(warn_on__gt=day)


def lights(rows, day):
    """{light: how many rows}, of those still owed something; and `open`, how many have not ended."""
    tests = {"red": Q(due_on__lt=day), "yellow": Q(due_on__gte=day, warn_on__lte=day), "green": Q(warn_on__gt=day)}
    counts = {name: Count("pk", filter=test) for name, test in tests.items()}
    return owed(rows).order_by().aggregate(**counts) | {"open": rows.filter(closed_on=None).count()}


def owed(rows):
    """Not ended; and what is answered waits for who filed it, not for us."""
    return rows.filter(closed_on=None).exclude(state="answered")


def light(row, day):
    """What was answered keeps the light of that day."""
    answered = getattr(row, "answered_on", None) if row.state in ("answered", "closed") else None
    return law.light(row.due_on, row.warn_on, day, answered or row.closed_on)


def distribution(ratings):
    """[(level, name, n)], good, all. 好评率 counts the first three of the five levels (国办发〔2019〕51号)."""
    counts = dict(ratings.filter(counted=True).order_by().values_list("level").annotate(n=Count("pk")))
    good, total = law.good_rate(counts)
    levels = [(level, name, counts.get(level, 0)) for level, name in law.LEVELS.items()]
    return {"levels": levels, "good": good, "total": total, "rate": round(100 * good / total, 1) if total else None}
