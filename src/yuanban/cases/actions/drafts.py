"""Drafts: kept for their writer until handed in or thrown away. Not a case: no event, no number, no clock."""

from django.db import transaction

from yuanban.cases.models import Draft


@transaction.atomic
def save_draft(
    actor, park, form, files, item=None, bundle=None, enterprise=None, draft=None, purpose="new", certificate=None
):
    """What was typed is kept as typed, right or wrong; it is checked when handed in."""
    about = {"purpose": purpose, "certificate": certificate}
    draft = draft or Draft(person_id=actor.person, park=park, item=item, bundle=bundle, **about)
    draft.form, draft.files, draft.enterprise = form, files, enterprise
    draft.bundle = bundle or draft.bundle  # a 一件事 may have a new version since
    draft.save()
    return draft


def discard_draft(actor, draft_id):
    Draft.objects.filter(person=actor.person, pk=draft_id).delete()
