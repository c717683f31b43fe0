"""A draft as DOCX, to be edited: the same blocks, with the fonts that Chinese offices have."""

import datetime as dt
import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

SONG, FANGSONG, HEITI = "方正小标宋简体", "仿宋", "黑体"
LINE = Pt(28)  # 22 lines on a page
RED = RGBColor(0xC0, 0x1C, 0x1C)


def docx(sheet, day):
    made = Document()
    page(made, sheet.landscape)
    mark(made, sheet.mark)
    made.core_properties.title, made.core_properties.author = sheet.title, ""
    made.core_properties.created = made.core_properties.modified = dt.datetime.combine(day, dt.time(12))
    written(made.add_paragraph(), sheet.title, 22, SONG, center=True, line=Pt(34))
    if sheet.number:
        written(made.add_paragraph(), sheet.number, 14, center=True)
    for block in sheet.blocks:
        ((kind, said),) = block.items()
        BLOCKS[kind](made, said)
    sign(made, sheet.signers)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def page(made, landscape):
    """A4 with the margins of GB/T 9704, and the number of the page between dashes."""
    section = made.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    top, bottom, left, right = (28, 26, 26, 26) if landscape else (37, 35, 28, 26)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    lettered(foot.add_run("— "), 14)
    number = lettered(foot.add_run(), 14)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        number._r.append(field(kind, text))
    lettered(foot.add_run(" —"), 14)


def mark(made, text):
    """At the top of every page."""
    if text:
        head = written(made.sections[0].header.paragraphs[0], text, 16, HEITI, bold=True, center=True)
        head.runs[0].font.color.rgb = RED


def field(kind, text):
    mark = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        mark.set(qn("w:fldCharType"), kind)
    else:
        mark.text = text
    return mark


def lettered(run, size, font=FANGSONG, bold=False):
    run.font.size, run.font.name, run.font.bold = Pt(size), "Times New Roman", bold
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    return run


def written(paragraph, text, size=16, font=FANGSONG, bold=False, center=False, indent=False, line=LINE):
    lettered(paragraph.add_run(text), size, font, bold)
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, line
    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indent:
        form.first_line_indent = Pt(size * 2)
    return paragraph


def heading(made, text):
    written(made.add_paragraph(), text, font=HEITI, indent=True).paragraph_format.keep_with_next = True


def table(made, said):
    width = made.sections[0].page_width - made.sections[0].left_margin - made.sections[0].right_margin
    grid = framed(made, len(said["head"]), [width * share // sum(said["widths"]) for share in said["widths"]])
    small = 10 if len(said["head"]) > 6 else 11
    fill(grid.rows[0], said["head"], small, bold=True)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in said["rows"]:
        fill(grid.add_row(), row, small, left=said["left"])
    written(made.add_paragraph(), "", 6, line=Pt(8))


def form(made, said):
    width = made.sections[0].page_width - made.sections[0].left_margin - made.sections[0].right_margin
    grid = framed(made, 2, [Mm(42), width - Mm(42)])
    for number, (name, value) in enumerate(said):
        row = grid.rows[0] if number == 0 else grid.add_row()
        fill(row, [name, value], 12, left=[1])
    written(made.add_paragraph(), "", 6, line=Pt(8))


def framed(made, columns, widths):
    grid = made.add_table(1, columns, style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    return grid


def fill(row, texts, size, bold=False, left=()):
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = row.table.columns[at].width
        lines = text.split("\n")
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            written(paragraph, line, size, bold=bold, center=at not in left, line=Pt(size * 1.5))


def sign(made, signers):
    """One signer stands at the right with the day under the name; several stand side by side."""
    if not signers:
        return
    written(made.add_paragraph(), "")
    if len(signers) == 1:
        for line in signers[0]:
            paragraph = written(made.add_paragraph(), line)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Pt(48)
        return
    grid = made.add_table((len(signers) + 1) // 2, 2)
    for number, lines in enumerate(signers):
        cell = grid.cell(number // 2, number % 2)
        for at, line in enumerate(lines):
            written(cell.paragraphs[0] if at == 0 else cell.add_paragraph(), line, 15, line=Pt(32))


BLOCKS = {
    "p": lambda made, text: written(made.add_paragraph(), text, indent=True),
    "to": lambda made, text: written(made.add_paragraph(), text),
    "h": heading,
    "table": table,
    "form": form,
}
