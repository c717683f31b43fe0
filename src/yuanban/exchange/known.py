"""What the database knows already, looked up once per import: regions and bodies by code and by name."""

import re
from functools import cached_property

from yuanban.places.models import Body, Region

PLAIN = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}")


def region_code(told):
    """GB/T 2260 as we keep it: 6 digits down to counties, 12 below. '' when it is no region code."""
    if not PLAIN.fullmatch(told):
        return ""
    full = told.ljust(12, "0")
    return full[:6] if full.endswith("000000") else full


class Known:
    """`notes` collects what the whole file should be told once, not every row."""

    def __init__(self, notes=()):
        self.notes = dict.fromkeys(notes, 0)
        self.missing = {}

    def note(self, text):
        self.notes[text] = self.notes.get(text, 0) + 1

    def told(self):
        notes = [f"{text}（{count}行）" if count else text for text, count in self.notes.items()]
        return notes + ([self.missing_regions()] if self.missing else [])

    def missing_regions(self):
        some, more = "、".join(list(self.missing)[:3]), f"等{len(self.missing)}个区划" if len(self.missing) > 3 else ""
        rows = sum(self.missing.values())
        return f"区划表中没有{some}{more}，{rows}行的所属地区暂空；导入区划后再次导入本表即可补上"

    @cached_property
    def regions(self):
        return {region.code: region for region in Region.objects.all()}

    @cached_property
    def named_regions(self):
        found: dict[str, list[Region]] = {}
        for region in self.regions.values():
            found.setdefault(region.name, []).append(region)
        return found

    @cached_property
    def bodies(self):
        found: dict[str, list[Body]] = {}
        for body in Body.objects.all():
            for name in {body.name, body.short}:
                found.setdefault(name, []).append(body)
        return found

    def region(self, told):
        """The region of this code; when it is not there, the file is told once."""
        code = region_code(told)
        if code and code not in self.regions:
            self.missing[code] = self.missing.get(code, 0) + 1
        return self.regions.get(code)

    def body(self, name, region=""):
        """The one body of exactly this name (and region, if given); two of one name are none."""
        found = [body for body in self.bodies.get(name, ()) if not region or region in body.territory]
        return found[0] if len(found) == 1 else None
