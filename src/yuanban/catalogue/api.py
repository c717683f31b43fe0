"""JSON for items: what a form asks, as JSON Schema. Open to everyone, as the guide is."""

import orjson
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from yuanban.accounts.acting import CHINA
from yuanban.catalogue import guidance
from yuanban.catalogue.form_schema import schema_of
from yuanban.catalogue.models import Item
from yuanban.catalogue.queries import version_on
from yuanban.ledger.invalid import Invalid

router = Router(tags=["事项"])


@router.get("/{str:code}/form", auth=None)
def form(request, code: str, answers: str = ""):
    """
    The form of the version that binds today: `version`, `from` (ISO day), `fields` as the item writes them, `guidance`, and `schema` (JSON Schema
    2020-12) of the answers that `POST /api/cases` takes. With `answers` (JSON, percent-encoded) the schema is of exactly what is asked for them.
    404 for an unknown item or one without a published version.
    """
    version = version_on(get_object_or_404(Item, code=code), timezone.now().astimezone(CHINA).date())
    if version is None:
        raise Item.DoesNotExist(code)
    given = read(answers)
    return {
        "item": code,
        "version": version.number,
        "from": version.validity.lower.isoformat(),
        "fields": version.form,
        "guidance": version.guidance,
        "schema": schema_of(version.form, given),
        "materials": [material.code for material in guidance.handed_over(version, guidance.answers_in(given or {}))],
    }


def read(text):
    if not text:
        return None
    try:
        given = orjson.loads(text)
    except orjson.JSONDecodeError:
        given = None
    if not isinstance(given, dict):
        raise Invalid({"answers": "应为 JSON 对象。"})
    return given
