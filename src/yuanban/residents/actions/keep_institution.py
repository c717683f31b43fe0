"""登记驻场机构: its desk, its hours, what it takes. Being here gives it no power of the administration."""

from django.db import IntegrityError, transaction

from yuanban.law import disputes as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.places.models import Body, Centre, Window
from yuanban.residents.models import Institution
from yuanban.residents.step import require_manager, same

TEXTS = {"place": ("房间或者窗口", 100), "phone": ("电话", 30), "hours": ("时间", 120), "about": ("介绍", 500)}


@transaction.atomic
def settle(actor, said):
    """`said`: body, kind, window, place, phone, hours, about, matters (one in a line)."""
    require_manager(actor, actor.centre)
    columns, errors = checked(said, actor.centre)
    body = Body.objects.filter(code=said.get("body", ""), role="institution").first()
    if body is None:
        errors["body"] = "请选择入驻机构。"
    if said.get("kind") not in law.KINDS:
        errors["kind"] = "请选择种类。"
    if errors:
        raise Invalid(errors)
    centre = Centre.objects.get(pk=actor.centre)
    made = Institution(body=body, centre=centre, kind=said["kind"], since=actor.day, **columns)
    try:
        with transaction.atomic():
            create(made, "institution.settled", actor)
    except IntegrityError:
        raise Invalid({"body": "这家机构已经在本中心登记。"}) from None
    return made


@transaction.atomic
def change(actor, pk, said, version=None):
    row = lock(actor, pk, version)
    columns, errors = checked(said, row.centre_id)
    if errors:
        raise Invalid(errors)
    write(row, "institution.changed", actor, **columns)
    return row


@transaction.atomic
def leave(actor, pk, version=None):
    """Not while somebody's dispute lies on its desk."""
    row = lock(actor, pk, version)
    if row.held.filter(state__in=("asked", "taken")).exists():
        raise Refusal("wrong-state", "还有没有办结的纠纷在这家机构。", "请先由它办结或者转交。")
    write(row, "institution.left", actor, left_on=actor.day)
    return row


def lock(actor, pk, version):
    row = Institution.objects.select_for_update(of=("self",)).get(pk=pk)
    require_manager(actor, row.centre_id)
    same(row, version)
    if row.left_on:
        raise Refusal("wrong-state", "这家机构已经不在本中心。", "需要的，重新登记。")
    return row


def checked(said, centre):
    columns = {key: str(said.get(key, "")).strip()[:most] for key, (_, most) in TEXTS.items()}
    errors = {key: f"请填写{name}。" for key, (name, _) in TEXTS.items() if not columns[key]}
    matters = [line.strip()[:60] for line in str(said.get("matters", "")).splitlines() if line.strip()]
    if not matters:
        errors["matters"] = "请写明能办什么，一项一行。"
    code = said.get("window") or ""
    window = Window.objects.filter(code=code, centre=centre).first() if code else None
    if code and window is None:
        errors["window"] = "请选择本中心的窗口。"
    return columns | {"matters": matters, "window": window}, errors
