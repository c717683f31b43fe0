"""What the verbs of this room share: the clock of a place, the case's own story, whoever served."""

from django.db import connection

from yuanban.cases.models import Case
from yuanban.cases.step import known, move
from yuanban.law import voice as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.models import Event
from yuanban.places.practices import settled

SUPERVISORS = ("auditor", "provincial")


def place_of(centre):
    """The principal county of the centre's park."""
    found = centre.park.parkregion_set.first()
    return found.region_id if found else ""


def clock(key, centre, day):
    """The columns of a row's own clock, by what the place has settled."""
    days = settled(key, place_of(centre), day)
    found = law.dues(day, days)
    return {"opened_on": day, "days": days, "due_on": found.due_on, "warn_on": found.warn_on}


def tell_case(case_id, kind, actor, data):
    """On the case's own stream too, when it is about a case. Whoever works on the case meanwhile is waited for."""
    if case_id is None:
        return
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("item_version__item", "park__centre")
        .get(pk=case_id)
    )
    move(known(case), kind, actor, data)


def served_on(case):
    """Everyone who took a step of this case on a post, and its helper."""
    people = Event.objects.filter(stream=case.stream, post__isnull=False, person__isnull=False)
    found = set(people.values_list("person", flat=True)) | {case.agent_id}
    return sorted(found - {None})


def same(row, version):
    """The row as the page was drawn from; if it moved on, say so."""
    if version is not None and version != row.version:
        raise Refusal("changed-meanwhile")


def spend(place, day, most):
    """One more form from this place today; past the limit nothing is taken."""
    sql = (
        "INSERT INTO voice_offer (place, day, given) VALUES (%s, %s, 1)"
        " ON CONFLICT (place, day) DO UPDATE SET given = voice_offer.given + 1 RETURNING given"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [place, day])
        if cursor.fetchone()[0] > most:
            raise Refusal("too-often")
