"""What rooms further up add to the pages of a case: registered once, drawn in order below the page's own parts."""

from collections.abc import Callable
from typing import Any

Panel = Callable[[Any, Any], tuple[str, dict[str, Any]] | None]


class Panels:
    """The additions to one page. A panel is `panel(request, case)` -> (template, context), or None when it has nothing to say."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[int, Panel]] = {}

    def register(self, name: str, order: int, panel: Panel) -> None:
        """The smallest order comes first."""
        self.known[name] = order, panel

    def drawn(self, request, case):
        """[(name, template, context)]. The template finds its context as `panel`."""
        found = []
        for name, (_, panel) in sorted(self.known.items(), key=lambda one: (one[1][0], one[0])):
            if said := panel(request, case):
                found.append((name, *said))
        return found


DESK, APPLICANT, HOME = Panels(), Panels(), Panels()  # HOME is the desk's first page, of no case
