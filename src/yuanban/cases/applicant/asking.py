"""The questions of an application as they are answered: what comes and goes, rows, what is known already, a new version meanwhile."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

import orjson
from django.shortcuts import render
from django.urls import reverse

from yuanban.cases.models import Case
from yuanban.catalogue import guidance
from yuanban.catalogue.form_posting import SEEN, posted, with_row, without_row
from yuanban.catalogue.form_showing import drawn, flipped
from yuanban.catalogue.form_telling import told
from yuanban.catalogue.models import ItemVersion

DOINGS = ("look", "more", "less")
VERSIONS = "_versions"
GUIDED = "_guided"
RECENT = 20


def form_of(matter, filled, errors=None):
    return drawn(matter.fields, filled.answers, errors)


def done(matter, answers, do, key):
    """The answers after a button of rows: `more:KEY`, `less:KEY:N`."""
    name, _, n = key.partition(":")
    if do == "more":
        return with_row(matter.fields, answers, name)
    if do == "less" and n.isascii() and n.isdigit():
        return without_row(matter.fields, answers, name, int(n))
    return answers


def answered(request, matter, filled, do, key, at=""):
    """What changes on the page: the questions that came or went, or the rows of one group."""
    form = form_of(matter, filled)
    if do == "look":
        flips = flipped(set(request.POST.getlist(SEEN)), form)
        return render(request, "catalogue/form/flips.html", {"flips": flips, "form": form, "at": at or matter.url})
    ask = form.ask(key.partition(":")[0])
    context = {"ask": ask, "form": form, "at": at or matter.url}
    return render(request, "catalogue/form/group.html", context, status=200 if ask else 404)


def place(do, key):
    """Where on the page a button without script leads back to."""
    return f"#field-{key.partition(':')[0]}" if key else "#what"


def known(matter, firm, person, guided=None):
    """{key: what is known already}: of the enterprise, of the person, from the guidance, or from the last time."""
    values = {"person.name": person.name, "person.phone": person.phone}
    if firm:
        values |= {f"enterprise.{name}": getattr(firm, name) for name in ("name", "code", "legal_person", "address")}
        values["enterprise.region"] = firm.region_id
    found = {f["key"]: values.get(f.get("prefill")) for f in matter.fields}
    found |= last_time([f for f in matter.fields if f.get("prefill") == "last" and f.get("same")], firm)
    found |= from_guidance(matter, guided or {})
    return {key: value for key, value in found.items() if value not in (None, "")}


def from_guidance(matter, guided):
    """What was answered before the form was opened is not asked again."""
    sources = {f["key"]: f.get("prefill", "").removeprefix("guidance.") for f in matter.fields if f.get("prefill")}
    return {key: guided[name] for key, name in sources.items() if name in guided}


def last_time(fields, firm):
    """What this enterprise answered when the same was asked of it before, in its latest applications."""
    wanted = {f["same"]: f["key"] for f in fields}
    if not (wanted and firm):
        return {}
    found = {}
    for case in Case.objects.filter(enterprise=firm).select_related("item_version").order_by("-applied_at")[:RECENT]:
        for f in case.item_version.form:
            key = wanted.get(f.get("same"))
            if key and key not in found and f["key"] in case.form:
                found[key] = case.form[f["key"]]
    return found


def versions_of(matter):
    """{item: version} that the form on the page is made of."""
    return {str(version.item_id): version.pk for version in matter.versions}


def news(matter, began):
    """
    What is asked differently since this draft was begun: [(item, version now, [labels of questions])]; empty when nothing is.

    `began` is what `versions_of` said then.
    """
    olds = ItemVersion.objects.in_bulk([pk for pk in began.values() if isinstance(pk, int)])
    found = []
    for version in matter.versions:
        old = olds.get(began.get(str(version.item_id)))
        if old and old.pk != version.pk:
            found.append((version.item, version, asked_differently(old.form, version.form)))
    return found


def asked_differently(old, new):
    """[(what happened, label)] of the questions that came, went or changed."""
    was, now = {f["key"]: f for f in old}, {f["key"]: f for f in new}
    came = [("新增", f["label"]) for key, f in now.items() if key not in was]
    changed = [("有改动", f["label"]) for key, f in now.items() if key in was and was[key] != f]
    return came + changed + [("不再问", f["label"]) for key, f in was.items() if key not in now]


def guided_in(request, matter, before=None):
    """The answers to the guidance: from the page, from the address that the guidance led here by, or as kept before."""
    if (text := request.POST.get(GUIDED)) is not None:
        return read_guided(text)
    if GUIDED in request.GET and len(matter.versions) == 1:
        return posted(guidance.questions_of(matter.versions[0]), request.GET)
    return before or {}


def read_guided(text):
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def suited(matter, answers):
    """The matter with just the materials that these answers ask for. In a 一件事 the list of the bundle stands."""
    if len(matter.versions) != 1 or not answers:
        return matter
    codes = {material.code for material in guidance.handed_over(matter.versions[0], answers)}
    return replace(matter, materials=[one for one in matter.materials if one.material.code in codes])


@dataclass(frozen=True)
class Guided:
    """The guidance as the application shows it."""

    told: list
    open: list
    fails: list
    url: str
    text: str


def guided(matter, answers):
    """None when there is no guidance."""
    if len(matter.versions) != 1 or not guidance.questions_of(matter.versions[0]):
        return None
    version = matter.versions[0]
    led = guidance.leads_to(version, answers)
    lines = [line for _, lines in told(guidance.questions_of(version), led.answers) for line in lines]
    url = f"{reverse('catalogue:item-guidance', args=[version.item_id])}?{urlencode(led.answers, doseq=True)}"
    return Guided(lines, led.open, led.fails, url, orjson.dumps(led.answers).decode())
