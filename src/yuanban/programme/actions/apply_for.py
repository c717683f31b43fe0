"""园区申报: begun, written with its evidence and self-assessment, handed in, taken back."""

from django.db import IntegrityError, transaction

from yuanban.accounts.models import Person
from yuanban.law import programme as law
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.places.models import ParkMerger
from yuanban.programme import standings
from yuanban.programme.models import Application, Evidence, Funding
from yuanban.programme.step import application_of, call_of, number, require_park, scores_of, whole

MOST_FILES = 40


@transaction.atomic
def begin(actor, call, park):
    require_park(actor, park)
    call = call_of(call)
    law.guard_call(call.state, ("open",), "申报")
    law.guard_open(call.opens_on, call.closes_on, actor.day)
    guard(park, actor.day)
    row = Application(call=call, park=park, by_id=actor.person)
    try:
        with transaction.atomic():
            create(row, "application.begun", actor, {"park": park.code, "year": call.year})
    except IntegrityError:
        raise Invalid({"park": f"{park.name}在{call.year}年已经有一份申报。"}) from None
    return row


def guard(park, day):
    merger = ParkMerger.objects.filter(park=park, day__lte=day).select_related("into").first()
    held = standings.of(park, day)
    law.guard_applicant(held.state if held else "", merger.into.name if merger else "")


@transaction.atomic
def edit(actor, pk, typed, version=None):
    """`typed`: way, area_m2, staff, plan, money {source: text}, own {criterion: {score, said}}. What is empty stays open."""
    row = application_of(pk, version)
    require_park(actor, row.park)
    law.turn(row.state, "edit")
    found, money, errors = read(typed, row.call.criteria)
    if errors:
        raise Invalid(errors)
    before = {source: str(amount) for source, amount in row.money.values_list("source", "amount")}
    after = {source: str(amount) for source, amount in money.items()}
    told = {"money": {"before": before, "after": after}} if before != after else {}
    changes = {key: value for key, value in found.items() if value != getattr(row, key)}
    if changes or told:
        write(row, "application.edited", actor, told, **changes)
    if told:
        row.money.all().delete()
        Funding.objects.bulk_create(Funding(application=row, source=s, amount=a) for s, a in money.items())
    return row


def read(typed, criteria):
    errors = {}
    way = typed.get("way", "")
    if way and way not in Application.WAYS:
        errors["way"] = "请选择建设方式。"
    numbers = {}
    for key, label, most in (("area_m2", "面积", 10**8), ("staff", "人员", 32000)):
        text = str(typed.get(key) or "").strip()
        found = whole(text) if text else None
        numbers[key] = found
        if text and (found is None or found > most):
            errors[key] = f"{label}请填写整数。"
    money = {}
    for source, text in (typed.get("money") or {}).items():
        amount = number(text, 10**11) if str(text).strip() else None
        if str(text).strip() and amount is None:
            errors[f"money-{source}"] = "金额请填写数字，最多两位小数。"
        elif amount and source in Funding.SOURCES:
            money[source] = amount
    own, wrong = scores_of(typed.get("own") or {}, criteria, whole_sheet=False)
    plan = str(typed.get("plan", "")).strip()[:4000]
    return {"way": way, "plan": plan, "own": own, **numbers}, money, errors | wrong


@transaction.atomic
def attach(actor, pk, upload, key=""):
    """A file that shows what was said under one criterion (`key`), or of the whole."""
    row = application_of(pk)
    require_park(actor, row.park)
    law.turn(row.state, "edit")
    if key and key not in {one["key"] for one in row.call.criteria.rows}:
        raise Invalid({"key": "没有这项指标。"})
    if row.evidence.count() >= MOST_FILES:
        raise Invalid({"file": f"佐证材料最多{MOST_FILES}份，请合并以后再传。"})
    kept = Evidence.objects.create(application=row, key=key, upload=upload)
    write(row, "application.attached", actor, {"key": key, "file": upload.name, "sha256": upload.sha256})
    return kept


@transaction.atomic
def detach(actor, pk, evidence):
    row = application_of(pk)
    require_park(actor, row.park)
    law.turn(row.state, "edit")
    kept = row.evidence.select_related("upload").filter(pk=evidence).first()
    if kept is not None:
        said = {"key": kept.key, "file": kept.upload.name, "sha256": kept.upload.sha256}
        kept.delete()
        write(row, "application.detached", actor, said)
    return row


@transaction.atomic
def submit(actor, pk, version=None):
    row = application_of(pk, version)
    require_park(actor, row.park)
    turn = law.turn(row.state, "submit")
    law.guard_call(row.call.state, ("open",), "提交申报")
    if row.state == "draft":
        law.guard_open(row.call.opens_on, row.call.closes_on, actor.day)
    guard_again(row, actor.day)
    if errors := lacking(row):
        raise Invalid(errors)
    submitter = Person.objects.get(pk=actor.person)
    write(row, "application.submitted", actor, state=turn.target, submitted_on=actor.day, by=submitter, why="")
    held = standings.of(row.park, actor.day)
    if held is None or held.state != "applied":
        standings.move(actor, row.park, "applied", actor.day, row, way=row.way, area_m2=row.area_m2, staff=row.staff)
    return row


def guard_again(row, day):
    """Sent back, it may come again after its own standing has begun."""
    held = standings.of(row.park, day)
    if held is None or held.application_id != row.pk:
        guard(row.park, day)


def lacking(row):
    """{field: what is still missing}."""
    errors = {}
    for key, text in (("way", "请选择建设方式。"), ("area_m2", "请填写计划面积。"), ("staff", "请填写计划人员。"), ("plan", "请写明建设方案。")):  # fmt: skip
        if not getattr(row, key):
            errors[key] = text
    if not row.money.exists():
        errors["money-central"] = "请至少填写一项资金来源。"
    shown = set(row.evidence.values_list("key", flat=True))
    for one in row.call.criteria.rows:
        if one["key"] not in row.own:
            errors[f"score-{one['key']}"] = f"请为“{one['name']}”自评。"
        if one.get("evidence") and one["key"] not in shown:
            errors[f"file-{one['key']}"] = f"请为“{one['name']}”上传佐证材料：{one['evidence']}。"
    return errors


@transaction.atomic
def withdraw(actor, pk, why, version=None):
    row = application_of(pk, version)
    require_park(actor, row.park)
    turn = law.turn(row.state, "withdraw")
    law.guard_call(row.call.state, ("open", "scoring"), "撤回申报")
    if not why.strip():
        raise Invalid({"why": "请写明撤回的原因。"})
    write(row, "application.withdrawn", actor, state=turn.target, why=why.strip()[:500])
    held = standings.of(row.park, actor.day)
    if held and held.state == "applied":
        standings.end(actor, held, actor.day, "撤回申报")
    return row
