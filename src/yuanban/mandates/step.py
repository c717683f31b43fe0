"""What the verbs on papers share."""

from yuanban.law.refusal import Refusal
from yuanban.mandates.models import Instrument
from yuanban.places.models import Centre

NAMES = Instrument.STATES


def load(code, states, version=None):
    """The paper, if it stands in one of `states` and nobody wrote it since."""
    instrument = Instrument.objects.select_related("to", "grantor").get(code=code)
    wanted = (states,) if isinstance(states, str) else states
    if instrument.state not in wanted:
        now, need = NAMES[instrument.state], "或".join(NAMES[s] for s in wanted)
        raise Refusal("wrong-state", because=f"《{instrument.title}》当前为“{now}”，须为“{need}”才能办理。")
    if version is not None and int(version) != instrument.version:
        raise Refusal("changed-meanwhile")
    return instrument


def require_manager(actor, *bodies):
    """A manager of one centre handles only papers and seals that reach a body of its own park."""
    if actor.role not in ("manager", "provincial", "admin"):
        raise Refusal("no-post", because=f"{actor.name}的岗位不能办理授权文书。", cure="请由中心管理员办理。")
    if actor.role == "manager" and bodies and not own_bodies(actor) & {body.code for body in bodies if body}:
        because = "中心管理员只能办理交给本园区管委会、窗口的文书和印章。"
        raise Refusal("no-post", because=because, cure="请由相应园区的中心管理员或者省级中心办理。")


def own_bodies(actor):
    """The committee, the operator and the windows of the manager's park."""
    centre = Centre.objects.select_related("park__committee", "park__operator").get(pk=actor.centre)
    houses = [centre.park.committee, centre.park.operator, *(w.body for w in centre.windows.select_related("body"))]
    return {body.code for body in houses if body}
