"""One page of a filtered list. What was asked for stands in the address and stays in every link."""

from urllib.parse import urlencode

from django.core.paginator import Paginator

SIZE = 25


class Listing:
    def __init__(self, request, keys, size=SIZE):
        self.path, self.size = request.path, size
        self.number = request.GET.get("page")
        self.asked = {key: request.GET.get(key, "").strip()[:100] for key in keys}

    def __getitem__(self, key):
        return self.asked[key]

    @property
    def filtered(self):
        return any(self.asked.values())

    def url(self, **changes):
        """The same list with something else asked for; going back to its first page."""
        asked = {key: value for key, value in {**self.asked, **changes}.items() if value}
        return f"{self.path}?{urlencode(asked)}" if asked else self.path

    def cut(self, rows):
        self.page = Paginator(rows, self.size).get_page(self.number)
        return list(self.page.object_list)
