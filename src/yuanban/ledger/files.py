"""Files kept once under their SHA-256, on the disk before anyone is told they were received."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

LIMIT = 20 * 1024 * 1024


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


def read(row):
    """The bytes of any row that says its `sha256`."""
    return path_of(row.sha256).read_bytes()
