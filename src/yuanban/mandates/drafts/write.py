"""The drafts that a wanted paper asks for: written from its facts, as PDF or as DOCX."""

from yuanban.mandates.drafts import entrusting, placing, tables
from yuanban.mandates.drafts.docx import docx
from yuanban.mandates.drafts.facts import Facts
from yuanban.mandates.drafts.pdf import pdf

WRITERS = {
    "entrustment": entrusting.entrustment,
    "notice": entrusting.notice,
    "take-up": tables.take_up,
    "secondment": placing.secondment,
    "agreement": placing.agreement,
    "seal": tables.seal,
    "cadre": placing.cadre,
    "agency": tables.agency,
}
NAMES = {
    "entrustment": "委托书",
    "notice": "公告",
    "take-up": "下放承接表",
    "secondment": "派驻协议",
    "agreement": "合作协议",
    "seal": "用印备案表",
    "cadre": "挂帮干部名单",
    "agency": "帮办代办委托书",
}
FORMATS = {
    "pdf": (pdf, "application/pdf"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def drafts_for(wanted):
    """The kinds of draft that this paper needs, the one to be signed first."""
    if wanted.kind == "entrustment":
        return ("notice",) if wanted.changes == ("publish",) else ("entrustment", "notice", "take-up")
    if wanted.kind in ("devolution", "centralisation"):
        return ("notice", "take-up")
    return (wanted.kind,)


def written(kind, wanted, park, day, stay=()):
    """The sheet of one draft."""
    return WRITERS[kind](Facts(wanted, park, day, stay))


def file_of(sheet, form, day):
    """(bytes, content type, name) of the sheet as "pdf" or "docx"."""
    make, content_type = FORMATS[form]
    return make(sheet, day), content_type, f"{sheet.title}.{form}"
