"""What one version of a reference list says differently from another, line by line."""

from dataclasses import dataclass, field

from yuanban.catalogue.lists import LISTS, STAGES
from yuanban.catalogue.lists_queries import in_order


@dataclass
class Difference:
    added: list = field(default_factory=list)
    removed: list = field(default_factory=list)
    moved: list = field(default_factory=list)  # (line, where it was, where it is)
    renamed: list = field(default_factory=list)  # (line, as it was called)
    reworded: list = field(default_factory=list)  # (line, as it read)

    @property
    def counts(self):
        return [
            ("新增", len(self.added)),
            ("移出", len(self.removed)),
            ("换阶段", len(self.moved)),
            ("改名", len(self.renamed)),
            ("改说明", len(self.reworded)),
        ]

    @property
    def total(self):
        return sum(n for _, n in self.counts)


def difference(old, new):
    """`old` and `new` are {key: line}; a line that was moved and renamed is told in both places."""
    both = [(old[key], line) for key, line in new.items() if key in old]
    return Difference(
        added=[line for key, line in new.items() if key not in old],
        removed=[line for key, line in old.items() if key not in new],
        moved=[(now, place(was), place(now)) for was, now in both if place(was) != place(now)],
        renamed=[(now, was.name) for was, now in both if was.name != now.name],
        reworded=[(now, words(was)) for was, now in both if words(was) != words(now)],
    )


def place(line):
    return f"{LISTS[line.list]}·{STAGES[line.stage]}"


def words(line):
    return "，".join(filter(None, (line.summary, line.supplier)))


def lines_of(reference):
    """{key: line} of one version, by list and stage; empty for none."""
    if reference is None:
        return {}
    return {one.key: one for one in in_order(reference.entries.select_related("basic").order_by("pk"))}
