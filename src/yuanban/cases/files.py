"""Files as handed in, and who handed them in."""

import hashlib

from yuanban.cases.models import Upload
from yuanban.ledger.files import LIMIT, path_of, put, read
from yuanban.ledger.invalid import Invalid

__all__ = ["keep", "path_of", "put", "read"]
OFFICE = (b"PK\x03\x04", "application/zip")
SIGNS = [
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    OFFICE,
]
ACCEPTED = "PDF、JPG、PNG、OFD、DOCX、XLSX"


def keep(actor, name, data):
    """Store the bytes and record who handed them in. Raises Invalid when the file cannot be taken."""
    kind = kind_of(name, data)
    sha256 = hashlib.sha256(data).hexdigest()
    put(sha256, data)
    return Upload.objects.create(
        sha256=sha256, name=name[-200:], size=len(data), type=kind, by_id=actor.person, at=actor.at
    )


def kind_of(name, data):
    if not data:
        raise Invalid({"file": f"文件“{name}”是空的，请重新选择。"})
    if len(data) > LIMIT:
        raise Invalid({"file": f"文件“{name}”超过20MB，请压缩或者拆分后再上传。"})
    for sign, kind in SIGNS:
        if data.startswith(sign):
            if (sign, kind) == OFFICE and not name.lower().endswith((".ofd", ".docx", ".xlsx")):
                break
            return kind
    raise Invalid({"file": f"文件“{name}”的格式不能识别，请上传{ACCEPTED}。"})
