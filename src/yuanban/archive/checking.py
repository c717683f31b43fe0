"""Checking a package without a database and without a network: what it proves, and what it cannot.

Raises `Broken` for a file that is none of ours; `Verdict.wrong` holds every difference, the first one first.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives import hashes

from yuanban.archive.chain import chain_faults, seal_faults
from yuanban.archive.packing import MOST_JSON, Broken, Package
from yuanban.ledger import keys
from yuanban.ledger.hashing import canonical, sha256

PROOF, ARCHIVE = "yuanban-proof/1", "yuanban-archive/1"
PROOF_FILE, MANIFEST = "证明.json", "目录.json"


@dataclass
class Verdict:
    """`proven` and `unproven` are Chinese sentences; `wrong` is empty when everything agrees."""

    kind: str
    title: str
    proven: list[str] = field(default_factory=list)
    unproven: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def whole(self):
        return not self.wrong


def check(file) -> Verdict:
    """`file`: a path or an open binary file."""
    package = Package(file)
    if PROOF_FILE in package.names():
        return check_proof(package, json_of(package, PROOF_FILE))
    if MANIFEST in package.names():
        return check_archive(package, json_of(package, MANIFEST))
    raise Broken("这不是本平台出具的自证包或者电子档案。")


def is_package(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def json_of(package, name):
    try:
        told = json.loads(package.read(name, MOST_JSON).decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Broken(f"“{name}”不是可以读的JSON。") from None
    if not isinstance(told, dict):
        raise Broken(f"“{name}”的格式不正确。")
    return told


# -- the own proof of one paper -------------------------------------------------------------------------------


def check_proof(package, proof) -> Verdict:
    require_format(proof, PROOF)
    try:
        return judge_proof(package, proof)
    except (KeyError, TypeError, AttributeError) as problem:
        raise Broken(f"“{PROOF_FILE}”的格式不正确。") from problem


def judge_proof(package, proof):
    paper, content = proof["paper"], proof["content"]
    verdict = Verdict("自证包", f"{paper['title']}（{paper['number']}）")
    file = package.read(paper["file"])
    verdict.wrong += content_faults(paper, content)
    for stream, events in proof["streams"].items():
        verdict.wrong += chain_faults(stream, events)
    verdict.wrong += told_faults(paper, proof["streams"])
    if sha256(file) != paper["file_sha256"]:
        verdict.wrong.append(f"“{paper['file']}”与出具时的文件不同")
    every = [event for events in proof["streams"].values() for event in events]
    for sealed in proof["sealed"]:
        verdict.wrong += seal_faults(sealed, every)
    if not verdict.wrong:
        say_proof(verdict, paper, content, proof)
    return verdict


def content_faults(paper, content):
    if sha256(canonical(content)) != paper["content_sha256"]:
        yield "文书的内容与摘要不符"
    if (content["number"], content["kind"], content["title"]) != (paper["number"], paper["kind"], paper["title"]):
        yield "文书的内容与目录不是同一份"


def told_faults(paper, streams):
    """The case's chain must say that this paper was given, the paper's own chain which file was made of it."""
    events = [event for chain in streams.values() for event in chain]
    said = [one for event in events for one in event["data"].get("papers", ()) if one["number"] == paper["number"]]
    if not any((one["kind"], one["content_sha256"]) == (paper["kind"], paper["content_sha256"]) for one in said):
        yield "事件链中没有出具这份文书的记载"
    made = [event["data"] for event in events if event["kind"] == "paper.made"]
    if not any((one["number"], one["file_sha256"]) == (paper["number"], paper["file_sha256"]) for one in made):
        yield "事件链中没有制作这个文件的记载"


def say_proof(verdict, paper, content, proof):
    verdict.proven += [
        f"“{paper['file']}”是{content['issuer']['name']}于{content['day']}出具的文书的原始文件，逐字节相同。",
        f"办件{content['case']['number']}的事件链记载了这份文书，链条首尾相接。",
    ]
    verdict.proven += [sealed_words(one["digest"]) for one in proof["sealed"]]
    verdict.unproven += unproven(one["digest"]["public_key"] for one in proof["sealed"])
    verdict.unproven.append("文书此后是否被撤销、注销或者到期，请在出具平台的核验页查询。")


def sealed_words(line):
    return f"上述事件在{line['taken_at'][:10]}第{line['number']}次封存以前已经存在，此后没有改动。"


def unproven(publics):
    for public in dict.fromkeys(publics):
        yield f"签名公钥的指纹是 {keys.fingerprint(public)}，请与出具机关公布的指纹核对；不一致的，以上结论都不成立。"


# -- the archive of one case ----------------------------------------------------------------------------------


def check_archive(package, manifest) -> Verdict:
    require_format(manifest, ARCHIVE)
    try:
        return judge_archive(package, manifest)
    except (KeyError, TypeError, AttributeError) as problem:
        raise Broken(f"“{MANIFEST}”的格式不正确。") from problem


def judge_archive(package, manifest):
    about = manifest["case"]
    verdict = Verdict("电子档案", f"{about['item']}（{about['number']}）")
    listed = {one["path"]: one for one in manifest["files"]}
    verdict.wrong += [f"档案里多出“{name}”" for name in sorted(package.names() - set(listed) - {MANIFEST})]
    for path, one in listed.items():
        verdict.wrong += file_faults(package, path, one)
    events = events_of(package, manifest["events"]) if not verdict.wrong else []
    verdict.wrong += chain_faults(manifest["stream"], events)
    if events and (events[0]["seq"], events[-1]["hash"]) != (1, manifest["head"]):
        verdict.wrong.append("事件不是从第一号到归档时的最后一号")
    for sealed in manifest["sealed"]:
        verdict.wrong += seal_faults(sealed, events)
    verdict.wrong += paper_faults(package, manifest, events)
    if not verdict.wrong:
        say_archive(verdict, manifest, events)
    return verdict


def file_faults(package, path, one):
    try:
        data = package.read(path)
    except Broken as problem:
        return [str(problem).rstrip("。")]
    if len(data) != one["size"] or sha256(data) != one["sha256"] or sm3(data) != one["sm3"]:
        return [f"“{path}”与目录记载的摘要不符"]
    return []


def sm3(data: bytes) -> str:
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


def events_of(package, name):
    try:
        return [json.loads(line) for line in package.read(name, MOST_JSON).decode("utf-8").splitlines()]
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Broken(f"“{name}”不是可以读的事件。") from None


def paper_faults(package, manifest, events):
    """Every paper that the events say was given is there, and says what they say."""
    told = {one["number"]: one for event in events for one in event["data"].get("papers", ())}
    held = {}
    for path in manifest["papers"]:
        content = json_of(package, path)
        held[content.get("number")] = sha256(canonical(content))
    for number, one in told.items():
        if number not in held:
            yield f"缺少文书{number}"
        elif held[number] != one["content_sha256"]:
            yield f"文书{number}的内容与事件记载不符"
    for number in held.keys() - told.keys():
        yield f"文书{number}在事件中没有记载"


def say_archive(verdict, manifest, events):
    verdict.proven += [
        f"目录列出的{len(manifest['files'])}个文件齐全，与摘要一致。",
        f"{len(events)}个事件首尾相接，没有缺号和改动。",
        f"{len(manifest['papers'])}份文书的内容与事件记载一致。",
    ]
    verdict.proven += [sealed_words(one["digest"]) for one in manifest["sealed"]]
    publics = [one["digest"]["public_key"] for one in manifest["sealed"]]
    verdict.unproven += list(unproven(publics)) or ["归档时还没有封存，无法证明事件的时间。"]


def require_format(told, known):
    if told.get("format") != known:
        raise Broken(
            f"包的格式是“{str(told.get('format'))[:40]}”，本程序只认识“{known}”。请用出具时的或者更新的程序核验。"
        )
