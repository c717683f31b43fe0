"""园策: the mode a park wishes for an item, from a day on. The one before ends on that day."""

from django.db import transaction

from yuanban.law.competence import RULES
from yuanban.law.modes import load_modes
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.mandates.models import Arrangement
from yuanban.mandates.step import require_manager
from yuanban.places import epoch


@transaction.atomic
def arrange(actor, park, item, mode, day, note="", cadre=None, competence=None):
    """`competence`: which place decides the organ in a park over several districts; None keeps what held."""
    require_manager(actor)
    if mode not in load_modes():
        raise Invalid({"mode": "请从已有的办理模式中选择。"})
    if competence not in (None, *RULES):
        raise Invalid({"competence": "请选择按哪个地方确定管辖。"})
    before = Arrangement.objects.select_for_update().filter(park=park, item=item, to_date__isnull=True).first()
    if before and before.from_date > day:
        raise Invalid({"day": f"该事项的现行安排自{before.from_date}起，新的安排不能早于它。"})
    if before:
        write(before, "arrangement.ended", actor, to_date=day)
    made = Arrangement(park=park, item=item, mode=mode, from_date=day, note=note, cadre=cadre)
    made.competence = (before.competence if before else "") if competence is None else competence
    create(
        made,
        "arrangement.made",
        actor,
        {"park": park.code, "item": item.code, "mode": mode, "from": day, "cadre": cadre and cadre.pk},
    )
    epoch.bump()
    return made
