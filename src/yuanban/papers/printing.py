"""Many papers as one file for the printer: bookmarked, and each begins on a front side. A copy: the originals stay as they are."""

import io

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from yuanban.papers.making import file_of

NAME = generic.pdf_name


def together(papers) -> bytes:
    book, marks = PdfFileWriter(), []
    for paper in papers:
        pages = pages_of(book, bytes(file_of(paper.pk).file))
        refs = [book.insert_page(page) for page in pages]
        marks.append((f"{paper.title} {paper.number}", refs[0]))
        if len(refs) % 2:
            book.insert_page(blank(pages[-1], book))
    bookmark(book, marks)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def pages_of(book, data):
    """The pages of one file as they look, without its forms: a signature of one file says nothing about another."""
    reader = PdfFileReader(io.BytesIO(data))
    pages = range(int(reader.root["/Pages"]["/Count"]))
    return [page_of(book, reader, number) for number in pages]


def page_of(book, reader, number):
    drawn = book.import_page_as_xobject(reader, number)
    box = drawn.get_object()["/BBox"]
    contents = book.add_object(generic.StreamObject(stream_data=b"/Page Do"))
    held = generic.DictionaryObject({NAME("/XObject"): generic.DictionaryObject({NAME("/Page"): drawn})})
    return PageObject(contents=contents, media_box=list(box), resources=held)


def blank(page, book):
    contents = book.add_object(generic.StreamObject(stream_data=b""))
    return PageObject(contents=contents, media_box=list(page["/MediaBox"]), resources=generic.DictionaryObject())


def bookmark(book, marks):
    """A flat outline, one entry for each paper."""
    outline = generic.DictionaryObject({NAME("/Type"): NAME("/Outlines")})
    top = book.add_object(outline)
    items = [book.add_object(entry(title, page, top)) for title, page in marks]
    for at, item in enumerate(items):
        if at:
            item.get_object()[NAME("/Prev")] = items[at - 1]
        if at + 1 < len(items):
            item.get_object()[NAME("/Next")] = items[at + 1]
    outline[NAME("/First")], outline[NAME("/Last")] = items[0], items[-1]
    outline[NAME("/Count")] = generic.NumberObject(len(items))
    book.root[NAME("/Outlines")] = top


def entry(title, page, top):
    there = generic.ArrayObject([page, NAME("/Fit")])
    return generic.DictionaryObject(
        {NAME("/Title"): generic.TextStringObject(title), NAME("/Parent"): top, NAME("/Dest"): there}
    )
