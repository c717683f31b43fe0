"""No file may name a machine's folders or a package host: the repository must mean the same everywhere."""

import re
import subprocess
import sys
from pathlib import Path

FOLDERS = re.compile(r"(?<![\w.~-])/(?:work|root|home|Users|tmp)/\w")
HOSTS = re.compile(r"\b(?:files\.)?py(?:pi|thonhosted)\.org|\bregistry\.[a-z.]*(?:npmjs|npmmirror)|\bdeb\.debian\.org")
LOCKED = re.compile(r"https?://|--(?:extra-)?index-url|--find-links")


def main() -> int:
    listed = subprocess.check_output(["git", "ls-files", "-co", "--exclude-standard", "-z"], text=True)
    found = [line for name in sorted(filter(None, listed.split("\0"))) for line in complaints(Path(name))]
    print("\n".join(found) or "没有写入本机路径或软件源地址。")
    return bool(found)


def complaints(file: Path) -> list[str]:
    try:
        lines = file.read_text().splitlines()
    except (UnicodeDecodeError, FileNotFoundError):
        return []
    patterns = (
        [FOLDERS, HOSTS]
        + [LOCKED] * (file.suffix == ".lock")
        + [re.compile('"resolved"')] * (file.name == "package-lock.json")
    )
    return [
        f"{file}:{n}: {line.strip()[:120]}" for n, line in enumerate(lines, 1) if any(p.search(line) for p in patterns)
    ]


if __name__ == "__main__":
    sys.exit(main())
