"""What the check page says of a paper. Who is named in it is masked unless the name is an enterprise's."""

import datetime as dt

from yuanban.accounts.acting import CHINA
from yuanban.certificates.models import Certificate
from yuanban.certificates.showing import shown as standing_of
from yuanban.papers.day import zh
from yuanban.papers.following import digest
from yuanban.papers.models import Paper
from yuanban.papers.queries import is_public


def shown(paper, known=False):
    """`known`: the reader holds the paper's code. By number alone only what the law makes public is shown in full."""
    content = paper.content
    by = content["by"] or content["issuer"]
    full = known or is_public(paper)
    registered = certificate_of(paper)
    return {
        "token": paper.token if full else "",
        "title": content["title"],
        "kind": Paper.KINDS[paper.kind],
        "number": paper.number,
        "day": content["day"],
        "issuer": content["issuer"]["name"],
        "by": by["name"] if by != content["issuer"] else "",
        "seal": content["seal"]["name"] if content["seal"] else "",
        "full": full,
        "item": content["case"]["item"],
        "applicant": named(content["case"]),
        "park": content["case"]["park"],
        "valid": lasting_now(registered) if registered else content.get("valid"),
        "status": f"{registered.name}，{registered.says}" if registered else status(content),
        "certificate": registered.row.number if registered else "",
        "chain": cards(content["chain"]) if full else [],
        "whole": digest(content) == paper.content_sha256,
        "content_sha256": paper.content_sha256,
        "file_sha256": paper.file_sha256,
        "demo": content["demo"],
        "signed_by": paper.signed_by,
        "sm2_key": paper.sm2_key,
    }


def certificate_of(paper):
    """How a certificate stands today: what the register says goes before what was printed."""
    if paper.kind != "certificate":
        return None
    found = Certificate.objects.select_related("item").filter(number=paper.number).first()
    return found and standing_of(found, dt.datetime.now(CHINA).date())


def lasting_now(registered):
    row = registered.row
    return {"from": row.from_date, "to": row.to_date} if row.to_date else None


def cards(chain):
    """The chain of papers for the page's cards, each with where it was published."""
    return [
        {
            "kind": paper["kind_name"],
            "title": paper["title"],
            "from": paper["from"],
            "to": paper["to"],
            "number": paper["number"],
            "basis": paper["basis"],
            "days": lasting(paper),
            "note": published(paper),
        }
        for paper in chain
    ]


def lasting(paper):
    first, last = paper["from_date"], paper["to_date"]
    if not (first or last):
        return ""
    return f"{zh(first)}起" + (f"，至{zh(last)}止" if last else "") if first else f"至{zh(last)}止"


def published(paper):
    if not paper["published_on"]:
        return "法律文本" if paper["kind"] == "statute" else "未公布"
    return f"{zh(paper['published_on'])}公布" + (f"，{paper['published_at']}" if paper["published_at"] else "")


def named(case):
    return masked(case["applicant"]) if case["personal"] else case["applicant"]


def masked(name):
    """张＊＊: the family name stays."""
    return name[:1] + "＊" * max(len(name) - 1, 1)


def status(content):
    valid = content.get("valid")
    today = dt.datetime.now(CHINA).date().isoformat()
    if valid and valid["to"] < today:
        return "已过有效期"
    return "有效期内" if valid else "已出具"
