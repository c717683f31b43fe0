"""/items/N/guidance/: a few questions, and a list made for the one who asks. Before sign-in, with script or without."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from yuanban.catalogue import guidance
from yuanban.catalogue.choice import chosen_park
from yuanban.catalogue.comparing import charged
from yuanban.catalogue.form_posting import SEEN, posted
from yuanban.catalogue.form_showing import drawn
from yuanban.catalogue.form_telling import told
from yuanban.catalogue.models import Bundle, Item
from yuanban.catalogue.queries import parks_offering, version_on
from yuanban.places.models import Park


@login_not_required
def page(request, pk):
    item = get_object_or_404(Item.objects.select_related("organ"), pk=pk)
    version = version_on(item, request.actor.day)
    if version is None or not guidance.questions_of(version):
        raise Http404
    return render(request, "catalogue/guidance.html", context_of(request, item, version))


def context_of(request, item, version):
    """Everything the page says for the answers in the address."""
    questions = guidance.questions_of(version)
    answers = posted(questions, request.GET)
    led = guidance.leads_to(version, answers)
    errors = guidance.read_answers(version, answers)[1]
    needs = guidance.materials_for(version, answers)
    day = request.actor.day
    return {
        "item": item,
        "version": version,
        "form": drawn([{**q, "required": False, "section": ""} for q in questions], answers, errors),
        "seen": SEEN,
        "led": led,
        "answered": [line for _, lines in told(questions, led.answers) for line in lines],
        "instead": targets(led.instead),
        "needed": [one for one in needs if one.needed],
        "open": [one for one in needs if one.needed is None],
        "spared": [one for one in needs if one.needed is False],
        "charged": charged(version.fee),
        "query": urlencode({"_guided": "1"} | led.answers, doseq=True),
        **where(request, item, day),
    }


def where(request, item, day):
    """The chosen park when it handles the item, and the others that do."""
    parks = list(parks_offering(item, day).order_by("pk"))
    chosen = chosen_park(request)
    wanted = Park.objects.filter(code=request.GET.get("park", "")).first() or chosen
    here = next((one for one in parks if wanted and one.pk == wanted.pk), None)
    return {"park": here, "parks": [one for one in parks if one != here]}


def targets(instead):
    """[(item or None, bundle or None, why)] of what applies instead; what is not there any more is left out."""
    codes = [one["item"] for one in instead if "item" in one]
    items = {item.code: item for item in Item.objects.select_related("organ").filter(code__in=codes)}
    named = [one["bundle"] for one in instead if "bundle" in one]
    bundles = {bundle.code: bundle for bundle in Bundle.objects.filter(code__in=named).order_by("pk")}
    found = [(items.get(i.get("item")), bundles.get(i.get("bundle")), i.get("why", "")) for i in instead]
    return [one for one in found if one[0] or one[1]]
