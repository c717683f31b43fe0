"""确认录用: so many people, by the firm itself; with whom is the firm's own business and not kept."""

from django.db import transaction
from django.db.models import Sum

from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.recruiting.models import Gathering, Hire, SignUp, Vacancy
from yuanban.recruiting.step import own_firm


@transaction.atomic
def confirm_hires(actor, pk, number, gathering=None):
    """`gathering` is the key of the fair at which they met. A vacancy with as many hires as wanted is filled."""
    vacancy = Vacancy.objects.select_for_update(of=("self",)).get(pk=pk)
    own_firm(actor, vacancy.enterprise_id)
    if vacancy.state in ("closed", "barred"):
        raise Refusal("wrong-state", f"岗位{vacancy.get_state_display()}，不能再确认录用。", "可以另发一个岗位。")
    if not isinstance(number, int) or not 1 <= number <= 500:
        raise Invalid({"number": "请用整数填写录用的人数。"})
    fair = fair_of(vacancy, gathering) if gathering else None
    hire = Hire(vacancy=vacancy, gathering=fair, number=number, on=actor.day)
    create(hire, "hire.confirmed", actor)
    fill(actor, pk)
    return hire


def fair_of(vacancy, pk):
    """Only a fair at which the firm had a stall."""
    stalls = SignUp.objects.filter(gathering=pk, enterprise=vacancy.enterprise_id, pool="stall")
    if not stalls.filter(state__in=("seated", "here")).exists():
        raise Invalid({"gathering": "企业没有参加这场招聘会。"})
    return Gathering.objects.get(pk=pk)


def hired(pk):
    return Hire.objects.filter(vacancy=pk).aggregate(n=Sum("number"))["n"] or 0


def fill(actor, pk):
    vacancy = Vacancy.objects.select_for_update(of=("self",)).get(pk=pk)
    if vacancy.state == "open" and hired(pk) >= vacancy.wanted:
        write(vacancy, "vacancy.filled", actor, state="filled", closed_on=actor.day)
