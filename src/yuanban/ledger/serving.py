"""A stored file as an answer: only what a browser shows safely is shown, everything else is saved."""

import io

from django.http import FileResponse

from yuanban.ledger import files

SHOWN = ("application/pdf", "image/png", "image/jpeg")


def answer(row, attachment=False):
    """`row` says `sha256`, `name` and `type`. Who may see it has been asked before."""
    return sent(files.read(row), row.name, row.type, attachment)


def sent(data, name, type, attachment=False):
    shown = type in SHOWN
    response = FileResponse(
        io.BytesIO(data),
        filename=name,
        content_type=type if shown else "application/octet-stream",
        as_attachment=attachment or not shown,
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
