"""What happens in this room when a park is merged into another: what only asks ends, what was chosen passes on."""

from yuanban.ledger.follow import follow
from yuanban.ledger.write import write
from yuanban.programme import standings
from yuanban.programme.models import Application

ASKING = ("draft", "submitted", "returned", "recommended")
CHOSEN = ("selected", "accepted", "downgraded")
ORDER = ("downgraded", "applied", "building", "open")


def begin():
    follow("merger.registered", merged)


def merged(row, event, actor):
    """Published rankings stay as they are; one that names the park must be corrected before it becomes final."""
    why = f"{row.park.name}并入{row.into.name}（{row.source}）"[:500]
    for one in Application.objects.select_for_update().filter(park=row.park, state__in=(*ASKING, *CHOSEN)):
        if one.state in ASKING:
            write(one, "application.ended", actor, {"into": row.into.code}, state="ended", why=why)
        else:
            write(one, "application.passed", actor, {"into": row.into.code, "why": why})
    hand_on(actor, row, standings.of(row.park, row.day), standings.of(row.into, row.day))
    return {}, []


def hand_on(actor, row, gone, held):
    """A centre that stands or is being built becomes the other park's: two open ones are counted as one, with both areas."""
    standings.end(actor, gone, row.day, f"并入{row.into.name}")
    if gone is None or gone.state not in ("building", "open"):
        return
    if held and held.state == gone.state == "open":
        both = {"area_m2": held.area_m2 + gone.area_m2, "staff": held.staff + gone.staff}
        standings.move(actor, row.into, "open", row.day, held.application, **both)
    elif held is None or ORDER.index(held.state) < ORDER.index(gone.state):
        told = {"way": gone.way, "area_m2": gone.area_m2, "staff": gone.staff}
        standings.move(actor, row.into, gone.state, row.day, gone.application, **told)
