"""The key with which this installation signs its digests (Ed25519). Old public keys are kept, so old digests still prove."""

import contextlib
import hashlib
import os
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)
PEM = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def signing_key() -> Ed25519PrivateKey:
    return kept(settings.SIGNING_KEY)


@cache
def kept(file: Path) -> Ed25519PrivateKey:
    """The key in this file; made at first use, whole or not at all, and only by the first of several."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as new:
            new.write(Ed25519PrivateKey.generate().private_bytes(*PEM))
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{file.name}不是Ed25519私钥。")
    return key


def public_hex(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes(*RAW).hex()


def fingerprint(public: str) -> str:
    """Eight groups of four, to be compared by eye with what the office has published."""
    told = hashlib.sha256(bytes.fromhex(public)).hexdigest()[:32].upper()
    return " ".join(told[n : n + 4] for n in range(0, 32, 4))


def signature_holds(public: str, signature: str, said: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), said)
    except (InvalidSignature, ValueError):
        return False
    return True
