"""What the verbs on papers share."""

from yuanban.law.refusal import Refusal
from yuanban.mandates.models import Instrument

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


def require_manager(actor):
    if actor.role not in ("manager", "provincial", "admin"):
        raise Refusal("no-post", because=f"{actor.name}的岗位不能办理授权文书。", cure="请由中心管理员办理。")
