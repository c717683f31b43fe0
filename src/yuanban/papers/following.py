"""Each event that owes somebody a paper gets it in the same transaction, and says which."""

import hashlib
import secrets
from urllib.parse import urlsplit

import orjson
from django.conf import settings

from yuanban.papers import certified, consults, hearings, joint, notices, promises, results, turns
from yuanban.papers.models import Paper
from yuanban.papers.naming import names
from yuanban.papers.numbering import next_number
from yuanban.papers.plain import plain
from yuanban.papers.titles import title_of, word_of

WRITERS = {
    "case.received": notices.receipt,
    "case.accepted": promises.accepted,
    "case.deemed-accepted": promises.accepted,
    "case.deemed-withdrawn": promises.deemed_withdrawn,
    "case.acceptance-revoked": promises.acceptance_revoked,
    "case.commitment-checked": promises.commitment_checked,
    "case.refused": notices.refusal,
    "case.supplement-asked": notices.supplement,
    "case.suspended": notices.exclusion,
    "case.extended": notices.extension,
    "case.issued": results.issued,
    "case.delivered": results.delivered,
    "case.hearing-told": hearings.told,
    "case.hearing-noticed": hearings.notice,
    "case.hearing-held": hearings.record,
    "case.hearing-refused": hearings.refusal,
    "case.first-reviewed": turns.first_review,
    "case.terminated": turns.termination,
    "case.withdrawn": turns.withdrawal,
    "case.renewed-by-silence": certified.renewed,
    "case.jointly-accepted": joint.accepted,
    "case.jointly-delivered": joint.delivered,
    "case.consulted": consults.consult,
    "case.opinion-given": consults.opinion,
    "case.meeting-called": consults.meeting_notice,
    "case.meeting-concluded": consults.minutes,
    "case.visit-planned": consults.visit_notice,
    "case.visit-recorded": consults.visit_record,
    **dict.fromkeys(certified.KINDS, certified.decided),
}
OWN_MACHINE = ("127.0.0.1", "localhost", "::1")


def follow_case(case, event, actor):
    known = names(actor.day)
    drafts = WRITERS[event.kind](case, event, actor, known)
    written = [paper(case, event.seq, draft, known) for draft in drafts]
    rows = [(Paper, row) for _, row in written]
    return {"papers": [said for said, _ in written]}, [*rows, *registered(case, actor, written, known)]


def registered(case, actor, written, known):
    """What the register of certificates gets with the papers."""
    given = [row for _, row in written if row["kind"] == "certificate"]
    return [more for row in given for more in certified.rows_for(case, actor, issuer_of(row, known), row)]


def issuer_of(row, known):
    return known.bodies[row["content"]["issuer"]["code"]]


def paper(case, seq, draft, known):
    """One paper. -> what the event says of it, and its row."""
    issuer = known.bodies[draft.standing.issuer]
    number = next_number(issuer.pk, known.sign(issuer.code), word_of(draft.kind, case.item), draft.day.year)
    token = secrets.token_urlsafe(16)
    content = plain(content_of(case, draft, known, number, token))
    said = {"number": number, "kind": draft.kind, "content_sha256": digest(content)}
    return said, said | {
        "token": token,
        "case": case.pk,
        "seq": seq,
        "day": draft.day,
        "in_name_of": issuer.pk,
        "seal": content["seal"]["code"] if content["seal"] else "",
        "chain": content["chain"],
        "title": content["title"],
        "content": content,
        "file_sha256": "",
    }


def digest(content):
    """SHA-256 of everything a paper says, in canonical JSON (sorted keys, UTF-8)."""
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def content_of(case, draft, known, number, token):
    standing = draft.standing
    return {
        "kind": draft.kind,
        "title": title_of(draft.kind, case.item, case.item_version),
        "number": number,
        "day": draft.day.isoformat(),
        "issuer": known.body(standing.issuer),
        "by": known.body(standing.by),
        "seal": standing.seal,
        "chain": known.chain(standing.chain),
        "to": case.applicant_name,
        "case": about(case),
        "body": draft.body,
        "fields": draft.fields,
        "check": f"{settings.PUBLIC_URL}/check/{token}/",
        "demo": urlsplit(settings.PUBLIC_URL).hostname in OWN_MACHINE,
        **known.letterhead(standing.issuer),
        **draft.more,
        **marks(case, draft, known, number),
    }


def marks(case, draft, known, number):
    if draft.kind != "certificate":
        return {}
    return {"identifier": certified.identifier_of(case, known.bodies[draft.standing.issuer], number)}


def about(case):
    return {
        "number": case.number,
        "item": case.item.name,
        "item_code": case.item.code,
        "park": case.park.name,
        "centre": case.centre.name,
        "applicant": case.applicant_name,
        "applicant_code": case.enterprise.code if case.enterprise else "",
        "personal": case.enterprise_id is None,
    }
