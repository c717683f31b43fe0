"""Taking a file: what it is by its content, whether it may be taken, and where it is kept."""

import hashlib
import re
import unicodedata
from dataclasses import asdict, dataclass

from yuanban.ledger.files import LIMIT, put
from yuanban.ledger.intake import scanner
from yuanban.ledger.intake.content import kind_of
from yuanban.ledger.intake.kinds import KINDS, Bad
from yuanban.ledger.invalid import Invalid

LONGEST = 200
CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Taken:
    """What a row says of a file that was taken; the columns of any table that keeps one."""

    sha256: str
    name: str
    size: int
    type: str

    @property
    def columns(self):
        return asdict(self)


def take(name, data, kinds=tuple(KINDS)):
    """Store the bytes, once. Raises Invalid {"file": Chinese sentence} when the file cannot be taken; then nothing is kept."""
    name = clean(name)
    try:
        kind = looked_at(name, data, kinds)
        scanner.scan(data)
    except Bad as problem:
        raise Invalid({"file": f"文件“{name}”{problem}"}) from None
    sha256 = hashlib.sha256(data).hexdigest()
    put(sha256, data)
    return Taken(sha256, named(name, kind), len(data), KINDS[kind].type)


def looked_at(name, data, kinds):
    if not data:
        raise Bad("是空的，请重新选择。")
    if len(data) > LIMIT:
        raise Bad("超过20MB，请压缩或者拆分后再上传。")
    return kind_of(name, data, kinds)


def clean(name):
    """The last part of the name, without what could deceive the eye."""
    plain = CONTROL.sub("", unicodedata.normalize("NFC", name)).replace("\\", "/").rpartition("/")[2].strip()
    return plain[-LONGEST:] or "未命名"


def named(name, kind):
    """A name without an ending gets the one that fits."""
    return name if "." in name else f"{name[: LONGEST - 5]}.{KINDS[kind].endings[0]}"
