"""What was said of an item, heard by its owner: seen, answered, or a change of the guide promised and begun."""

from django.db import transaction

from yuanban.accounts.models import Person
from yuanban.catalogue.actions.start_draft import start_draft
from yuanban.catalogue.step import MANAGERS, offered_elsewhere
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.voice.models import Feedback
from yuanban.voice.step import same

KINDS = {"see": "feedback.seen", "answer": "feedback.answered", "change": "feedback.promised"}


@transaction.atomic
def hear_feedback(actor, pk, verb, text="", version=None):
    row = Feedback.objects.select_for_update(of=("self",)).select_related("item__organ").get(pk=pk)
    same(row, version)
    require_owner(actor, row.item)
    if verb != "see" and not text.strip():
        raise Invalid({"answer": "请写明怎样答复，或者准备怎样修改。"})
    write(row, KINDS[verb], actor, **seen(row, actor), **DO[verb](actor, row, text.strip()[:1000]))
    return row


def seen(row, actor):
    """The first who opens it is the one who has seen it."""
    if row.seen_at:
        return {}
    return {"seen_by": Person.objects.get(pk=actor.person), "seen_at": actor.at}


def see(actor, row, text):
    return {"state": "seen"} if row.state == "new" else {}


def answer(actor, row, text):
    return {"state": "answered", "answer": text}


def change(actor, row, text):
    """Linked to the draft in which it will be changed: the one there is, or a new one when this post may begin it."""
    draft = row.item.versions.filter(state="draft").first()
    if draft is None and actor.role in MANAGERS:
        draft = start_draft(actor, row.item)
    return {"state": "changing", "answer": text, "version_promised": draft}


DO = {"see": see, "answer": answer, "change": change}


def require_owner(actor, item):
    """The organ of the item, and whoever keeps its guide."""
    if not owns(actor, item):
        raise Refusal(
            "no-post",
            because=f"“{item.name}”由{item.organ or item.organ_name}负责。",
            cure="请由主管机关或者管理办事指南的人员答复。",
        )


def owns(actor, item):
    if actor.role == "manager":
        return not offered_elsewhere(item, actor)
    if actor.role == "provincial":
        return True
    return bool(actor.official and item.organ and actor.body == item.organ.code)
