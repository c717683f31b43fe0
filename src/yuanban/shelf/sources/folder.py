"""
Shared data as files in a folder: `KIND.csv` or `KIND.json`, as offices hand them over where there is no interface yet.

Every row has `holder` (统一社会信用代码); `from` and `to` are its days; `source` names who answers. All other columns are what
is shown. See docs/shared-data.md.
"""

import csv
import datetime as dt
import json
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from yuanban.shelf.sources.answers import Found, NotFound

OWN = ("holder", "from", "to", "source")


class FolderSource:
    name = "数据共享文件夹"

    def kinds(self):
        return files_in(Path(settings.SHARED_DATA)).keys()

    def look_up(self, kind, holder, day):
        file = files_in(Path(settings.SHARED_DATA))[kind]
        rows = rows_of(file, file.stat().st_mtime_ns).get(holder.code, []) if holder.code else []
        found = next((row for row in rows if in_force(row, day)), None)
        if found is None:
            return NotFound(rows[0].get("source") or self.name if rows else self.name)
        return Found(found.get("source") or self.name, {k: v for k, v in found.items() if k not in OWN and v})


def files_in(folder):
    if not folder.is_dir():
        return {}
    return {file.stem: file for file in sorted(folder.iterdir()) if file.suffix in (".csv", ".json")}


@lru_cache(maxsize=32)
def rows_of(file, changed):
    """{holder: [row]}, read anew when the file has changed. Raises when it cannot be read, which counts as unavailable."""
    found = defaultdict(list)
    for row in read(file):
        found[str(row["holder"]).strip()].append({name: str(value).strip() for name, value in row.items() if value})
    return found


def read(file):
    if file.suffix == ".json":
        return json.loads(file.read_text("utf-8-sig"))
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def in_force(row, day):
    begun = not row.get("from") or dt.date.fromisoformat(row["from"]) <= day
    return begun and (not row.get("to") or dt.date.fromisoformat(row["to"]) >= day)
