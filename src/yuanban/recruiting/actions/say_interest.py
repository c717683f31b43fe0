"""表示有意: a person wishes to be called about a vacancy; and what the firm made of it."""

from django.db import IntegrityError, transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.write import create, write
from yuanban.recruiting.actions.confirm_hires import fill
from yuanban.recruiting.actions.post_vacancy import require_open
from yuanban.recruiting.asking import asker
from yuanban.recruiting.models import Hire, Interest, Vacancy
from yuanban.recruiting.step import own_firm, same

KINDS = {"called": "interest.called", "hired": "interest.hired", "declined": "interest.declined"}
ANSWERS = {"called": ("said",), "hired": ("said", "called"), "declined": ("said", "called")}


def say_interest(actor, pk, name="", phone="", note=""):
    """-> (the interest, whether it is a new one). The same person twice is one."""
    said = asker(actor, name, phone)
    try:
        with transaction.atomic():
            vacancy = Vacancy.objects.select_for_update(of=("self",)).get(pk=pk)
            require_open(vacancy)
            if vacancy.until < actor.day:
                raise Refusal("wrong-state", "岗位已经过了招聘截止的日期。", "可以看其他岗位。")
            columns = {"who": said.who, "name": said.name, "phone": said.phone, "person_id": said.person}
            made = Interest(vacancy=vacancy, note=note.strip()[:300], at=actor.at, **columns)
            create(made, "interest.said", actor)
            return made, True
    except IntegrityError:
        return Interest.objects.exclude(state="withdrawn").get(vacancy=pk, who=said.who), False


def lock(pk, version):
    found = Interest.objects.select_for_update(of=("self",)).select_related("vacancy").get(pk=pk)
    same(found, version)
    return found


@transaction.atomic
def answer_interest(actor, pk, answer, version=None):
    """The firm called, hired or did not; a hire is counted at once."""
    interest = lock(pk, version)
    own_firm(actor, interest.vacancy.enterprise_id)
    if interest.state not in ANSWERS[answer]:
        raise Refusal("wrong-state", f"这一位{interest.get_state_display()}。", "刷新后再看。")
    write(interest, KINDS[answer], actor, state=answer)
    if answer == "hired":
        create(Hire(vacancy=interest.vacancy, interest=interest, number=1, on=actor.day), "hire.confirmed", actor)
        fill(actor, interest.vacancy_id)
    return interest


@transaction.atomic
def withdraw_interest(actor, pk, version=None):
    interest = lock(pk, version)
    if interest.person_id is None or interest.person_id != actor.person:
        raise Refusal("no-post", because="只有本人可以撤回。", cure="请用本人的账号登录。")
    if interest.state not in ("said", "called"):
        raise Refusal("wrong-state", f"这一项{interest.get_state_display()}，不能撤回。", "请直接与企业联系。")
    write(interest, "interest.withdrawn", actor, state="withdrawn")
    return interest
