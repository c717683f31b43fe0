"""JSON for cases: the same actions as the pages. Session cookie and CSRF header, as for any signed-in browser."""

import datetime as dt
from inspect import signature

import orjson
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Body, Router, Schema

from yuanban.accounts.models import Enterprise, Person
from yuanban.cases import clocking
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.apply import Application, apply, not_offered
from yuanban.cases.actions.ask_hearing import ask_hearing
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.correct import correct
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.deliver import deliver
from yuanban.cases.actions.extend import extend
from yuanban.cases.actions.first_review import first_review
from yuanban.cases.actions.fix_hearing import fix_hearing
from yuanban.cases.actions.issue import issue
from yuanban.cases.actions.make_good import make_good
from yuanban.cases.actions.mark_paid import mark_paid
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.record_hearing import record_hearing
from yuanban.cases.actions.refuse_acceptance import refuse_acceptance
from yuanban.cases.actions.refuse_hearing import refuse_hearing
from yuanban.cases.actions.resume import resume
from yuanban.cases.actions.review import review
from yuanban.cases.actions.seal import seal
from yuanban.cases.actions.supply import supply
from yuanban.cases.actions.suspend import suspend
from yuanban.cases.actions.tell_hearing import tell_hearing
from yuanban.cases.actions.terminate import terminate
from yuanban.cases.actions.waive_hearing import waive_hearing
from yuanban.cases.actions.withdraw import withdraw
from yuanban.cases.models import Case
from yuanban.cases.queries import visible_to
from yuanban.cases.reading import many_as_json, one_as_json
from yuanban.catalogue.models import Item
from yuanban.certificates.queries import visible_to as certificates_of
from yuanban.law.certificates import ASKABLE
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.rows import select
from yuanban.mandates.world import picture

router = Router(tags=["办件"])
OWN = (
    "number", "version", "state", "outcome", "mode", "holder", "light", "received_on", "accepted_on", "statutory_due",
    "promised_due", "deliver_by", "due_on", "applicant_name",
)  # fmt: skip
VERBS = {
    f.__name__: f
    for f in (
        accept,
        ask_hearing,
        ask_supplement,
        correct,
        decide,
        deliver,
        extend,
        first_review,
        fix_hearing,
        issue,
        make_good,
        mark_paid,
        receive,
        record_hearing,
        refuse_acceptance,
        refuse_hearing,
        resume,
        review,
        seal,
        supply,
        suspend,
        tell_hearing,
        terminate,
        waive_hearing,
        withdraw,
    )
}

KINDS = {
    "version": int,
    "days": int,
    "chair": int,
    "parties": list,
    "passed": bool,
    "gaps": dict,
    "form": dict,
    "said": dict,
    "replaced": list,
    "files": dict,
    "paper": list,
    "checked": list,
}
WORDS = {int: "整数", bool: "true或者false", dict: "由编码和内容组成的对象", list: "由编码组成的数组", str: "文字"}


class ApplyIn(Schema):
    park: str
    item: str
    enterprise: str | None = None
    form: dict
    files: dict[str, int] = {}
    deferred: list[str] = []
    promise_by: dt.date | None = None
    committed: bool = False
    commitment_read: bool = False
    purpose: str = "new"
    certificate: str | None = None
    subject: str = ""
    site: str = ""
    contact: str = ""


class CaseOut(Schema):
    number: str
    version: int
    state: str
    outcome: str | None
    mode: str
    holder: str
    light: str
    received_on: dt.date | None
    accepted_on: dt.date | None
    statutory_due: dt.date | None
    promised_due: dt.date | None
    deliver_by: dt.date | None
    due_on: dt.date | None
    item: str
    park: str
    applicant_name: str


class CaseWhole(CaseOut):
    subject: str
    form: dict
    facts: dict
    plan: dict | None
    clock: list


