"""续办: an accepted case is finished under its frozen plan although a paper that the plan rests on has ended (信赖保护)."""

from django.db import transaction

from yuanban.cases.carried import FINISH, default_of, last_day_of, paper_of, require_ending
from yuanban.cases.permit import plan_of
from yuanban.cases.step import load, move
from yuanban.law.refusal import Refusal


@transaction.atomic
def keep_plan(actor, number, paper, version=None):
    """《行政许可法》第八条. Not under a paper that was void from the start."""
    case, instrument = load(actor, number, version), paper_of(paper)
    require_chooser(actor, case)
    require_ending(instrument, actor.day)
    require_resting(case, instrument)
    if instrument.void:
        because = f"《{instrument.title}》自始无效，不能再依据它办结。"
        raise Refusal("not-in-force", because=because, cure="请重新确定方案；已经作出的决定依法撤销或者补正。")
    if default_of(case, instrument) != FINISH:
        because = "本件尚未受理，没有固定的方案。"
        raise Refusal("wrong-state", because=because, cure="请重新确定方案，或者由有权的机关受理。")
    kept = min(plan_of(case).day, last_day_of(instrument))  # a day on which the frozen plan was lawful
    move(case, "case.plan-kept", actor, {"paper": paper, "title": instrument.title}, kept_day=kept)
    return case


def require_chooser(actor, case):
    """The manager of the case's own centre, or the province."""
    if actor.role == "provincial" or (actor.role == "manager" and actor.centre == case.centre_id):
        return
    because = f"{actor.name}的岗位不能确定在办件的去向。"
    raise Refusal("no-post", because=because, cure="请由本件所在园区的中心管理员或者省级中心办理。")


def require_resting(case, instrument):
    if case.closed_on or not case.plan or instrument.code not in case.plan["rests_on"]:
        because = f"本件的方案不靠《{instrument.title}》，或者已经办结。"
        raise Refusal("wrong-state", because=because, cure="请刷新后再看。")
