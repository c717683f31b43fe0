"""市级审核: the city recommends, declines, or sends back with what is missing."""

from django.db import transaction

from yuanban.accounts.models import Person
from yuanban.law import programme as law
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.programme import standings
from yuanban.programme.step import application_of, require_city

KINDS = {"recommend": "application.recommended", "decline": "application.declined", "return": "application.returned"}


@transaction.atomic
def review(actor, pk, verb, opinion, version=None):
    """`verb`: recommend, decline or return. Always with its reasons."""
    row = application_of(pk, version)
    require_city(actor, row.park)
    turn = law.turn(row.state, verb)
    law.guard_call(row.call.state, ("open",), "市级审核")
    if len(opinion.strip()) < 5:
        raise Invalid({"opinion": "请写明审核意见，至少五个字。"})
    said = opinion.strip()[:2000]
    changes = {"city_opinion": said, "city_on": actor.day, "city_by": Person.objects.get(pk=actor.person)}
    why = "" if verb == "recommend" else said[:500]
    write(row, KINDS[verb], actor, {"opinion": said}, state=turn.target, why=why, **changes)
    if verb == "decline":
        standings.end(actor, standings.of(row.park, actor.day), actor.day, "市级未推荐")
    return row
