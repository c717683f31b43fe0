"""修改申请表和情形引导: the whole definition is kept anew, and the one before stays at hand until the draft is published."""

from django.db import transaction

from yuanban.catalogue.form_step import guard_form, held, keep
from yuanban.catalogue.models import FormStep

KEPT_STEPS = 50


@transaction.atomic
def edit_form(actor, version, form, guidance, change, seen=None):
    """`change` says in Chinese what was done. Raises Invalid with places in the definition, or Refusal."""
    item, draft = held(actor, version, seen)
    guard_form(draft, form, guidance)
    FormStep.objects.create(
        version=draft, form=draft.form, guidance=draft.guidance, change=change[:200], by=actor.name, at=actor.at
    )
    old = draft.form_steps.order_by("-id").values_list("pk", flat=True)[KEPT_STEPS:]
    FormStep.objects.filter(pk__in=list(old)).delete()
    return keep(actor, item, draft, form, guidance, "item.form-edited", change)
