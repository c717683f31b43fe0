"""What every template may use: addresses, words and dates in Chinese."""

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from yuanban.site import nav, words


def environment(**options):
    options |= {"undefined": StrictUndefined, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**options)  # noqa: S701 - autoescape is given
    made.globals.update(words.TABLES)
    made.globals.update(static=static, url=url, messages_of=get_messages, with_page=with_page, nav_of=nav.nav_of)
    made.filters |= words.FILTERS
    return made


def url(name, *args, **kwargs):
    return reverse(name, args=args, kwargs=kwargs)


def with_page(request, number):
    """The address of another page of this list, filters kept."""
    query = request.GET.copy()
    query["page"] = number
    return f"?{query.urlencode()}"
