"""What an applicant puts right in what was handed in: checked as a form, kept with before and after, told by digest."""

import hashlib

import orjson

from yuanban.cases.actions.apply import form_digest
from yuanban.cases.models import Correction
from yuanban.catalogue import guidance
from yuanban.catalogue.form_telling import names_of_regions, tell
from yuanban.catalogue.forms import check_form, facts_of
from yuanban.ledger.invalid import Invalid

KEPT = ("kind", "key", "name", "before", "after", "signed")


def corrected(case, raw):
    """The whole form with these answers in it. -> (form, facts); raises Invalid {question: what is wrong}."""
    version = case.item_version
    clean, errors = check_form(version.form, case.form | raw)
    if wrong := {name: text for name, text in errors.items() if name.partition(".")[0] in raw}:
        raise Invalid(wrong)
    clean |= {key: case.form[key] for key in errors if key in case.form}  # what was right when it was handed in stays
    if guidance.KEPT in case.form:
        clean[guidance.KEPT] = case.form[guidance.KEPT]
    asked = {field["key"] for field in version.form}
    guided = {key: value for key, value in case.facts.items() if key not in asked}
    return clean, guided | facts_of(version.form, clean)


def changes(case, form):
    """[(key, label, before, after)] in words, of every question answered differently."""
    fields = case.item_version.form
    regions = names_of_regions(fields)

    def words(field, value):
        if value in (None, "", []):
            return ""
        said = tell(field, value, regions)
        return "；".join("，".join(f"{a}：{b}" for a, b in row if b) for row in said.rows) or said.text

    return [
        (f["key"], f["label"], words(f, case.form.get(f["key"])), words(f, form.get(f["key"])))
        for f in fields
        if case.form.get(f["key"]) != form.get(f["key"])
    ]


def keep_form(case, form):
    """The form itself stays out of the ledger, which says its digest. -> what the event says."""
    case.form = form
    case.save(update_fields=["form"])
    return {"form_sha256": form_digest(form)}


def keep(case, seq, found, signed):
    """Write the rows of one event. `found`: [(kind, key, name, before, after)]. -> what the event says of them."""
    rows = [Correction(case=case, seq=seq, signed=signed, **dict(zip(KEPT, one, strict=False))) for one in found]
    Correction.objects.bulk_create(rows)
    return {
        "corrected": [{"kind": r.kind, "key": r.key, "name": r.name} for r in rows],
        "corrections_sha256": digest(rows),
    }


def digest(rows):
    said = [{name: getattr(row, name) for name in KEPT} for row in rows]
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def differences(case, events):
    rows: dict[int, list] = {}
    for row in sorted(case.corrections.all(), key=lambda row: (row.seq, row.pk)):
        rows.setdefault(row.seq, []).append(row)
    told = {event.seq: event.data["corrections_sha256"] for event in events if "corrections_sha256" in event.data}
    if {seq: digest(found) for seq, found in rows.items()} != told:
        yield f"{case.stream} 的更正内容与账本记载不一致"
