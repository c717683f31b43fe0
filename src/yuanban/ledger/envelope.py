"""
The envelope in which a file lies on the disk.

`YBF1` · cipher (1 byte) · key id (8) · nonce (12) · encrypted bytes · tag (16). The head and the file's SHA-256 are
authenticated with the bytes, so that neither can be changed nor one file be put in another's place.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from yuanban.ledger.file_keys import Key, key_of

MAGIC, NONCE, TAG = b"YBF1", 12, 16
HEAD = len(MAGIC) + 1 + 8 + NONCE
CIPHERS = {"aes-gcm": (1, algorithms.AES, 32), "sm4-gcm": (2, algorithms.SM4, 16)}
BY_NUMBER = {number: name for name, (number, *_) in CIPHERS.items()}


class Damaged(Exception):
    """A stored file that cannot be given out. `str()` is a Chinese sentence."""


def is_sealed(stored: bytes) -> bool:
    return stored.startswith(MAGIC)


def sealed(data: bytes, sha256: str, cipher: str, key: Key) -> bytes:
    """`sha256` is that of `data`, as hex."""
    number, _, _ = CIPHERS[cipher]
    head = MAGIC + bytes([number]) + key.id + os.urandom(NONCE)
    doing = gcm(cipher, key, head[-NONCE:]).encryptor()
    doing.authenticate_additional_data(head + bytes.fromhex(sha256))
    return head + doing.update(data) + doing.finalize() + doing.tag


def opened(stored: bytes, sha256: str) -> bytes:
    """Raises Damaged when one bit of it is not as it was written, or the key is not there."""
    if len(stored) < HEAD + TAG or stored[len(MAGIC)] not in BY_NUMBER:
        raise Damaged(f"文件{sha256[:12]}…的存储不完整，不能打开。")
    head, body, tag = stored[:HEAD], stored[HEAD:-TAG], stored[-TAG:]
    cipher, key = BY_NUMBER[head[4]], key_of(head[5:13])
    if key is None:
        raise Damaged(
            f"打开文件{sha256[:12]}…需要密钥{head[5:13].hex()}，密钥文件中没有。请恢复 YUANBAN_FILE_KEY 的备份。"
        )
    doing = gcm(cipher, key, head[-NONCE:], tag).decryptor()
    doing.authenticate_additional_data(head + bytes.fromhex(sha256))
    try:
        return doing.update(body) + doing.finalize()
    except InvalidTag:
        raise Damaged(f"文件{sha256[:12]}…的内容已被改动，没有打开。请从备份恢复，并报告系统管理员。") from None


def gcm(cipher, key, nonce, tag=None):
    _, algorithm, length = CIPHERS[cipher]
    return Cipher(algorithm(key.for_cipher(cipher, length)), modes.GCM(nonce, tag))


def sealed_with(stored: bytes):
    """-> (cipher, key id as hex), or None for a file that lies there plain."""
    return (BY_NUMBER.get(stored[4], "?"), stored[5:13].hex()) if is_sealed(stored) and len(stored) > HEAD else None
