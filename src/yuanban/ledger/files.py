"""Files kept once under their SHA-256, encrypted, on the disk before anyone is told they were received."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from yuanban.ledger import envelope, file_keys
from yuanban.ledger.envelope import Damaged

LIMIT = 20 * 1024 * 1024


class Missing(Damaged):
    """The row is there, the file is not."""


def path_of(sha256):
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def exists(row):
    return path_of(row.sha256).exists()


def put(sha256, data):
    path = path_of(sha256)
    if not path.exists():
        place(path, stored_form(sha256, data))


def stored_form(sha256, data):
    """As it lies on the disk under the present setting."""
    if settings.FILE_CIPHER == "none":
        return data
    return envelope.sealed(data, sha256, settings.FILE_CIPHER, file_keys.current())


def place(path, stored):
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as temporary:
        try:
            temporary.write(stored)
            temporary.flush()
            os.fsync(temporary.fileno())
        except BaseException:
            Path(temporary.name).unlink()
            raise
    Path(temporary.name).replace(path)
    flush_folder(path.parent)


def flush_folder(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(row):
    """The bytes of any row that says its `sha256`, exactly as they were handed in. Raises Missing or Damaged."""
    return bytes_of(row.sha256)


def bytes_of(sha256):
    try:
        stored = path_of(sha256).read_bytes()
    except FileNotFoundError:
        raise Missing(f"文件{sha256}不在存储中") from None
    data = envelope.opened(stored, sha256) if envelope.is_sealed(stored) else stored
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Damaged(f"文件{sha256}的内容已被改动")
    return data


def everything():
    """The paths of all stored files."""
    return sorted(path for path in Path(settings.MEDIA_ROOT).glob("??/*") if len(path.name) == 64)


def reseal(path):
    """Write one file anew under the present setting and key. -> whether it had to be. Raises Damaged."""
    told, wanted = envelope.sealed_with(path.read_bytes()), None
    if settings.FILE_CIPHER != "none":
        wanted = (settings.FILE_CIPHER, file_keys.current().id.hex())
    if told == wanted:
        return False
    place(path, stored_form(path.name, bytes_of(path.name)))
    return True
