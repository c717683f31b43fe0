"""承接: a park accepts, declines or defers one row of a document (标准化赋权、差异化承接)."""

from django.db import transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.mandates.models import Instrument
from yuanban.mandates.step import load, require_manager
from yuanban.places import epoch


@transaction.atomic
def take_up(actor, code, choice, day, reason="", version=None):
    """`day`: accepted from when, deferred until when, declined when. Only what is accepted gives power."""
    row = load(code, ("signed", "published"), version)
    require_manager(actor, row.to)
    require_open(row)
    check(actor, choice, day, reason)
    said = {"take_up": choice, "take_up_on": day, "take_up_reason": reason.strip()}
    write(row, "instrument.taken-up", actor, {"document": row.document.code}, **said)
    if choice == "accepted":
        epoch.bump()
    return row


def require_open(row):
    if row.document is None:
        raise Refusal(
            "wrong-state", because=f"《{row.title}》是单独的文书，没有承接这一步。", cure="公布以后即可使用。"
        )
    if row.take_up == "accepted":
        because = f"《{row.title}》第{row.row}行已经承接，不能改为不承接或者暂缓。"
        raise Refusal("wrong-state", because=because, cure="承接以后确实办不了的，请撤销这一行并写明理由。")


def check(actor, choice, day, reason):
    errors = {}
    if choice not in Instrument.TAKE_UPS:
        raise Invalid({"choice": "请选择承接、不承接或者暂缓承接。"})
    if choice != "accepted" and not reason.strip():
        errors["reason"] = "不承接或者暂缓承接的，请写明理由。"
    if choice == "accepted" and day < actor.day:
        errors["day"] = "承接不溯及既往，起始日期不能早于今天。"
    if choice == "deferred" and day <= actor.day:
        errors["day"] = "请填写暂缓到哪一日，应当在今天之后。"
    if choice == "declined" and day > actor.day:
        errors["day"] = "答复日期不能晚于今天。"
    if errors:
        raise Invalid(errors)


def take_up_many(actor, codes, choice, day, reason=""):
    """Each row by itself, so that one refused holds up no other. -> [(code, None or why not)]"""
    check(actor, choice, day, reason)
    return [(code, try_row(actor, code, choice, day, reason)) for code in codes]


def try_row(actor, code, choice, day, reason):
    try:
        take_up(actor, code, choice, day, reason)
    except (Refusal, Invalid) as problem:
        return str(problem)
    except Instrument.DoesNotExist:
        return "没有这一行。"
    return None
