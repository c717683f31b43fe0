"""Whose key signs: the organ's own PKCS#12 file from the operator's folder; on the operator's own machine the test authority's.

A folder holds `CODE.p12` and `CODE.pass` for each body. A body without a file there signs nothing, and its papers say so.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from pyhanko.sign import signers

from yuanban.papers.signing import authority


def signer_for(code, name):
    """The signer of this body, or None."""
    folder = settings.SEAL_KEYS
    if folder:
        file = Path(folder) / f"{code}.p12"
        return loaded(file, secret(file)) if file.exists() else None
    if settings.LOOPBACK:
        return loaded(authority.key_file(Path(settings.VAR) / "test-authority", code, name), authority.PASSWORD)
    return None


def secret(file: Path) -> bytes:
    return file.with_suffix(".pass").read_bytes().strip()


@lru_cache(maxsize=500)
def loaded(file, password):
    signer = signers.SimpleSigner.load_pkcs12(str(file), passphrase=password)
    if signer is None:
        raise ValueError(f"签名证书{file.name}不能打开，请核对密码文件。")
    return signer
