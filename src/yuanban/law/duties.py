"""What the law wants beside each step: receipts, days, publication. Each guard raises the Refusal of its rule."""

from collections.abc import Collection
from datetime import date

from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal

FIRST_REVIEW = 20  # 《行政许可法》第四十三条
DELIVERY = 10  # 第四十四条
HEARING_ASKED, HEARING_HELD, HEARING_NOTICE = 5, 20, 7  # 第四十七条、第四十八条
PUSH = 2
JOINT_LIMIT = 45  # 第四十二条第二款


def guard_acceptable(permit_needed: bool, within_powers: bool) -> None:
    """《行政许可法》第三十二条第一款第一项、第二项: what needs no permit, or another organ's, is not accepted."""
    if not permit_needed:
        raise Refusal("not-required")
    if not within_powers:
        raise Refusal("wrong-organ")


def guard_directed(ground: str, go_to: str) -> None:
    """《行政许可法》第三十二条第一款第二项: an applicant at the wrong organ is told where to go."""
    if ground == "wrong-organ" and not go_to.strip():
        raise Refusal("wrong-organ", "不予受理没有写明应当向哪个机关申请。")


def guard_receipt(dated: bool, sealed: bool) -> None:
    """《行政许可法》第三十二条第二款."""
    lacking = [word for word, there in (("注明日期", dated), ("加盖专用印章", sealed)) if not there]
    if lacking:
        raise Refusal("receipt", f"书面凭证没有{'、'.join(lacking)}。")


def guard_correctable(on_the_spot: bool) -> None:
    """《行政许可法》第三十二条第一款第三项."""
    if on_the_spot:
        raise Refusal("correct-on-the-spot")


def guard_no_re_asking(sent_up: bool) -> None:
    """《行政许可法》第三十五条: what the lower organ has sent up is not asked of the applicant again."""
    if sent_up:
        raise Refusal("no-re-asking")


def guard_joint_limit(days: int) -> None:
    """《行政许可法》第四十二条第二款."""
    if days > JOINT_LIMIT:
        raise Refusal("joint-limit", f"统一、联合、集中办理的期限{days}个工作日，超过{JOINT_LIMIT}个工作日。")


def guard_first_review(accepted: date, reviewed: date, reason: str = "") -> None:
    """《行政许可法》第四十三条. Late, it still has to be done: with its reason on the record."""
    due = add_workdays(accepted, FIRST_REVIEW)
    if reviewed > due and not reason.strip():
        raise Refusal(
            "first-review-limit",
            f"初审应当不迟于{due}完成，{reviewed}已经超期。",
            "请写明超期的原因，完成初审，连同全部材料报送上级机关；超期记入本件。",
        )


def guard_delivery(decided: date, delivered: date, reason: str = "") -> None:
    """《行政许可法》第四十四条. Late is still better than never: it is done with its reason on the record."""
    due = add_workdays(decided, DELIVERY)
    if delivered > due and not reason.strip():
        raise Refusal(
            "delivery-limit",
            f"{decided}作出的决定应当不迟于{due}送达，{delivered}已经超期。",
            "请写明迟延的原因，尽快送达；超期记入本件。",
        )


def guard_hearing_asked(told: date, asked: date) -> None:
    """《行政许可法》第四十七条第一款."""
    if asked > (last := add_workdays(told, HEARING_ASKED)):
        raise Refusal("hearing", f"听证应当不迟于{last}提出申请，{asked}提出已经逾期。", "请告知申请人逾期的后果。")


def guard_hearing_days(told: date, asked: date, noticed: date, held: date, late: str = "") -> None:
    """《行政许可法》第四十七条、第四十八条第一款第一项; working days throughout (第八十二条).

    `late`: why it is held after its twenty days; those who asked are to be heard all the same.
    """
    guard_hearing_asked(told, asked)
    if held > (last := add_workdays(asked, HEARING_HELD)) and not late.strip():
        raise Refusal("hearing", f"听证应当不迟于{last}举行，{held}举行已经超期。", f"请改在{last}以前举行。")
    if noticed > (last := add_workdays(held, -HEARING_NOTICE)):
        first = add_workdays(noticed, HEARING_NOTICE)
        raise Refusal("hearing", f"{held}的听证应当不迟于{last}通知，{noticed}才通知。", f"请改在{first}以后举行。")


def guard_heard(told: date, waived: bool, asked: date | None, held: date | None, day: date) -> None:
    """《行政许可法》第四十七条第一款: told of the right, nobody is decided upon before the answer, or before being heard."""
    if waived or held:
        return
    if asked:
        raise Refusal("hearing", f"{asked}已经提出听证申请，听证没有举行。", "请举行听证、制作笔录以后再作出决定。")
    if day <= (last := add_workdays(told, HEARING_ASKED)):
        because = f"{told}告知了听证权利，提出听证申请的期限到{last}届满，在此之前不能作出决定。"
        raise Refusal("hearing", because, "请等期限届满，或者由申请人、利害关系人书面放弃听证。")


def guard_on_record(held: bool, reasons: str) -> None:
    """《行政许可法》第四十八条第二款: what is decided after a hearing is decided on its record, granted or not."""
    if held and not reasons.strip():
        raise Refusal("hearing", "听证后的决定没有写明怎样根据听证笔录作出。", "请写明听证中的主要意见和采纳情况。")


def guard_termination(ground: str, known: Collection[str], reason: str) -> None:
    """A case ends without a decision only on a ground that is settled, with its reason told."""
    if ground not in known:
        raise Refusal("termination", "所选的情形不在终止办理的规定之内，应当继续办理并作出决定。")
    if not reason.strip():
        raise Refusal("termination", "终止办理没有写明理由。", "请写明事实和理由，书面告知申请人。")


def guard_fee(fee: int, basis: str) -> None:
    """《行政许可法》第五十八条."""
    if fee and not basis.strip():
        raise Refusal("no-fee", f"收费{fee}元没有法律、行政法规依据。")


def guard_fee_basis(name: str, basis: str) -> None:
    """《行政许可法》第五十八条: what is charged for says by which law or administrative regulation."""
    if not basis.strip():
        raise Refusal("no-fee", f"“{name}”没有写明法律、行政法规依据，不能收取。")


def guard_due_day(start: date, days: int, due: date) -> None:
    """《行政许可法》第八十二条: a due day that a paper states is counted in working days, the day of the event as day 0."""
    right = add_workdays(start, days)
    if due != right:
        raise Refusal("working-days", f"自{start}起{days}个工作日，应当于{right}届满，不是{due}。")


def guard_version(accepted: str, used: str) -> None:
    """《行政许可法》第八条: a case keeps the version of its item under which it was accepted."""
    if used != accepted:
        raise Refusal("pinned-version", f"本件按受理时的版本“{accepted}”办理，不得改用“{used}”。")


def guard_published(outcome: str, published: bool) -> None:
    """《行政许可法》第四十条."""
    if outcome == "granted" and not published:
        raise Refusal("publish-grant")


def guard_pushed(decided: date, pushed: date | None, day: date) -> None:
    """审管衔接: the regulator named for the item hears of the decision within two working days."""
    due = add_workdays(decided, PUSH)
    if (pushed or day) > due:
        raise Refusal("supervision-push", f"{decided}作出的决定应当不迟于{due}推送监管部门。")
