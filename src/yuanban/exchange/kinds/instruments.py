"""Papers that give power, as drafts: single ones, documents with their rows, and the clauses they may rest on."""

import re
from dataclasses import dataclass, field
from hashlib import sha256

from yuanban.exchange import cells
from yuanban.exchange.kinds import paper_cells as read
from yuanban.exchange.kinds.papers import keep_documents, keep_papers
from yuanban.exchange.rows import Rejected
from yuanban.mandates.actions.keep_clauses import keep_clauses

ITEM = ("item", "item_code")


@dataclass
class Entry:
    """`what` is paper, document or clause; `document` the code of the document that a paper is a row of."""

    code: str
    what: str
    fields: dict
    extra: dict = field(default_factory=dict)
    items: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    document: str = ""
    named: str = ""
    source: dict = field(default_factory=dict)

    @property
    def stated(self):
        """What came with it and has no column of its own, and where it came from."""
        return self.extra | {"来源": f"{self.source['file']}第{self.source['row']}行"}


def targets(row, known):
    if row.text("regulation"):
        return [clause(row)]
    if row.text("document") and not set(row.known.values()) & set(ITEM):
        return [document(row, known)]
    return papers(row, known)


def clause(row):
    if not (row.text("clause") and row.text("article")):
        raise Rejected("没有写明第几条或者条文。请补填后再导入。")
    fields = {
        "regulation": row.line("regulation", 200),
        "edition": row.line("edition", 300),
        "article": row.line("article", 60),
        "way": row.line("kind", 60),
        "text": row.text("clause"),
    }
    fields["text_sha256"] = sha256(fields["text"].encode()).hexdigest()
    return Entry(f"clause-{digest(*fields.values())}", "clause", fields, row.extra, rows=[row])


def document(row, known):
    named = row.line("document", 80)
    issuer = read.party(row, "grantor", row.line("grantor"), known)
    days = read.days_of(row)
    for name in ("to", "kind", "issued"):
        row.keep(name)
    fields = {
        "title": row.line("title", 200) or named,
        "number": row.short("number", 80) or named,
        "issuer": issuer["grantor"],
        "issuer_name": issuer["grantor_name"],
        **days,
    }
    return Entry(document_code(named), "document", fields, row.extra, rows=[row], named=named)


def papers(row, known):
    kind, named = read.kind_of(row), row.line("document", 80)
    if not row.text("to") and not any(row.text(name) for name in (*ITEM, "title")):
        raise Rejected("没有写明承接主体，也没有写明事项或者文书名称。请补填后再导入。")
    row.keep("grantor_region")
    shared = {"kind": kind, "powers": read.powers_of(row), "territory": read.territory_of(row)}
    shared |= {"basis": read.basis_of(row), **read.days_of(row)}
    return [paper(row, named, shared, both) for both in read.parties(row, known)]


def paper(row, named, shared, both):
    items = read.items_of(row, both["grantor"])
    fields = shared | both | {"condition": read.condition_of(row, items), "duties": read.duties_of(row, items)}
    if named:
        fields |= {"title": row.line("title", 200) or named, "number": row.short("number", 80)}
        seed: tuple[str, ...] = (named, row.line("item"), row.text("item_code"))
    else:
        fields |= {"title": read.title_of(row, shared["kind"], both), "number": row.short("number", 80)}
        seed = (fields["number"] or fields["title"],)
        if not shared["kind"]:  # what is not even known by its kind is not put together with anything
            seed += (row.line("item"), row.text("item_code"))
    code = f"imported-{digest(*seed, shared['kind'], name_of(both, 'grantor'), name_of(both, 'to'), row.text('scope'))}"
    return Entry(code, "paper", fields, row.extra, items, [row], document_code(named) if named else "", named)


def name_of(both, name):
    return both[name].code if both[name] else both[f"{name}_name"] or "None"


def digest(*parts):
    return sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


def document_code(named):
    """Readable where the source's own number is plain: GD-117 → doc-gd-117."""
    word = re.sub(r"[^a-z0-9]+", "-", cells.code(named).lower()).strip("-")
    return f"doc-{word}"[:80] if named.isascii() and word else f"doc-{digest(named)}"


def combine(older, newer):
    """Rows of one paper list its items."""
    older.items += [item for item in newer.items if item not in older.items]
    said = older.fields.get("duties", "").split("\n")
    new = [line for line in newer.fields.get("duties", "").split("\n") if line and line not in said]
    if older.what == "paper":
        older.fields["duties"] = "\n".join(filter(None, [*said, *new]))
    unfound = "、".join(filter(None, [older.extra.get("事项", ""), newer.extra.get("事项", "")]))
    older.extra = newer.extra | older.extra | ({"事项": unfound} if unfound else {})
    older.rows += newer.rows
    return older


def keep(actor, entries, known):
    kinds: dict[str, list[Entry]] = {}
    for entry in entries:
        kinds.setdefault(entry.what, []).append(entry)
    changed = keep_documents(actor, kinds.get("document", []), kinds.get("paper", []))
    changed |= keep_papers(actor, kinds.get("paper", []))
    rows = [(one.code, one.fields | {"stated": one.stated}) for one in kinds.get("clause", [])]
    return changed | keep_clauses(rows)


def key(entry):
    return entry.code
