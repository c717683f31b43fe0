"""What has been handed in, as the ledger says it: {material code: [state, SHA-256 of the file or null, gap]}."""

from yuanban.cases import waivers
from yuanban.cases.models import CaseMaterial


def handed(case):
    """As the rows say it now."""
    rows = CaseMaterial.objects.filter(case=case.pk).order_by("id")
    return {
        code: [state, sha, gap] for code, state, sha, gap in rows.values_list("code", "state", "upload__sha256", "gap")
    }


def handed_first(materials):
    """As the application says it, before there are rows."""
    return {m.code: [m.state, m.upload.sha256 if m.upload else None, ""] for m in materials}


def differences(case, events, materials):
    """`materials`: the rows as they are now, each with its file."""
    told = [event.data["handed"] for event in events if "handed" in event.data]
    if told and told[-1] != {m.code: [m.state, m.upload.sha256 if m.upload else None, m.gap] for m in materials}:
        yield f"{case.stream} 的材料与账本最后一次记载不一致"
    why = [event.data["why"] for event in events if "why" in event.data and event.data["why"] is not None]
    if why and why[-1] != waivers.digests({m.code: m.why for m in materials}):
        yield f"{case.stream} 的免交理由与账本最后一次记载不一致"
