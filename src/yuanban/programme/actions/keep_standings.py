"""登记现状: which centres stood, were being built or applied for before the programme was kept here."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from yuanban.ledger.bulk import create_many
from yuanban.ledger.invalid import Invalid
from yuanban.programme.models import Standing
from yuanban.programme.step import require

FIELDS = ("park", "state", "way", "area_m2", "staff", "from_date", "to_date")


@dataclass(frozen=True)
class Entry:
    """`from_day` and `to_day` as in Standing; `way` may be unknown."""

    park: Any
    state: str
    from_day: Any
    to_day: Any = None
    area_m2: int = 0
    staff: int = 0
    way: str = ""


@transaction.atomic
def keep_standings(actor, entries):
    """-> the rows, in the order of the entries. A park that has any already is refused."""
    require(actor, "provincial")
    known = Standing.objects.filter(park__in=[one.park for one in entries]).values_list("park__name", flat=True)
    if known:
        raise Invalid({"park": f"{'、'.join(sorted(set(known)))}已经有登记，不能再登记现状。"})
    rows = [
        Standing(
            park=one.park, state=one.state, from_date=one.from_day, to_date=one.to_day, area_m2=one.area_m2,
            staff=one.staff, way=one.way,
        )
        for one in entries
    ]  # fmt: skip
    create_many(rows, FIELDS, "standing.kept", actor, [{"park": one.park.code} for one in entries])
    return rows
