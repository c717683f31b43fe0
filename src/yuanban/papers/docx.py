"""A paper as DOCX, to be edited for the next one or quoted from. It carries no seal: only the PDF is the paper."""

import datetime as dt
import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor

from yuanban.mandates.drafts.docx import HEITI, SONG, form, page, sign, table, written
from yuanban.papers.day import zh

RED = RGBColor(200, 16, 32)
NOTE = "本文件供编辑、引用，没有印章，不具有效力；正式文书以加盖印章的PDF为准。"


def docx(content):
    """What a paper says (Paper.content) -> the bytes of a DOCX that says the same."""
    made, day = Document(), dt.date.fromisoformat(content["day"])
    page(made, landscape=False)
    core = made.core_properties
    core.title, core.author = f"{content['title']} {content['number']}", content["issuer"]["name"]
    core.created = core.modified = dt.datetime.combine(day, dt.time(12))
    note(made)
    head(made, content)
    if content["fields"]:
        form(made, [(name, str(value)) for name, value in content["fields"]])
    else:
        written(made.add_paragraph(), f"{content['to']}：")
    for block in content["body"]:
        ((kind, said),) = block.items()
        BLOCKS[kind](made, said)
    sign(made, [[content["issuer"]["name"], zh(day)]])
    written(made.add_paragraph(), f"核验：{content['check']}", 10, line=Pt(16))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def note(made):
    written(made.sections[0].header.paragraphs[0], NOTE, 9, HEITI, center=True, line=Pt(14))


def head(made, content):
    own = content.get("letterhead")
    mark = written(
        made.add_paragraph(), own["mark"] if own else content["issuer"]["name"], 22, SONG, center=True, line=Pt(36)
    )
    if own:
        mark.runs[0].font.color.rgb = RED
    written(made.add_paragraph(), content["title"], 22, SONG, center=True, line=Pt(34))
    written(made.add_paragraph(), content["number"], 14, center=True)
    line = written(made.add_paragraph(), f"办件编号：{content['case']['number']}", 11, center=True)
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER


def cells(made, said):
    widths = [share or 0.7 for share in said["widths"]]
    rows = [[str(cell) for cell in row] for row in said["rows"]]
    table(
        made, {"head": said["head"], "rows": rows, "widths": [int(w * 10) for w in widths], "left": [len(widths) - 1]}
    )


BLOCKS = {
    "p": lambda made, text: written(made.add_paragraph(), text, indent=True),
    "table": cells,
    "pairs": lambda made, rows: form(made, [(name, str(value)) for name, value in rows]),
}
