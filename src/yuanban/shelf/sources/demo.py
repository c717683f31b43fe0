"""A source to imitate: it knows one kind, and answers from what it was given. Register it with `sources.register(DemoSource({...}))`."""

from yuanban.shelf.sources.answers import Found, NotFound


class DemoSource:
    name = "示范数据源"

    def __init__(self, known, kind="tax-paid"):
        self.known, self.kind = known, kind

    def kinds(self):
        return {self.kind}

    def look_up(self, kind, holder, day):
        """A real one asks another office here, with a timeout of its own."""
        if holder.code not in self.known:
            return NotFound(self.name)
        return Found(self.name, {"纳税人": holder.name, "查询日": f"{day}"} | self.known[holder.code])
