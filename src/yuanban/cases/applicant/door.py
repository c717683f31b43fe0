"""Who may open the applicants' pages, and whose case it is."""

from functools import wraps

from django.shortcuts import redirect

from yuanban.cases.models import Case
from yuanban.cases.queries import visible_to
from yuanban.law.refusal import Refusal


def applicants(view):
    """People acting for themselves or their enterprise. An official is told that this door is not theirs."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.actor.official:
            raise Refusal(
                "no-post",
                because="您现在以工作人员的岗位登录，不能在这里替申请人办理。",
                cure="为到场企业代为录入，请用“窗口收件”；以企业身份办理，请用企业账号登录。",
            )
        return view(request, *args, **kwargs)

    return guarded


def own_case(view):
    """The applicant's view of one case; an official is led to the desk, a stranger finds nothing."""

    @wraps(view)
    def guarded(request, number, *args, **kwargs):
        if request.actor.official:
            return redirect("cases:file", number)
        return view(request, seen(request.actor, number), *args, **kwargs)

    return guarded


def seen(actor, number):
    cases = visible_to(actor).select_related(
        "item__organ",
        "item_version",
        "enterprise",
        "park",
        "centre",
        "agent",
        "bundle_case__bundle",
        "rating",
        "hearing__chair",
    )
    case = cases.filter(number=number).first()
    if case is None:
        raise Case.DoesNotExist(number)
    return case
