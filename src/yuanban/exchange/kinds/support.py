"""支持事项清单: what provincial departments promise the parks, with the days by which it is done."""

from dataclasses import dataclass, field

from yuanban.exchange import cells
from yuanban.exchange.rows import Rejected
from yuanban.programme.actions import support


@dataclass
class Entry:
    fields: dict
    extra: dict = field(default_factory=dict)

    @property
    def number(self):
        return self.fields["number"]


def targets(row, known):
    number, title, owner = cells.whole(row.values.get("number")), row.line("name", 200), row.line("owner", 120)
    if not title:
        raise Rejected("没有事项名称。请补填后再导入。")
    if not owner:
        raise Rejected("没有责任部门。请补填后再导入。")
    if number is None or not 0 < number < 30000:
        raise Rejected("没有序号，或者序号不是整数。请补填后再导入。")
    fields = {
        "number": number,
        "name": title,
        "owner_name": owner,
        "text": row.text("text"),
        "theme": row.line("theme", 60),
    }
    return [Entry(fields | {"steps": steps(row)}, row.extra)]


def steps(row):
    """Up to three milestones with their days; a last day alone is one milestone."""
    found = []
    for n in (1, 2, 3):
        title, due = row.line(f"step{n}", 200), cells.day(row.values.get(f"due{n}"))
        if title and due:
            found.append((title, due))
        elif title:
            row.warn(f"节点“{title}”没有期限，没有记为节点")
    due = cells.day(row.values.get("due"))
    return found or ([("完成", due)] if due else [])


def keep(actor, entries, known):
    told = [
        support.Entry(
            number=one.number, title=one.fields["name"], owner_name=one.fields["owner_name"], text=one.fields["text"],
            theme=one.fields["theme"], steps=one.fields["steps"], template=False,
        )
        for one in entries
    ]  # fmt: skip
    return {str(number) for number in support.keep_items(actor, told)}


def key(entry):
    return str(entry.number)
