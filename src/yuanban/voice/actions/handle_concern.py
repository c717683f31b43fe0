"""办理投诉、建议、办不成事: 受理 → 交办 → 答复 → 办结, never by anyone it is about."""

from django.db import transaction

from yuanban.accounts.models import Post
from yuanban.law import voice as law
from yuanban.law.calendar import workdays_between
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.places.models import Body
from yuanban.voice.concerned import on_post
from yuanban.voice.models import Concern, Feedback
from yuanban.voice.step import SUPERVISORS, same, tell_case

SILENCE = 5  # working days without a word from the one who filed it


def lock(number, version=None):
    rows = Concern.objects.select_for_update(of=("self",)).select_related("centre__park", "holder", "case", "item")
    row = rows.get(number=number)
    same(row, version)
    return row


@transaction.atomic
def take(actor, number, version=None):
    row = lock(number, version)
    turn = step(actor, row, "take")
    require_triage(actor, row)
    write(row, "concern.taken", actor, state=turn.target, hands=hands(row, actor))
    return row


@transaction.atomic
def assign(actor, number, body, version=None):
    """`body` is a code. To an organ in which somebody is left whom it is not about."""
    row = lock(number, version)
    turn = step(actor, row, "assign")
    require_triage(actor, row)
    holder = Body.objects.filter(code=body).first()
    if holder is None:
        raise Invalid({"body": "请选择交给哪个单位办理。"})
    require_others(holder, row, actor.day)
    write(
        row, "concern.assigned", actor, {"body": holder.name}, state=turn.target, holder=holder, hands=hands(row, actor)
    )
    return row


@transaction.atomic
def answer(actor, number, text, outcome="", rule="", article="", version=None):
    row = lock(number, version)
    turn = step(actor, row, "answer")
    require_holder(actor, row)
    law.guard_answer(text)
    if row.kind == "stuck":
        law.guard_stuck_end(outcome, rule, article)
    ends = {"outcome": outcome, "cited_rule": rule.strip()[:80], "cited_article": article.strip()[:120]}
    changes = {
        "state": turn.target,
        "answer": text.strip()[:2000],
        "answered_on": actor.day,
        "hands": hands(row, actor),
    }
    write(row, "concern.answered", actor, **changes, **(ends if row.kind == "stuck" else {}))
    tell_case(
        row.case_id, "case.voice-answered", actor, {"number": row.number, "kind": row.kind, "outcome": row.outcome}
    )
    if row.outcome == "change":
        want_change(actor, row)
    return row


@transaction.atomic
def close(actor, number, version=None):
    """Nobody answered the answer: it ends after some days."""
    row = lock(number, version)
    turn = step(actor, row, "close")
    require_triage(actor, row)
    if workdays_between(row.answered_on, actor.day) < SILENCE:
        raise Refusal(
            "concern-answer", because=f"答复以后不满{SILENCE}个工作日，应当等提出的人表态。", cure="请到期再办结。"
        )
    write(row, "concern.closed", actor, state=turn.target, closed_on=actor.day)
    return row


def step(actor, row, verb):
    turn = law.concern_turn(row.state, verb)
    law.guard_not_concerned(actor.person, row.concerned, f"这件{row.get_kind_display()}")
    return turn


def hands(row, actor):
    return sorted({*row.hands, actor.person})


def require_triage(actor, row):
    """The centre's manager; the second time, or when it is about the manager, the supervisor."""
    if actor.role in SUPERVISORS or (actor.role == "manager" and actor.centre == row.centre_id and row.times == 1):
        return
    again = (
        "提出的人对答复不满意，由监督人员再办一次。" if row.times > 1 else "投诉建议由本园区的中心管理员受理、交办。"
    )
    raise Refusal("no-post", because=again, cure="请由中心管理员或者监督人员办理。")


def require_holder(actor, row):
    if not actor.official or row.holder is None or actor.body != row.holder.code:
        name = row.holder.name if row.holder else "承办单位"
        raise Refusal("no-post", because=f"这件由{name}答复。", cure=f"请转{name}办理，或者重新交办。")


def require_others(holder, row, day):
    """Not to those it is about: somebody else must sit there."""
    posts = set(on_post(day).filter(body=holder).exclude(role="admin").values_list("person", flat=True))
    if posts and posts <= set(row.concerned):
        raise Refusal(
            "stand-aside",
            because=f"{holder.name}的人员都与这件有关，不能交给它办理。",
            cure="请交给上一级单位或者监督单位。",
        )
    if not posts:
        raise Invalid({"body": f"{holder.name}没有可以答复的人员，请选择其他单位。"})


def want_change(actor, row):
    """What the law or the guide should say otherwise goes to the item's owner as a task."""
    found = Feedback.objects.select_for_update().filter(concern=row).first()
    if found:
        write(found, "feedback.wanted", actor, wanted=True, state="new")


def holders(row, day):
    """The bodies it may be given to: those of the centre, the organ of the item and of the case."""
    codes = set(row.case.bodies) if row.case else set()
    here = Post.objects.filter(centre=row.centre).exclude(role="admin").values("body")
    found = Body.objects.filter(code__in=codes) | Body.objects.filter(pk__in=here)
    if row.item and row.item.organ_id:
        found = found | Body.objects.filter(pk=row.item.organ_id)
    manned = on_post(day).exclude(role="admin").values("body")
    return found.filter(pk__in=manned).distinct().order_by("name")
