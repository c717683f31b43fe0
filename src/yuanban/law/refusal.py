"""What the law answers when a step may not be taken."""

from yuanban.law.rules import rule


class Refusal(Exception):
    """A step refused by a rule. `str()` is one Chinese text: why, by which article, what to do next."""

    def __init__(self, rule_id: str, because: str | None = None, cure: str | None = None) -> None:
        broken = rule(rule_id)
        self.rule = rule_id
        self.title = broken.title
        self.article = broken.article
        self.because = because or broken.because
        self.cure = cure or broken.cure
        super().__init__(rule_id, because, cure)

    def __str__(self) -> str:
        return f"{self.because}依据：{self.article}。{self.cure}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Refusal) and self.args == other.args

    def __hash__(self) -> int:
        return hash(self.args)
