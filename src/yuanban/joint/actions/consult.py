"""征求意见: the officers who review a case ask other organs about it, each with its own due day inside the case's."""

from django.db import transaction
from django.db.models import Max

from yuanban.cases.step import move
from yuanban.joint import step
from yuanban.joint.asking import organs, own
from yuanban.joint.models import Consultation
from yuanban.law import consulting
from yuanban.law.practices import practice
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.places.models import Body
from yuanban.places.practices import local, settled

MOST = 20


@transaction.atomic
def consult(actor, number, to, question, days, materials=(), version=None):
    """`to`: codes of the organs; `days`: working days to answer, no more than the place allows; `materials`: the codes
    of those to be looked at, all when empty. Stops no clock. -> the Consultations.
    """
    case = step.load(actor, number)
    answer = step.require_handler(actor, case, "征求意见")
    step.same(case, version)
    asked = check(actor, case, to, question)
    most = settled("consult-days", case.place, actor.day)
    due = consulting.due(actor.day, days, most, step.last_day(case, actor.day))
    known = set(case.materials.values_list("code", flat=True))
    shown = [code for code in dict.fromkeys(materials) if code in known]
    rows = drawn(actor, case, answer.in_name_of, asked, question.strip(), due, shown)
    said = {
        "asked": [{"number": row.number, "to": row.to.code, "name": row.to.name} for row in rows],
        "question": question.strip(),
        "due": due.isoformat(),
        "materials": shown,
        "silence": rows[0].silence,
        "source": rows[0].source,
    }
    move(case, "case.consulted", actor, said, bodies=step.sight(case, [row.to.code for row in rows]))
    return rows


def check(actor, case, to, question):
    """The organs that are asked, in the order given."""
    errors = {}
    known = organs(case.place, actor.day, own(case))
    waiting = set(case.consultations.filter(state="asked").values_list("to__code", flat=True))
    codes = list(dict.fromkeys(to))
    if not codes or len(codes) > MOST or any(code not in known for code in codes):
        errors["to"] = "请从名单中选择要征求意见的机关。"
    elif again := [known[code].name for code in codes if code in waiting]:
        errors["to"] = f"{'、'.join(again)}还没有答复上一次征求的意见。"
    if not question.strip() or len(question) > 1000:
        errors["question"] = "请写明要对方就什么问题提出意见（最多1000字）。"
    if errors:
        raise Invalid(errors)
    return [known[code] for code in codes]


def drawn(actor, case, in_name_of, asked, question, due, materials):
    silence, source = silence_of(case.place, actor.day)
    first = (case.consultations.aggregate(last=Max("number"))["last"] or 0) + 1
    sender = Body.objects.get(code=in_name_of)
    return [
        ask_one(actor, case, sender, to, first + n, question, due, materials, silence, source)
        for n, to in enumerate(asked)
    ]


def ask_one(actor, case, sender, to, number, question, due, materials, silence, source):
    row = Consultation(
        case=case, number=number, sender=sender, desk=actor.body, to=to, question=question, materials=materials,
        asked_by_id=actor.person, asked_at=actor.at, due_on=due, silence=silence, source=source,
    )  # fmt: skip
    create(row, "consult.asked", actor)
    return row


def silence_of(place, day):
    """What silence means here and today, and by which paper."""
    rule = local("consult-silence", place, day)
    asked = practice("consult-silence")
    return (rule.value, rule.source) if rule else (asked.default, asked.article)
