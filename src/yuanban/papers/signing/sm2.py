"""SM2 (GB/T 32918) with SM3, as a signature beside the PDF: PDF readers do not know it, our check page does.

The key of a body is the file `CODE.sm2` in the operator's folder: the private key and the public key, each in hex, one a line.
"""

import io
import os
from contextlib import redirect_stderr
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from gmssl_pyx import InvalidValueError, normalize_sm2_public_key, sm2_key_generate, sm2_sign, sm2_verify


def key_of(code):
    """-> (private, public) of this body, or None when it has no SM2 key."""
    if not settings.SEAL_KEYS:
        return None
    file = Path(settings.SEAL_KEYS) / f"{code}.sm2"
    return read(file) if file.exists() else None


@lru_cache(maxsize=500)
def read(file):
    try:
        private, public = (bytes.fromhex(line) for line in file.read_text().split())
        return private, normalize_sm2_public_key(public)
    except (ValueError, InvalidValueError):
        raise ValueError(f"SM2密钥文件{file.name}应为两行十六进制：私钥、公钥。") from None


def new_key(file: Path):
    """A fresh pair in a file that only its owner reads. -> the public key, hex."""
    public, private = sm2_key_generate()
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(f"{private.hex()}\n{public.hex()}\n")
    return public.hex()


def signed(data: bytes, key) -> bytes:
    """The signature over `data`, DER."""
    private, public = key
    return sm2_sign(private, public, data)


def holds(data: bytes, signature: bytes, public: str) -> bool:
    try:
        with redirect_stderr(io.StringIO()):
            return sm2_verify(normalize_sm2_public_key(bytes.fromhex(public)), data, signature)
    except (ValueError, InvalidValueError):
        return False
