"""Parts into one ZIP file, and back out of one that may be hostile. The same parts always give the same bytes."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

STAMP = (1980, 1, 1, 0, 0, 0)
MOST_FILES, MOST_BYTES = 20_000, 4 * 2**30
MOST_JSON = 256 * 2**20


class Broken(Exception):
    """This is no file of ours, or no longer whole. The message says why, in Chinese."""


@dataclass(frozen=True)
class Part:
    """One file in the package. `what` says in Chinese what it is; `seq` is the event it belongs to."""

    path: str
    data: bytes
    what: str
    type: str = "application/json"
    seq: int | None = None


def pack(parts, target: Path):
    """Stored, not compressed: PDFs and pictures are small already, and compressors differ from year to year."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for part in parts:
            entry = zipfile.ZipInfo(part.path, STAMP)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            package.writestr(entry, part.data)


class Package:
    """A ZIP opened with suspicion: nothing is unpacked to disk, nothing is read beyond what its directory promises."""

    def __init__(self, file):
        try:
            self.zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OSError):
            raise Broken("文件不是完整的ZIP包，可能没有下载完整，请重新下载。") from None
        self.entries = {}
        total = 0
        if len(self.zip.infolist()) > MOST_FILES:
            raise Broken(f"包内文件超过{MOST_FILES}个，不予打开。")
        for entry in self.zip.infolist():
            total += entry.file_size
            self.take(entry)
        if total > MOST_BYTES:
            raise Broken("包内文件展开后超过4GB，不予打开。")

    def take(self, entry):
        name = entry.filename
        if name in self.entries:
            raise Broken(f"包内有两个同名文件“{name[:80]}”。")
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or "\0" in name or entry.is_dir():
            raise Broken(f"包内文件名“{name[:80]}”不正确。")
        if entry.flag_bits & 1:
            raise Broken("包是加密的，请先解密。")
        if entry.compress_type != zipfile.ZIP_STORED:
            raise Broken("包被重新压缩过，请使用原始文件。")
        self.entries[name] = entry

    def names(self):
        return set(self.entries)

    def read(self, name, limit=MOST_BYTES) -> bytes:
        entry = self.entries.get(name)
        if entry is None:
            raise Broken(f"包内缺少“{name}”。")
        if entry.file_size > limit:
            raise Broken(f"“{name}”过大，不予读取。")
        try:
            with self.zip.open(entry) as stream:
                data = stream.read(entry.file_size + 1)
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError):
            raise Broken(f"“{name}”已经损坏。") from None
        if len(data) != entry.file_size:
            raise Broken(f"“{name}”的长度与目录不符。")
        return data
