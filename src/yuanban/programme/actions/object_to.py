"""公示异议: raised by anyone within the notice, answered by the province; one that is upheld leads to a corrected ranking."""

import secrets

from django.db import transaction

from yuanban.accounts.models import Person
from yuanban.law import programme as law
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.programme.models import Objection, Ranking
from yuanban.programme.step import application_of, call_of, require
from yuanban.voice.step import same, spend

ANSWER_DAYS = 10  # working days
MOST = 20  # from one place in a day


@transaction.atomic
def object_to(actor, ranking, text, name, contact, application=None, place=""):
    """-> the objection; its `token` leads whoever raised it to the answer. `place`: a digest of where it came from."""
    row = Ranking.objects.select_related("call").get(pk=ranking)
    if row.state != "notice":
        raise Refusal("ranking-frozen", "这一次公布的排名已经更正或者确定。", "请对现在公示的排名提出异议。")
    law.guard_objection(row.until, actor.day)
    check(text, name, contact)
    if place:
        spend(place, actor.day, MOST)
    made = Objection(
        token=secrets.token_urlsafe(18), number=f"YY{actor.day:%Y%m%d}{secrets.randbelow(10**6):06d}", ranking=row,
        application=application, name=name.strip()[:60], contact=contact.strip()[:60], text=text.strip()[:2000],
        filed_on=actor.day, due_on=add_workdays(actor.day, ANSWER_DAYS),
    )  # fmt: skip
    create(made, "objection.filed", actor)
    return made


def check(text, name, contact):
    errors = {}
    if len(text.strip()) < 10:
        errors["text"] = "请写明对哪个园区、什么事实有异议，至少十个字。"
    if not name.strip():
        errors["name"] = "请填写姓名或者单位名称。"
    if not contact.strip():
        errors["contact"] = "请留下联系方式，我们才能核实和答复。"
    if errors:
        raise Invalid(errors)


@transaction.atomic
def answer(actor, pk, outcome, text, remedy="", version=None):
    """`outcome`: upheld or dismissed; upheld needs a `remedy`: exclude, rescore or none."""
    require(actor, "provincial")
    call = call_of(Objection.objects.values_list("ranking__call", flat=True).get(pk=pk))
    row = Objection.objects.select_for_update(of=("self",)).select_related("ranking").get(pk=pk)
    same(row, version)
    law.guard_call(call.state, ("notice",), "答复异议")
    if row.state != "filed":
        raise Refusal("wrong-state", f"这件异议已经答复：{row.get_state_display()}。", "不必再办。")
    check_answer(row, outcome, text, remedy)
    said = {"state": outcome, "remedy": remedy if outcome == "upheld" else "", "answer": text.strip()[:2000]}
    judge = Person.objects.get(pk=actor.person)
    write(row, "objection.answered", actor, answered_on=actor.day, answered_by=judge, **said)
    if outcome == "upheld" and remedy == "exclude":
        found = application_of(row.application_id)
        because = f"异议{row.number}成立：{text.strip()}"[:300]
        write(found, "application.barred", actor, {"objection": row.number}, barred=because)
    return row


def check_answer(row, outcome, text, remedy):
    errors = {}
    if outcome not in ("upheld", "dismissed"):
        errors["outcome"] = "请选择异议是否成立。"
    if len(text.strip()) < 10:
        errors["answer"] = "请写明核查的情况和理由，至少十个字。"
    if outcome == "upheld" and remedy not in Objection.REMEDIES:
        errors["remedy"] = "异议成立的，请选择怎样处理。"
    elif outcome == "upheld" and remedy == "exclude" and row.application_id is None:
        errors["remedy"] = "这件异议没有写明是哪个园区，不能取消它的排名。"
    if errors:
        raise Invalid(errors)
