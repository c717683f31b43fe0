"""PAdES B-B (ETSI EN 319 142): the signature lies inside the PDF, over every byte of it."""

import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

FIELD = "Seal"


def signed(pdf: bytes, signer, reason: str, place: str) -> bytes:
    """`reason` and `place` are shown in the reader's signature panel."""
    about = signers.PdfSignatureMetadata(
        field_name=FIELD, reason=reason, location=place, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    out = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), about, signer)
    return out.getvalue()
