"""撤销增减: from today on the park follows its kind's list in this line again."""

from django.db import transaction

from yuanban.catalogue.lists import Overlay
from yuanban.catalogue.lists_step import require_keeper
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write
from yuanban.places import epoch


@transaction.atomic
def undo_overlay(actor, overlay, seen=None):
    overlay = Overlay.objects.select_for_update(of=("self",)).select_related("park__centre").get(pk=overlay.pk)
    require_keeper(actor, overlay.park)
    if overlay.to_date:
        raise Refusal(
            "wrong-state",
            because=f"“{overlay.name}”的{overlay.get_change_display()}已于{overlay.to_date}撤销。",
            cure="不用再办。",
        )
    if seen is not None and int(seen) != overlay.version:
        raise Refusal("changed-meanwhile")
    write(overlay, "overlay.undone", actor, {"park": overlay.park.code, "key": overlay.key}, to_date=actor.day)
    epoch.bump()
    return overlay
