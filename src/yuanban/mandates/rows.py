"""Rows of a document: one item to one body each. How they are made, and what all of them do together."""

from dataclasses import dataclass, field

from yuanban.law.refusal import Refusal
from yuanban.ledger.bulk import create_many, write_many
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import KEPT
from yuanban.mandates.contents import check_draft, told
from yuanban.mandates.models import Instrument

COLUMNS = [f.name for f in Instrument._meta.concrete_fields if f.name not in KEPT]
MOST = 5000
SHOWN = 8


@dataclass(frozen=True)
class Grant:
    """What every row of one batch says alike. No `grantor`: the organ of each item; no `territory`: that of the holder."""

    kind: str
    powers: list
    grantor: object = None
    territory: list = field(default_factory=list)
    condition: str | None = None
    basis: str | None = None
    duties: str = ""
    seal_on_sight: int | None = None


def put_rows(actor, document, items, holders, grant):
    """One row for each item and each holder, after those that are there. -> how many"""
    pairs = [(item, holder) for item in items for holder in holders]
    check_pairs(document, pairs)
    start = max(document.rows.values_list("row", flat=True), default=0) + 1
    rows = [row_of(document, n, item, holder, grant) for n, (item, holder) in enumerate(pairs, start)]
    for row, (item, _) in zip(rows, pairs, strict=True):
        check_draft(row, [item])
    data = [{"document": document.code, **told(row, [item])} for row, (item, _) in zip(rows, pairs, strict=True)]
    create_many(rows, COLUMNS, "instrument.drafted", actor, data)
    link(rows, [item for item, _ in pairs])
    return len(rows)


def check_pairs(document, pairs):
    if not pairs:
        raise Invalid({"items": "请至少选择一个事项和一个承接主体。"})
    if len(pairs) > MOST:
        raise Invalid({"items": f"一次最多生成{MOST}行，现为{len(pairs)}行，请分几次添加。"})
    there = set(document.rows.exclude(state="discarded").values_list("items", "to"))
    again = [f"{item.name}（{holder.name}）" for item, holder in pairs if (item.pk, holder.pk) in there]
    if again:
        raise Invalid({"items": f"文件中已有这些行：{'、'.join(again[:SHOWN])}。"})


def row_of(document, number, item, holder, grant):
    said = {name: getattr(grant, name) for name in ("kind", "powers", "condition", "basis", "duties", "seal_on_sight")}
    days = {"from_date": document.from_date, "to_date": document.to_date}
    return Instrument(
        code=f"{document.code[:70]}-{number}",
        title=document.title,
        number=document.number,
        document=document,
        row=number,
        grantor=grant.grantor or item.organ,
        to=holder,
        territory=grant.territory or list(holder.territory),
        **said,
        **days,
    )


def link(rows, items):
    pairs = Instrument.items.through
    pairs.objects.bulk_create(
        [pairs(instrument_id=row.pk, item_id=item.pk) for row, item in zip(rows, items, strict=True)]
    )


def locked(document, *states):
    rows = document.rows.filter(state__in=states).select_related("grantor", "to", "document", "replaces")
    return list(rows.prefetch_related("items").select_for_update(of=("self",)).order_by("row"))


def each(rows, verb):
    """Ask `verb` of every row. Raises Invalid with the rows that fail and why; -> what it answered."""
    answers, wrong = [], []
    for row in rows:
        try:
            answers.append(verb(row))
        except (Refusal, Invalid) as problem:
            wrong.append(f"第{row.row}行：{problem}")
    if wrong:
        more = f"……共{len(wrong)}行有问题。" if len(wrong) > SHOWN else ""
        raise Invalid({"rows": "\n".join(wrong[:SHOWN]) + more})
    return answers


def move_rows(rows, kind, actor, data, **changes):
    for row in rows:
        for name, value in changes.items():
            setattr(row, name, value)
    write_many(rows, [list(changes)] * len(rows), [], kind, actor, data)
