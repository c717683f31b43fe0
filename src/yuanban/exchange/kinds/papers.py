"""Keeping what was read: a paper or document that is there already is someone's work and is left to them."""

from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.actions.draft_document import draft_document
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.actions.edit_document import edit_document
from yuanban.mandates.models import STATES, Document, Instrument

UNREAD = "文件本身"  # what a document says of itself while only its rows have been imported


def keep_documents(actor, documents, papers):
    """-> codes of those that were made or completed. A document that only its rows name is begun from its number."""
    standing = {one.code: one for one in Document.objects.filter(code__in=[e.code for e in documents])}
    changed = {entry.code for entry in documents if put(actor, entry, standing.get(entry.code))}
    begin_unread(actor, papers)
    return changed


def put(actor, entry, standing):
    if standing is None:
        return drafted(entry, lambda: draft_document(actor, code=entry.code, stated=entry.stated, **entry.fields))
    if standing.state == "draft" and UNREAD in standing.stated:
        return drafted(entry, lambda: edit_document(actor, entry.code, stated=entry.stated, **entry.fields))
    if standing.title != entry.fields["title"]:
        warn(entry, f"这份文件已在系统中（{STATES[standing.state]}），名称与本表不同，未改动")
    return False


def begin_unread(actor, papers):
    wanted = {entry.document: entry for entry in reversed(papers) if entry.document}
    there = set(Document.objects.filter(code__in=wanted).values_list("code", flat=True))
    for code, entry in sorted(wanted.items()):
        if code not in there:
            stated = {UNREAD: "还没有导入，只见于所列事项", "来源": entry.stated["来源"]}
            drafted(entry, lambda c=code, e=entry, s=stated: begin(actor, c, e, s))


def begin(actor, code, entry, stated):
    return draft_document(actor, code=code, title=entry.named, number=entry.named, stated=stated)


def keep_papers(actor, entries):
    codes = [entry.code for entry in entries]
    standing = {i.code: i for i in Instrument.objects.filter(code__in=codes).prefetch_related("items")}
    documents = Document.objects.in_bulk([e.document for e in entries if e.document], field_name="code")
    numbers = {code: last_row(document) for code, document in documents.items()}
    made = set()
    for entry in entries:
        if entry.code in standing:
            compare(entry, standing[entry.code])
        elif draft(actor, entry, documents.get(entry.document), numbers):
            made.add(entry.code)
    return made


def last_row(document):
    return max(document.rows.values_list("row", flat=True), default=0)


def compare(entry, standing):
    if {item.pk for item in entry.items} - {item.pk for item in standing.items.all()}:
        warn(entry, f"这份文书已在系统中（{STATES[standing.state]}），所列事项与本表不同，未改动")


def draft(actor, entry, document, numbers):
    fields = entry.fields | {"stated": entry.stated}
    if document is not None:
        if document.state != "draft":
            return refuse(entry, f"文件《{document.title}》{STATES[document.state]}，不能再添加行。请另行起草文件。")
        numbers[document.code] += 1
        days = {name: fields[name] or getattr(document, name) for name in ("from_date", "to_date")}
        fields |= {"document": document, "row": numbers[document.code], "title": document.title, **days}
        fields["number"] = fields["number"] or document.number
    return drafted(entry, lambda: draft_instrument(actor, items=entry.items, code=entry.code, **fields))


def drafted(entry, action):
    try:
        return bool(action())
    except (Invalid, Refusal) as problem:
        return refuse(entry, str(problem))


def refuse(entry, why):
    for row in entry.rows:
        row.reason = row.reason or why
    return False


def warn(entry, text):
    for row in entry.rows:
        row.warn(text)
