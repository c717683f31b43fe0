"""Proof of a case's papers: what each says, that the ledger says the same, that none is missing, and that its file is its own."""

import hashlib

from yuanban.ledger.verify import chain_differences, chains, events_of
from yuanban.papers.following import WRITERS, digest
from yuanban.papers.making import stream_of

READ = "papers__in_name_of"
SINCE = ("case.withdrawn",)  # these happened for some time before they owed a paper


def differences(case, events=None, made=None):
    """
    -> Chinese sentences, empty when everything agrees.

    Whoever gives `events` has read `READ` along with the case and gives `made` too: {stream: events} of the papers' files.
    """
    rows = case.papers.select_related("in_name_of") if events is None else case.papers.all()
    papers = {paper.number: paper for paper in rows}
    events = events_of(case.stream) if events is None else events
    told = {said["number"]: (event, said) for event in events for said in event.data.get("papers", ())}
    found = [*owed(case, events)]
    for number in told.keys() - papers.keys():
        found.append(f"{case.stream} 的文书{number}在账本中有记载，但文书本身不见了")
    for number in papers.keys() - told.keys():
        found.append(f"{case.stream} 的文书{number}在账本中没有记载")
    for number, paper in papers.items():
        found += content_differences(paper, *told.get(number, (None, None)))
    made = chains(map(stream_of, papers.values())) if made is None else made
    return [*found, *(said for paper in papers.values() for said in file_differences(paper, made[stream_of(paper)]))]


def owed(case, events):
    """Every event that owes a paper says which it gave."""
    for event in events:
        early = event.kind in SINCE and "papers" not in event.data
        if event.kind in WRITERS and not event.data.get("papers") and not early:
            yield f"{case.stream} 第{event.seq}号事件（{event.kind}）没有出具文书"


def content_differences(paper, event, said):
    name = f"文书{paper.number}"
    if digest(paper.content) != paper.content_sha256:
        yield f"{name}的内容与摘要不符"
    if said and (said["content_sha256"], said["kind"], event.seq) != (
        paper.content_sha256,
        paper.kind,
        paper.seq,
    ):
        yield f"{name}与账本第{event.seq}号事件的记载不一致"
    for field, value in columns(paper).items():
        if value != getattr(paper, field):
            yield f"{name}的“{field}”与其内容不一致"
    if paper.in_name_of.code != paper.content["issuer"]["code"]:
        yield f"{name}的“in_name_of”与其内容不一致"


def columns(paper):
    """What the row repeats of the content, so that it can be listed and searched."""
    content = paper.content
    return {
        "number": content["number"],
        "kind": content["kind"],
        "title": content["title"],
        "chain": content["chain"],
        "seal": content["seal"]["code"] if content["seal"] else "",
        "day": type(paper.day).fromisoformat(content["day"]),
        "token": content["check"].rstrip("/").rsplit("/", 1)[-1],
    }


def file_differences(paper, events):
    """`events`: those of the paper's own stream; a file is made once."""
    name = f"文书{paper.number}"
    if paper.file is None:
        if events or paper.file_sha256:
            yield f"{name}的文件不见了"
        return
    if not events:
        yield f"{name}的文件在账本中没有记载"
        return
    yield from chain_differences(stream_of(paper), events)
    actual = hashlib.sha256(paper.file).hexdigest()
    if not actual == paper.file_sha256 == events[-1].data["file_sha256"]:
        yield f"{name}的文件与账本记载的摘要不符"
