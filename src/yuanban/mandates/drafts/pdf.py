"""A draft as PDF, on the sheet that 《党政机关公文格式》 (GB/T 9704) describes."""

from dataclasses import asdict
from pathlib import Path

from yuanban.typesetting import typeset

SHEET = Path(__file__).with_name("typst") / "draft.typ"


def pdf(sheet, day):
    return typeset(SHEET, asdict(sheet), day)
