"""催办: climb the ladder for every running due day. Exactly once for each rung; what was missed yesterday is done today."""

from collections import defaultdict

from django.db import IntegrityError, transaction

from yuanban.accounts.models import Person, Post
from yuanban.cases.models import Case
from yuanban.crew.queries import cadres_of
from yuanban.law import ladder
from yuanban.law.ladder import RUNGS
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write
from yuanban.notify.clocks import AHEAD, clocks
from yuanban.notify.models import Message, Reminder
from yuanban.notify.settled import steps_on


def remind(actor):
    """-> how many reminders were given."""
    steps = steps_on(actor.day)
    return sum(remind_by(actor, name, list(query(actor.day + AHEAD)), steps) for name, query in clocks().items())


def remind_by(actor, clock, subjects, steps):
    given = defaultdict(set)
    rows = Reminder.objects.filter(clock=clock, key__in=[subject.key for subject in subjects])
    for key, due, rung in rows.values_list("key", "due", "rung"):
        given[key, due].add(rung)
    return sum(remind_of(actor, clock, one, steps(one.place), given[one.key, one.due]) for one in subjects)


def remind_of(actor, clock, subject, steps, sent):
    due = ladder.rungs(subject.due, actor.day, steps, sent, subject.paused)
    return sum(give(actor, clock, subject, rung) for rung in due)


def give(actor, clock, subject, rung):
    try:
        with transaction.atomic():
            write_down(actor, clock, subject, rung)
    except (IntegrityError, Refusal):
        return 0  # another process gave it, or the case moved in the same moment
    return 1


def write_down(actor, clock, subject, rung):
    people = [*people_of(actor.day, subject, rung), *attached(actor.day, subject)]
    names = sorted({person.name for person in people})
    Reminder.objects.create(
        clock=clock, key=subject.key, case_id=subject.case, due=subject.due, rung=rung, at=actor.at, people=names
    )
    said = words(actor.day, subject)
    Message.objects.bulk_create(message(actor, person, subject, rung, said) for person in people)
    if subject.case:
        case = Case.objects.get(pk=subject.case)
        write(case, "case.reminded", actor, {"rung": rung, "due": subject.due.isoformat(), "people": names})


def attached(day, subject):
    """The cadre of the enterprise whose matter it is."""
    if subject.enterprise is None:
        return []
    return list(Person.objects.filter(pk__in=cadres_of(subject.enterprise, day), is_active=True))


def words(day, subject):
    when = f"{subject.due.month}月{subject.due.day}日到期"
    late = (day - subject.due).days
    return f"{subject.text}{when}" + (f"，已经超过{late}日，请尽快办理。" if late > 0 else "，请及时办理。")


def message(actor, person, subject, rung, said):
    return Message(
        person=person, case_id=subject.case, kind="reminder", title=f"催办（{RUNGS[rung]}）", text=said[:500],
        link=subject.link, at=actor.at,
    )  # fmt: skip


def people_of(day, subject, rung):
    """Whose turn it is: at the desk, at the head of the body, in the centre, over all of them."""
    posts = Post.objects.filter(from_date__lte=day).exclude(to_date__lt=day)
    if rung == "owner":
        posts = posts.filter(body__code=subject.body, role__in=("clerk", "approver", "seconded", "helper"))
        posts = posts.filter(powers__contains=[subject.power]) if subject.power else posts
    elif rung == "head":
        posts = posts.filter(body__code=subject.body, head=True)
    elif rung == "centre":
        posts = posts.filter(centre=subject.centre, role="manager")
    else:
        posts = posts.filter(role="auditor")
    return list(Person.objects.filter(pk__in=posts.values("person"), is_active=True).order_by("pk"))
