"""Why a material need not be handed in: each reason with its words and what it rests on, frozen on the case (条例第三十七条)."""

from yuanban.cases import about, ways
from yuanban.catalogue.commitment import covers
from yuanban.catalogue.material_kinds import kind_of
from yuanban.ledger.hashing import canonical, sha256
from yuanban.shelf.actions.look_up import look_up
from yuanban.shelf.holders import holder_of
from yuanban.shelf.queries import certificates_held

KINDS = {
    "shelf": "材料库",
    "certificate": "证照",
    "shared": "数据共享",
    "commitment": "告知承诺",
    "internal": "机关核查",
    "flow": "前一件的结果",
    "checked": "机关已核查",
}


def why(kind, text, **ref):
    return {"kind": kind, "text": text, "ref": ref}


def found_for(actor, holder, materials, purpose, again=False):
    """{material code or key: why} of what need not be handed in. `materials` is {code or key: catalogue.Material}."""
    kinds = {key: kind for key, material in materials.items() if (kind := kind_of(material))}
    held = certificates_held(holder, actor.day) if kinds else {}
    asked = look_up(actor, holder, [kind for kind in kinds.values() if kind not in held], purpose, again)
    found = {}
    for key, material in materials.items():
        kind = kinds.get(key)
        reason = by_certificate(held.get(kind)) or by_answer(asked.get(kind)) or by_guide(material, asked.get(kind))
        if reason:
            found[key] = reason
    return found


def by_certificate(certificate):
    if certificate is None:
        return None
    term = f"有效期至{said(certificate.to_date)}" if certificate.to_date else "长期有效"
    text = f"证照库中有{certificate.organ.name}颁发的“{certificate.name}”{certificate.number}，{term}。"
    return why("certificate", text, certificate=certificate.number)


def by_answer(row):
    """Found, or a source that is away: then the organ finds out by itself, and nobody is refused for it."""
    if row is None or row.outcome == "not-found":
        return None
    ref = {"lookup": row.pk, "digest": row.digest}
    if row.outcome == "found":
        told = "；".join(f"{name}：{value}" for name, value in row.value.items())
        return why("shared", f"{row.source}{said(row.day)}查得：{told}。", **ref)
    return why("internal", f"{row.source}现在没有应答，由机关在受理后自行核查；手里有的，也可以先交。", **ref)


def by_guide(material, row):
    """The guide says that it need not be handed in, and nothing was found: the organ gets it itself."""
    if material.need != "shared":
        return None
    text = f"{row.source}没有查到，由机关自行核查，不用提交。" if row else "由机关自行取得、核查，不用提交。"
    return why("internal", text, **({"lookup": row.pk, "digest": row.digest} if row else {}))


def said(day):
    return f"{day.year}年{day.month}月{day.day}日"


def purpose_of(of):
    """`of` is what is applied for: an item or a bundle."""
    return f"办理“{of.name}”"


def for_application(actor, application, version, materials, uploads):
    """{code: why} for the materials of one item that were not handed in on paper or as a file."""
    holder = holder_of(application.enterprise, application.applicant)
    open_ = {m.code: m for m in materials if m.code not in application.paper and m.code not in uploads}
    found = {}
    for code in list(open_):
        if code in application.flowing:
            found[code] = why("flow", "由“一件事”中前一件的结果代替，不用提交。")
        elif application.purpose in about.LIGHT:
            found[code] = why("internal", "补证、注销不再审查活动本身，原来交过的材料不用再交。")
    rest = {code: m for code, m in open_.items() if code not in found}
    if rest:
        found |= found_for(actor, holder, rest, purpose_of(application.bundle or application.item))
    if ways.committing(application, version):
        found |= promised(version, open_, found)
    return found


def promised(version, materials, found):
    """What the commitment stands for, unless it is there already."""
    text = "申请人书面承诺符合条件，用承诺代替这份材料，准予以后核查（国办发〔2020〕42号）。"
    return {
        code: why("commitment", text)
        for code, m in materials.items()
        if covers(version, m) and found.get(code, {}).get("kind") in (None, "internal")
    }


def of_document(document):
    """A file that was taken from the shelf."""
    term = f"，有效期至{said(document.to_date)}" if document.to_date else ""
    return why(
        "shelf", f"取自材料库：{document.get_trust_display()}{term}。", document=document.pk, trust=document.trust
    )


def digests(whys):
    """As the ledger says it: what kind of reason, and the digest of its words."""
    return {code: [one.get("kind", ""), sha256(canonical(one))] for code, one in whys.items() if one}


def kept(case):
    """The same from the rows as they are now."""
    return digests(dict(case.materials.values_list("code", "why")))


def of_upload(upload):
    """Of what is handed in later: taken from the shelf, or nothing to be said."""
    return of_document(upload.document) if upload and upload.document_id else {}
