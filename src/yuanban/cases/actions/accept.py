"""受理: the plan is proven for today, frozen onto the case, and the item's version pinned."""

from django.db import transaction

from yuanban.accounts.credit import bad_credit
from yuanban.cases import clocking, promised
from yuanban.cases.actions.apply import bodies_of
from yuanban.cases.materials import read_with_files
from yuanban.cases.permit import accepted_as, permit
from yuanban.cases.planning import prove
from yuanban.cases.step import load, move
from yuanban.law.modes import to_json
from yuanban.law.refusal import Refusal


@transaction.atomic
def accept(actor, number, version=None):
    case = load(actor, number, version)
    permit(actor, case, "accept", "accept")
    require_complete(case)
    if case.committed:
        promised.require_credit(bad_credit(case.applicant_id, case.enterprise_id, actor.day))
    said, changes = promised.at_acceptance(case, actor.day)
    bundled = case.bundle_case_id is not None
    frozen = prove(case.park.code, case.item.code, actor.day, case.facts, case.place, agent_of(case), bundled)
    silent = clocking.reading(case, actor.day)
    move(
        case,
        "case.accepted",
        actor,
        {"chain": list(frozen.step("accept").chain), **said},
        **changes,
        state=accepted_as(frozen),
        accepted_on=silent.accepted_on or actor.day,
        deemed=silent.deemed,
        mode=frozen.mode,
        plan=to_json(frozen),
        bodies=bodies_of(frozen),
    )
    return case


def agent_of(case):
    if case.agent_id is None:
        return None
    post = case.agent.posts.filter(role="helper", centre=case.centre_id).select_related("body").first()
    return post.body.code if post else None


def require_complete(case):
    lacking = [m.name for m in read_with_files(case) if m.state == "missing" and m.need == "required"]
    if lacking:
        raise Refusal(
            "supplement-once",
            because=f"必要材料未齐：{'、'.join(lacking)}。",
            cure="收到原件的，请在收件清单上勾选；确实未交的，请一次性告知补正。",
        )
