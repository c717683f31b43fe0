"""自证包: one paper with everything that a stranger needs to see that it was given, by whom, and is unchanged."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from yuanban.archive.chain import told
from yuanban.archive.checking import PROOF, PROOF_FILE
from yuanban.archive.contents import people_of
from yuanban.archive.naming import dumped, safe
from yuanban.archive.packing import Part, pack
from yuanban.ledger import keys
from yuanban.ledger.digests import proof_of, seal_streams
from yuanban.ledger.models import Event
from yuanban.papers.making import file_of, stream_of

README = """这是“{title}”（{number}）的自证包。

怎样核验：
一、安装园办程序，运行　yuanban verify 本文件　（不连接数据库和网络）；或者在任何一个园办网站的“核验文书”页选择本文件。
二、核对签名公钥的指纹：{fingerprint}
　　与出具机关公布的（{site}/check/keys/）一致，以上核验才成立。

里面有什么：文书的原始文件；文书的内容；从出具文书起的事件链；封存账本的签名和证明路径。
能证明什么：这份文书由写明的机关出具，没有改动；封存以后记载没有被改写。
不能证明什么：文书此后是否被撤销、注销或者到期。请在出具平台查询。
"""


def proof_package(pk, at) -> tuple[str, bytes]:
    """-> (file name, bytes) for the paper with this key. Seals the paper's own streams first when nobody has."""
    paper = file_of(pk)
    streams = {name: list(events) for name, events in chains(paper).items()}
    if any(proof_of(name, events[-1].seq) is None for name, events in streams.items()):
        seal_streams(at, streams)
    sealed = [proof_of(name, events[0].seq) for name, events in streams.items()]
    streams = {name: until(events, one["leaf"][1]) for (name, events), one in zip(streams.items(), sealed, strict=True)}
    name = f"{safe(paper.title)}.pdf"
    proof = {
        "format": PROOF,
        "site": settings.PUBLIC_URL,
        "paper": described(paper, name),
        "content": paper.content,
        "streams": {stream: [told(event) for event in events] for stream, events in streams.items()},
        "sealed": sealed,
        "who": people_of([event for events in streams.values() for event in events]),
    }
    parts = [
        Part("说明.txt", words(paper, sealed).encode(), "说明", "text/plain"),
        Part(name, bytes(paper.file), paper.title, "application/pdf"),
        Part(PROOF_FILE, dumped(proof), "证明"),
    ]
    return f"自证包-{safe(paper.title)}-{safe(paper.number)}.zip", packed(parts)


def chains(paper):
    """The case's events from the one that gave the paper on, and the paper's own. Earlier ones hold what the form said."""
    case = Event.objects.filter(stream=paper.case.stream, seq__gte=paper.seq).order_by("seq")
    own = Event.objects.filter(stream=stream_of(paper)).order_by("seq")
    return {paper.case.stream: case, stream_of(paper): own}


def until(events, seq):
    return [event for event in events if event.seq <= seq]


def described(paper, name):
    said = {key: getattr(paper, key) for key in ("number", "kind", "title", "content_sha256", "file_sha256", "token")}
    return said | {"file": name}


def words(paper, sealed):
    print_of = keys.fingerprint(sealed[0]["digest"]["public_key"])
    return README.format(title=paper.title, number=paper.number, fingerprint=print_of, site=settings.PUBLIC_URL)


def packed(parts) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "proof.zip"
        pack(parts, file)
        return file.read_bytes()
