"""The code to be printed: a picture of an address."""

import io

import segno
from django.conf import settings
from django.urls import reverse
from markupsafe import Markup


def address(name, *args):
    return f"{settings.PUBLIC_URL}{reverse(name, args=args)}"


def picture(text):
    """An SVG to be put into a page; nothing in it but paths."""
    svg = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        svg, kind="svg", border=2, xmldecl=False, svgclass="qr", lineclass=None, omitsize=True
    )
    return Markup(svg.getvalue().decode())  # noqa: S704 - made here, of an address of ours
