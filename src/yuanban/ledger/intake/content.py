"""What a file is: its content says, and its name must not say otherwise."""

from yuanban.ledger.intake import packages, pdf, pictures
from yuanban.ledger.intake.kinds import KINDS, MACRO_ENDINGS, OLE, Bad, accepted


def kind_of(name, data, kinds=tuple(KINDS)):
    """A key of KINDS. Raises Bad."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending in MACRO_ENDINGS:
        raise Bad("是带宏的文档，不能收取。请另存为不带宏的DOCX、XLSX，或者导出为PDF。")
    found = by_content(data)
    if found not in kinds:
        raise Bad(f"的格式不能识别，请上传{accepted(kinds)}。")
    if ending and ending not in KINDS[found].endings:
        raise Bad(f"的内容是{KINDS[found].name}，与扩展名“.{ending}”不符。请确认选对了文件，或者改正扩展名。")
    return found


def by_content(data):
    """The kind, after its own look; "" for anything unknown."""
    if data.startswith(b"%PDF-"):
        pdf.look(data)
        return "pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        pictures.look_at_png(data)
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        pictures.look_at_jpeg(data)
        return "jpeg"
    if data.startswith(b"PK"):
        return packages.look(data)
    if data.startswith(OLE):
        raise Bad("是旧版或者加密的Office文件，可能带宏，不能收取。请去掉密码，另存为DOCX、XLSX，或者导出为PDF。")
    return ""
