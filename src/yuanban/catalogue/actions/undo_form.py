"""撤销上一步: the form and the guidance of a draft as they were before the last change."""

from django.db import transaction

from yuanban.catalogue.form_step import held, keep
from yuanban.law.refusal import Refusal


@transaction.atomic
def undo_form(actor, version, seen=None):
    """The form and the guidance as they were before the last change. Raises Refusal when there is none."""
    item, draft = held(actor, version, seen)
    step = draft.form_steps.order_by("-id").first()
    if step is None:
        raise Refusal("wrong-state", because="这份草稿没有可以撤销的改动。", cure="请直接修改。")
    step.delete()
    return keep(actor, item, draft, step.form, step.guidance, "item.form-undone", step.change)
