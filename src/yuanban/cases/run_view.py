"""How a 一件事 stands, for the pages that show it: each part with its organ, its days and its bar, and the joint clock."""

from dataclasses import dataclass
from typing import Any

from yuanban.cases import runs
from yuanban.cases.history import Entry
from yuanban.cases.run_words import NAMES, said
from yuanban.law import bundle as law
from yuanban.law.bundle import STANDINGS, Fate, Stretch
from yuanban.law.procedure import STATES
from yuanban.ledger.models import Event


@dataclass(frozen=True)
class Row:
    """One part. `tone`: how its bar is drawn; `after`: the names of those it waits for."""

    name: str
    organ: str
    case: Any
    fate: Fate
    stretch: Stretch
    after: list
    by: str
    late: bool
    now: str

    @property
    def tone(self):
        if self.fate.standing == "ended":
            return "done" if self.case.outcome == "granted" else "failed"
        return {"open": "late" if self.late else "open"}.get(self.fate.standing, self.fate.standing)


def shown(run, day):
    cases = runs.cases_of(run)
    read, by_key = runs.reading(run, day, cases)
    order, _ = runs.members_of(run, cases)
    course = law.course(order)
    names = {row.key: row.called for row in run.bundle.members.select_related("item")}
    rows = [row_of(one, stretch, by_key, read, names) for one, stretch in zip(order, course.stretches, strict=True)]
    return {
        "run": run,
        "rows": rows,
        "course": course,
        "joint": read,
        "critical": [names[key] for key in read.critical],
        "late": [row for row in rows if row.late],
        "blocked": [row for row in rows if row.fate.standing == "blocked" and not row.case.closed_on],
        "failed": [row for row in rows if row.tone == "failed"],
        "open_rows": [row for row in rows if row.fate.standing in ("open", "waiting")],
        "left": runs.going(cases, read.fates, by_key),
        "ready": [row for row in rows if row.case.state == "issued"],
        "gaps": [(row, gaps) for row in rows if row.case.state == "supplementing" and (gaps := gaps_of(row.case))],
        "left_out": run.left_out,
    }


def row_of(one, stretch, by_key, read, names):
    case, fate = by_key[one.key], read.fates[one.key]
    now = STATES[case.state] if fate.standing in ("open", "ended") else STANDINGS[fate.standing]
    return Row(
        names[one.key],
        case.item.organ.name,
        case,
        fate,
        stretch,
        [names[key] for key in one.waits_for],
        names.get(fate.by, ""),
        one.key in read.late,
        now,
    )


def gaps_of(case):
    return [(m.name, m.gap) for m in case.materials.exclude(gap="")]


def story(run):
    """The run's own events in words, newest first, as the timeline draws them."""
    from yuanban.accounts.models import Person

    events = list(Event.objects.filter(stream=run.stream).order_by("-seq"))
    people = Person.objects.in_bulk({event.person for event in events if event.person})
    return [told(event, people.get(event.person)) for event in events]


def told(event, person):
    one = Entry(event, NAMES.get(event.kind, event.kind), person.name if person else "系统", "", said(event))
    tone = {"run.closed": "green", "run.accepted": "green", "run.chosen": "amber"}.get(event.kind, "plain")
    return {"at": event.at, "title": one.name, "who": one.who, "text": one.said, "tone": tone}
