"""What a source can answer, and what a source is."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from yuanban.shelf.holders import Holder


@dataclass(frozen=True)
class Answer:
    outcome: ClassVar[str] = ""
    source: str
    value: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Found(Answer):
    """`value` is {名称: 内容}, as it is to be read by people."""

    outcome: ClassVar[str] = "found"


@dataclass(frozen=True)
class NotFound(Answer):
    """The source answered, and holds nothing of this kind in force for this holder."""

    outcome: ClassVar[str] = "not-found"


@dataclass(frozen=True)
class Unavailable(Answer):
    outcome: ClassVar[str] = "unavailable"


class Source(Protocol):
    name: str

    def kinds(self) -> Collection[str]:
        """The kinds of catalogue.material_kinds that can be asked for here; asked often, so answered quickly."""

    def look_up(self, kind: str, holder: Holder, day: dt.date) -> Answer:
        """Called in a thread without a database connection."""
