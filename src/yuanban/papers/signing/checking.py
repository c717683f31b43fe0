"""What the signatures of a PDF prove: by whom, whether anything was changed since, whether the certificate means anything."""

import io
import logging
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from yuanban.papers.signing import authority

for name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(name).setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Signature:
    """`state`: whole 未改动 · changed 已改动 · broken 不能核验. `test`: of the test authority, which proves nothing."""

    by: str
    state: str
    trusted: bool
    test: bool
    said: str


def signatures(pdf: bytes) -> list[Signature]:
    """Every signature of the file, none for an unsigned one and for what is no PDF."""
    try:
        found = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError):
        return []
    return [judged(one) for one in found]


def judged(one) -> Signature:
    try:
        status = validate_pdf_signature(one, ValidationContext(trust_roots=roots(), allow_fetching=False))
    except Exception as problem:
        return Signature("", "broken", False, False, f"签名不能核验（{type(problem).__name__}）。")
    subject = status.signing_cert.subject.native
    by, test = authority.holder_of(subject), authority.MARK in str(subject)
    whole = status.intact and status.valid and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    state = "whole" if whole else "changed"
    return Signature(by, state, status.trusted, test, words(whole, status.trusted, test))


def words(whole, trusted, test):
    if not whole:
        return "签名以后文件被改动过，请不要采信。"
    if test:
        return "签名以后没有改动。证书由测试机构签发，只用于演示，不具有法律效力。"
    if trusted:
        return "签名以后没有改动，证书由本平台信任的机构签发。"
    return "签名以后没有改动，但证书的签发机构不在本平台的信任名单里，请自行核对。"


def roots():
    """The authorities that the operator trusts: PEM or DER files in the folder beside the keys."""
    from asn1crypto import pem, x509

    found = []
    for file in sorted(Path(settings.SEAL_KEYS).glob("roots/*") if settings.SEAL_KEYS else ()):
        data = file.read_bytes()
        found.append(x509.Certificate.load(pem.unarmor(data)[2] if pem.detect(data) else data))
    return found
