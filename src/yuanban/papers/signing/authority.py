"""A certification authority for trying things out. Its certificates say 测试 in their subject and prove nothing to anybody.

It stands in the data folder and is made at first use; a real authority's PKCS#12 files take its place (`keys.py`).
"""

import datetime as dt
import os
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

NAME = "园办测试证书机构（不具有法律效力）"
MARK = "测试证书"
LASTS = dt.timedelta(days=3650)
PASSWORD = b"yuanban-test"


def holder_of(subject):
    """Who a certificate names; one of ours never without saying what it is."""
    common = subject.get("common_name", "")
    return f"{common}（{MARK}）" if MARK in str(subject) else common


def name_of(common):
    """X.520 lets a common name have 64 bytes; a long one is cut where a letter ends."""
    common = common.encode()[:64].decode(errors="ignore")
    parts = ((NameOID.COUNTRY_NAME, "CN"), (NameOID.ORGANIZATIONAL_UNIT_NAME, MARK), (NameOID.COMMON_NAME, common))
    return x509.Name([x509.NameAttribute(oid, said) for oid, said in parts])


def certificate(subject, key, issuer, by, authority):
    now = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    usage |= {
        "digital_signature": True,
        "content_commitment": not authority,
        "key_cert_sign": authority,
        "crl_sign": authority,
    }
    return (
        x509.CertificateBuilder()
        .subject_name(name_of(subject))
        .issuer_name(name_of(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + LASTS)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        .sign(by, hashes.SHA256())
    )


@cache
def root(folder: Path):
    """-> (key, certificate) of the test authority in this folder."""
    file = folder / "authority.p12"
    if not file.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        keep(file, key, certificate(NAME, key, NAME, key, True))
    held = pkcs12.load_pkcs12(file.read_bytes(), PASSWORD)
    return held.key, held.cert.certificate if held.cert else None


def key_file(folder: Path, code, name) -> Path:
    """The PKCS#12 file of one body, issued by the test authority at first use."""
    file = folder / f"{code}.p12"
    if not file.exists():
        by, cert = root(folder)
        key = ec.generate_private_key(ec.SECP256R1())
        keep(file, key, certificate(name, key, NAME, by, False), [cert])
    return file


def keep(file, key, cert, others=None):
    file.parent.mkdir(parents=True, exist_ok=True)
    how = serialization.BestAvailableEncryption(PASSWORD)
    data = pkcs12.serialize_key_and_certificates(NAME.encode(), key, cert, others, how)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as new:
        new.write(data)
    draft.replace(file)