@router.post("", response={201: list[CaseOut]})
def apply_for(request, body: ApplyIn):
    """申请. Days are working days. Errors: 422 {errors: {field: text}}, 409 {rule, because, article, cure}."""
    actor, now = request.actor, picture()
    version = now.offer(body.park, body.item, actor.day)
    if version is None:
        raise why_not(now.park_of.get(body.park), body.item)
    application = Application(
        park=now.park_of[body.park],
        item=version.item,
        applicant=Person(pk=actor.person, name=actor.name),
        enterprise=own_enterprise(actor, body.enterprise),
        form=body.form,
        files=body.files,
        deferred=frozenset(body.deferred),
        promise_by=body.promise_by,
        committed=body.committed,
        commitment_read=body.commitment_read,
        subject=body.subject,
        site=body.site,
        contact=body.contact,
        **about(actor, body),
    )
    return answer([told(case) for case in apply(actor, application)], status=201)


def about(actor, body):
    """The certificate it is about, by its number, and what is asked of it; nothing for a new matter."""
    if not body.certificate:
        return {}
    if body.purpose not in ASKABLE:
        raise Invalid({"purpose": f"请填写：{'、'.join(ASKABLE)}。"})
    return {"purpose": body.purpose, "certificate": certificates_of(actor).get(number=body.certificate)}


def why_not(park, code):
    """Nothing of that name, or an item that this park does not handle: the latter in the words of the page."""
    item = park and Item.objects.filter(code=code).first()
    return not_offered(park, item) if item else Item.DoesNotExist(code)


def own_enterprise(actor, code):
    if not code:
        return None
    found = select(Enterprise, "c.code = %s AND c.id = ANY(%s)", [code, list(actor.enterprises)])
    if not found:
        raise Enterprise.DoesNotExist(code)
    return found[0]


@router.get("", response=list[CaseOut])
def cases(request, limit: int = 50, offset: int = 0, state: str = ""):
    """The cases this person may see, newest first; at most 200 at a time."""
    return answer(many_as_json(request.actor, max(0, min(limit, 200)), max(0, offset), state))


@router.get("/{number}", response=CaseWhole)
def one_case(request, number: str):
    """One case with its form, facts, frozen plan and the events of its clock."""
    said = one_as_json(request.actor, number)
    if said is None:
        raise Case.DoesNotExist(number)
    return answer(said)


@router.get("/{number}/clock")
def explain_clock(request, number: str):
    """The ledger of days behind the due dates, each with its reason (许可法 42, 45, 82)."""
    case = get_object_or_404(
        visible_to(request.actor).select_related("item_version", "bundle_case__bundle"), number=number
    )
    return clocking.explained(case, request.actor.day)


@router.post("/{number}/{verb}", response=CaseOut)
def step(request, number: str, verb: str, body: Body[dict]):
    """One verb, with the arguments of the action of that name. 404 unknown case or verb; 409 refused by a rule or changed meanwhile."""
    if verb not in VERBS:
        raise Case.DoesNotExist(verb)
    return answer(told(VERBS[verb](request.actor, number, **checked(VERBS[verb], body))))


def checked(action, body):
    """The body, when it is what the action takes."""
    try:
        signature(action).bind(None, None, **body)
    except TypeError:
        takes = "、".join(list(signature(action).parameters)[2:])
        raise Invalid({"body": f"请求参数不正确，这一步接受：{takes}。"}) from None
    wrong = {name: f"“{name}”应为{WORDS[kind_of(name)]}。" for name, value in body.items() if not fits(name, value)}
    if wrong:
        raise Invalid(wrong)
    return body


def kind_of(name):
    return KINDS.get(name, str)


def fits(name, value):
    """Whether the value has the shape that the argument of this name has in every action; `version` may be null."""
    if name == "files":
        return isinstance(value, dict) and all(type(one) is int for one in value.values())
    if name == "gaps" and isinstance(value, list):
        return all(isinstance(one, dict) for one in value)
    if name == "form":
        return isinstance(value, dict)
    if isinstance(value, list | dict):
        parts = value.values() if isinstance(value, dict) else value
        return isinstance(value, kind_of(name)) and all(isinstance(one, str) for one in parts)
    return type(value) is kind_of(name) or (name == "version" and value is None)


def told(case):
    return {name: getattr(case, name) for name in OWN} | {"item": case.item.name, "park": case.park.code}


def answer(said, status=200):
    """Straight to bytes: what is said here is ours already, and checking it again would cost more than reading it."""
    data = said if isinstance(said, str) else orjson.dumps(said)
    return HttpResponse(data, content_type="application/json", status=status)
