"""Files as handed in, kept once under their SHA-256 and on the disk before anyone is told they were received."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from yuanban.cases.models import Upload
from yuanban.ledger.invalid import Invalid

LIMIT = 20 * 1024 * 1024
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


def path_of(sha256):
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def put(sha256, data):
    path = path_of(sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as temporary:
        temporary.write(data)
        temporary.flush()
        os.fsync(temporary.fileno())
    Path(temporary.name).replace(path)
    flush_folder(path.parent)


def flush_folder(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(upload):
    return path_of(upload.sha256).read_bytes()
