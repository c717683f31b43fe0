"""The keys for files at rest: one line each in the key file, the first for what is written from now on, the others to read what was."""

import contextlib
import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

LENGTH = 32


@dataclass(frozen=True)
class Key:
    secret: bytes

    @property
    def id(self) -> bytes:
        """Eight bytes that name the key and tell nothing of it."""
        return hashlib.sha256(b"yuanban file key" + self.secret).digest()[:8]

    def for_cipher(self, cipher: str, length: int) -> bytes:
        """A key of its own for each cipher."""
        return HKDF(SHA256(), length, None, f"yuanban files {cipher}".encode()).derive(self.secret)


def current() -> Key:
    return ring(settings.FILE_KEY, stamp(settings.FILE_KEY))[0]


def key_of(id: bytes) -> Key | None:
    return next((key for key in ring(settings.FILE_KEY, stamp(settings.FILE_KEY)) if key.id == id), None)


def stamp(file: Path):
    """Changes when another process has added a key; the file is made at first use."""
    if not file.exists():
        make(file)
    said = file.stat()
    return said.st_mtime_ns, said.st_ino, said.st_size


@cache
def ring(file: Path, stamp) -> tuple[Key, ...]:
    try:
        keys = tuple(Key(bytes.fromhex(line.split()[-1])) for line in file.read_text().splitlines() if line.strip())
    except ValueError:
        keys = ()
    if not keys or any(len(key.secret) != LENGTH for key in keys):
        raise ValueError(f"{file.name}不是文件密钥：每行应为64个十六进制数字。")
    return keys


def make(file: Path):
    """Whole or not at all, and only by the first of several."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = written(file, [Key(os.urandom(LENGTH))])
    with contextlib.suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


def add(file: Path) -> Key:
    """A new key before the others. The old ones stay: backups were written with them."""
    keys = [Key(os.urandom(LENGTH)), *ring(file, stamp(file))]
    written(file, keys).replace(file)
    return keys[0]


def written(file: Path, keys) -> Path:
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as new:
        new.writelines(f"{key.id.hex()} {key.secret.hex()}\n" for key in keys)
        new.flush()
        os.fsync(new.fileno())
    return draft
