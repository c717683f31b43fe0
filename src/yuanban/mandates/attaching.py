"""Scans of papers: what may be attached, where it is kept, and whether the rows are what the events say."""

import hashlib

from yuanban.ledger.files import LIMIT, put
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.models import Document

SIGNS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def kept(name, data):
    """Store the bytes; -> what the event and the row say of them. Raises Invalid."""
    kind = kind_of(name, data)
    sha256 = hashlib.sha256(data).hexdigest()
    put(sha256, data)
    return {"sha256": sha256, "name": name[-200:], "size": len(data), "type": kind}


def kind_of(name, data):
    if not data:
        raise Invalid({"file": f"文件“{name}”是空的，请重新选择。"})
    if len(data) > LIMIT:
        raise Invalid({"file": f"文件“{name}”超过20MB，请压缩或者拆分后再上传。"})
    found = next((kind for sign, kind in SIGNS.items() if data.startswith(sign)), "")
    if not found:
        raise Invalid({"file": f"文件“{name}”不是PDF、JPG或者PNG，请上传扫描件。"})
    return found


def word(owner):
    return "document" if isinstance(owner, Document) else "instrument"


def differences(owner, events):
    """The attachments that are there, against those that the events say."""
    told = [event.data["file"]["sha256"] for event in events if event.kind.endswith(".attached")]
    for event in events:
        if event.kind.endswith(".detached"):
            told.remove(event.data["file"]["sha256"])
    now = list(owner.attachments.values_list("sha256", flat=True))
    if sorted(now) != sorted(told):
        yield f"{owner.stream} 的附件与事件记载不一致：现有{len(now)}份，事件为{len(told)}份"
