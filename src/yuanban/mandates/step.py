"""What the verbs on papers share."""

from yuanban.law.refusal import Refusal
from yuanban.mandates.models import STATES, Document, Instrument
from yuanban.places.models import Centre


def load(code, states, version=None):
    """The paper, if it stands in one of `states` and nobody wrote it since."""
    instrument = Instrument.objects.select_related("to", "grantor", "document", "replaces").get(code=code)
    return checked(instrument, states, version)


def load_document(code, states, version=None):
    return checked(Document.objects.select_related("issuer").get(code=code), states, version)


def checked(one, states, version):
    wanted = (states,) if isinstance(states, str) else states
    if one.state not in wanted:
        now, need = STATES[one.state], "或".join(STATES[s] for s in wanted)
        raise Refusal("wrong-state", because=f"《{one.title}》当前为“{now}”，须为“{need}”才能办理。")
    if version is not None and int(version) != one.version:
        raise Refusal("changed-meanwhile")
    return one


def require_sheet(instrument):
    """A row is signed and published with its document, never by itself."""
    if instrument.document_id:
        because = f"本文书是《{instrument.document.title}》的第{instrument.row}行，随该文件一并签署、公布。"
        raise Refusal("wrong-state", because=because, cure="请打开该文件办理。")


def require_manager(actor, *bodies):
    """A manager of one centre handles only papers and seals that reach a body of its own park."""
    if actor.role not in ("manager", "provincial", "admin"):
        raise Refusal("no-post", because=f"{actor.name}的岗位不能办理授权文书。", cure="请由中心管理员办理。")
    if actor.role == "manager" and bodies and not own_bodies(actor) & {body.code for body in bodies if body}:
        because = "中心管理员只能办理交给本园区管委会、窗口的文书和印章。"
        raise Refusal("no-post", because=because, cure="请由相应园区的中心管理员或者省级中心办理。")


def require_manager_of(actor, instrument):
    """As `require_manager`; a draft whose holder nobody has chosen yet may be taken up by any of them, a row of a document by none."""
    if instrument.document_id:
        require_province(actor)
    require_manager(actor, *filter(None, [instrument.to]))


def require_province(actor):
    """A document to several parks is not the affair of one of them."""
    if actor.role not in ("provincial", "admin"):
        because = f"{actor.name}的岗位不能办理交给多个园区的文件。"
        raise Refusal("no-post", because=because, cure="请由省级中心办理；各园区在文件中逐行承接。")


def own_bodies(actor):
    """The committee, the operator and the windows of the manager's park."""
    centre = Centre.objects.select_related("park__committee", "park__operator").get(pk=actor.centre)
    houses = [centre.park.committee, centre.park.operator, *(w.body for w in centre.windows.select_related("body"))]
    return {body.code for body in houses if body}
