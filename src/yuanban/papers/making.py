"""The file of a paper: made once from what it says, then kept as it is. Later views give back the same bytes."""

import base64
import datetime as dt
import hashlib
import io
from pathlib import Path

import segno
from django.db import transaction
from django.utils import timezone

from yuanban.accounts.acting import system
from yuanban.ledger import files
from yuanban.ledger.write import event_for
from yuanban.papers.models import Paper, impression
from yuanban.papers.signing import pades, sm2
from yuanban.papers.signing.authority import holder_of
from yuanban.papers.signing.keys import signer_for
from yuanban.typesetting import typeset

TEMPLATES = Path(__file__).with_name("typst")
FORMS = {"receipt": "receipt.typ", "certificate": "certificate.typ", "delivery": "delivery.typ"}


def file_of(pk):
    """The paper with its file, made now if nobody asked before."""
    paper = Paper.objects.get(pk=pk)
    return paper if paper.file is not None else make(pk)


@transaction.atomic
def make(pk):
    """Under the row's lock: of two first views one makes the file and the other waits for it."""
    paper = Paper.objects.select_for_update().get(pk=pk)
    if paper.file is None:
        paper.file, paper.signed_by = sealed(paper.content, pdf(paper.content))
        paper.made_at, paper.file_sha256 = timezone.now(), hashlib.sha256(paper.file).hexdigest()
        paper.sm2_signature, paper.sm2_key = beside(paper.content, paper.file)
        paper.save(update_fields=["file", "file_sha256", "made_at", "signed_by", "sm2_signature", "sm2_key"])
        tell(paper)
    return paper


def sealed(content, data):
    """-> the PDF signed for the organ under whose seal it goes out, and by whom; as it is when no seal or key is there."""
    issuer = content["issuer"]
    signer = content["seal"] and signer_for(issuer["code"], issuer["name"])
    if not signer:
        return data, ""
    name = holder_of(signer.signing_cert.subject.native)
    return pades.signed(data, signer, f"{content['title']} {content['number']}", content["case"]["centre"]), name[:120]


def beside(content, data):
    """-> the SM2 signature over the file and its public key, for an organ that has such a key."""
    key = content["seal"] and sm2.key_of(content["issuer"]["code"])
    return (sm2.signed(data, key), key[1].hex()) if key else (None, "")


def stream_of(paper):
    return f"papers.paper:{paper.pk}"


def tell(paper):
    """The file's hash goes into the ledger on the paper's own stream: making it must not disturb who works on the case."""
    said = {"number": paper.number, "content_sha256": paper.content_sha256, "file_sha256": paper.file_sha256}
    event_for(stream_of(paper), 1, "", "paper.made", system(paper.made_at), said).save(force_insert=True)


def pdf(content):
    """What a paper says -> its PDF. The content goes in as JSON and is never read as markup."""
    sheet = TEMPLATES / FORMS.get(content["kind"], "letter.typ")
    return typeset(sheet, content, dt.date.fromisoformat(content["day"]), code=qr(content["check"]), face=face(content))


def face(content):
    """The picture of the seal as SVG, which can stand in the sheet's own text; empty when the seal is drawn."""
    sha256 = (content["seal"] or {}).get("face")
    if not sha256:
        return ""
    picture = base64.b64encode(files.bytes_of(sha256)).decode()
    wide, high = impression(content["seal"]["kind"])
    size = f'width="{wide}" height="{high}" preserveAspectRatio="xMidYMid meet"'
    image = f'<image {size} href="data:image/png;base64,{picture}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">{image}</svg>'


def qr(address):
    svg = io.BytesIO()
    segno.make(address, error="m", micro=False).save(svg, kind="svg", border=0, xmldecl=False)
    return svg.getvalue().decode()
