"""查阅登记: an official opened a file that somebody handed in."""

from yuanban.catalogue.material_kinds import is_personal, kind_for
from yuanban.shelf.models import Look


def note_look(actor, holder, sha256, what, case_number):
    kind = kind_for(what)
    Look.objects.create(
        enterprise_id=holder.enterprise,
        holder_id=holder.person,
        sha256=sha256,
        what=what[:300],
        personal=holder.person is not None or is_personal(kind, what),
        case_number=case_number,
        by_id=actor.person,
        body=actor.body_name[:120],
        at=actor.at,
    )
