"""The file of one case: everything that is kept about it, as parts with readable names, and the list that binds them."""

import orjson

from yuanban.accounts.acting import CHINA
from yuanban.accounts.models import Person, Post
from yuanban.archive import printing
from yuanban.archive.chain import told
from yuanban.archive.checking import ARCHIVE, MANIFEST, sm3
from yuanban.archive.naming import dumped, safe
from yuanban.archive.packing import Part
from yuanban.archive.records import records
from yuanban.archive.story import tell
from yuanban.cases import clocking, files
from yuanban.ledger.digests import proof_of
from yuanban.ledger.hashing import sha256
from yuanban.ledger.models import Event
from yuanban.ledger.verify import events_of
from yuanban.papers.making import file_of, stream_of
from yuanban.places.practices import settled

HIDDEN = {"id", "version", "head", "plan", "form", "facts", "clock"}
EVENTS, README = "01-办件/事件.jsonl", "说明.txt"
ABOUT = """这是一件已经办结的政务服务事项的电子档案。

目录.json　　列出全部文件、大小和摘要（SHA-256、SM3）
01-办件　　　办件信息、办理方案、经过、期限、全部事件
02-申请表　　申请时填写的内容和当时的问题
03-材料　　　收到的材料
04-文书　　　出具的文书和内容
其余各卷　　　会办、听证、评价等记录

核验：yuanban verify 本文件　（不需要数据库和网络）
"""


def package_of(case):
    """-> (parts with the manifest first, the manifest). The case must not change while this runs."""
    events = events_of(case.stream)
    papers = [file_of(pk) for pk in case.papers.order_by("seq", "id").values_list("pk", flat=True)]
    parts = [
        Part(README, ABOUT.encode(), "说明", "text/plain"),
        *about_case(case, events),
        *form_of(case),
        *materials_of(case),
        *papers_of(papers),
        *records(case),
    ]
    manifest = listing(case, events, papers, parts)
    return [Part(MANIFEST, dumped(manifest), "目录"), *parts], manifest


def about_case(case, events):
    story, day = tell(case), case.closed_on
    row = {f.attname: getattr(case, f.attname) for f in case._meta.concrete_fields if f.name not in HIDDEN}
    return [
        Part("01-办件/办件.json", dumped(row), "办件信息"),
        Part("01-办件/办理方案.json", dumped(case.plan), "受理时固定的办理方案"),
        Part(EVENTS, b"\n".join(orjson.dumps(told(event)) for event in events), "全部事件", "application/x-ndjson"),
        Part("01-办件/经过.pdf", printing.pdf(story, case.number, day), "办件经过", "application/pdf"),
        Part("01-办件/经过.html", printing.html(story), "办件经过", "text/html"),
        Part("01-办件/人员.json", dumped(people_of(events)), "事件中的人员和岗位"),
        Part("01-办件/期限.json", dumped(dues_of(case)), "逐日的期限账"),
    ]


def people_of(events):
    posts = Post.objects.select_related("body").in_bulk({event.post for event in events if event.post})
    people = Person.objects.in_bulk({event.person for event in events if event.person})
    return {
        "人员": {str(pk): person.name for pk, person in sorted(people.items())},
        "岗位": {str(pk): f"{post.body.name} {post.title}" for pk, post in sorted(posts.items())},
    }


def dues_of(case):
    return clocking.explained(case, case.decided_on or case.closed_on) if case.received_on else {}


def form_of(case):
    asked = {
        "事项版本": case.item_version.number,
        "问题": case.item_version.form,
        "回答": case.form,
        "情况": case.facts,
    }
    return [Part("02-申请表/申请表.json", dumped(asked), "申请表")]


def materials_of(case):
    rows = list(case.materials.select_related("upload"))
    listed = [{"名称": m.name, "状态": m.get_state_display(), "要求": m.need, "缺口": m.gap} for m in rows]
    yield Part("03-材料/清单.json", dumped(listed), "材料清单")
    for number, material in enumerate(rows, 1):
        if material.upload:
            name = f"03-材料/{number:02d}-{safe(material.name)}-{safe(material.upload.name)}"
            yield Part(name, files.read(material.upload), material.name, material.upload.type)


def papers_of(papers):
    for number, paper in enumerate(papers, 1):
        name = f"04-文书/{number:02d}-{safe(paper.title)}"
        yield Part(f"{name}.pdf", bytes(paper.file), f"{paper.title} {paper.number}", "application/pdf", paper.seq)
        yield Part(f"{name}.json", dumped(paper.content), f"{paper.title}的内容", seq=paper.seq)
    made = Event.objects.filter(stream__in=[stream_of(paper) for paper in papers]).order_by("stream", "seq")
    if papers:
        lines = b"\n".join(orjson.dumps(told(event)) for event in made)
        yield Part("04-文书/制作.jsonl", lines, "制作文件的事件", "application/x-ndjson")


def listing(case, events, papers, parts):
    proof = proof_of(case.stream, events[-1].seq) if events else None
    return {
        "format": ARCHIVE,
        "case": described(case),
        "stream": case.stream,
        "head": events[-1].hash,
        "events": EVENTS,
        "papers": [part.path for part in parts if part.path.startswith("04-文书/") and part.path.endswith(".json")],
        "sealed": [proof] if proof and proof["leaf"][1] == events[-1].seq else [],
        "files": [entry(part) for part in parts],
    }


def described(case):
    """Names after DA/T 85 and GB/T 39784 as we read them; the mapping is ours."""
    return {
        "number": case.number,
        "item": case.item.name,
        "item_code": case.item.code,
        "applicant": case.applicant_name,
        "park": case.park.name,
        "organ": case.item.organ_name,
        "state": case.state,
        "outcome": case.outcome,
        "applied_on": case.applied_at.astimezone(CHINA).date().isoformat(),
        "closed_on": case.closed_on.isoformat(),
        "retention": settled("archive-retention", case.place, case.closed_on),
    }


def entry(part):
    return {
        "path": part.path,
        "what": part.what,
        "type": part.type,
        "seq": part.seq,
        "size": len(part.data),
        "sha256": sha256(part.data),
        "sm3": sm3(part.data),
    }
