"""What the law wants beside each step: receipts, days, publication. Each guard raises the Refusal of its rule."""

from datetime import date, timedelta

from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal

FIRST_REVIEW = 20  # 《行政许可法》第四十三条
DELIVERY = 10  # 第四十四条
HEARING_ASKED, HEARING_HELD, HEARING_NOTICE = 5, 20, 7  # 第四十七条、第四十八条
RENEWAL_BEFORE = timedelta(days=30)  # 第五十条
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


def guard_first_review(accepted: date, reviewed: date) -> None:
    """《行政许可法》第四十三条."""
    due = add_workdays(accepted, FIRST_REVIEW)
    if reviewed > due:
        raise Refusal("first-review-limit", f"初审应当不迟于{due}完成，{reviewed}已经超期。")


def guard_delivery(decided: date, delivered: date) -> None:
    """《行政许可法》第四十四条."""
    due = add_workdays(decided, DELIVERY)
    if delivered > due:
        raise Refusal("delivery-limit", f"{decided}作出的决定应当不迟于{due}送达，{delivered}已经超期。")


def guard_hearing_days(told: date, asked: date, noticed: date, held: date) -> None:
    """《行政许可法》第四十七条、第四十八条第一款第一项; working days throughout (第八十二条)."""
    if asked > (last := add_workdays(told, HEARING_ASKED)):
        raise Refusal("hearing", f"听证应当不迟于{last}提出申请，{asked}提出已经逾期。", "请告知申请人逾期的后果。")
    if held > (last := add_workdays(asked, HEARING_HELD)):
        raise Refusal("hearing", f"听证应当不迟于{last}举行，{held}举行已经超期。", f"请改在{last}以前举行。")
    if noticed > (last := add_workdays(held, -HEARING_NOTICE)):
        first = add_workdays(noticed, HEARING_NOTICE)
        raise Refusal("hearing", f"{held}的听证应当不迟于{last}通知，{noticed}才通知。", f"请改在{first}以后举行。")


def renewal(expires: date, asked: date, decided: date | None, day: date) -> str:
    """What has become of a renewal by `day`: `decided`, `renewed` by silence, or `pending` (《行政许可法》第五十条)."""
    if asked > expires:
        raise Refusal("renewal", f"证件已于{expires}届满，{asked}不能再申请延续。", "请重新申请。")
    if asked > (last := expires - RENEWAL_BEFORE):
        raise Refusal(
            "renewal", f"延续应当不迟于{last}申请，{asked}提出已经逾期。", "请重新申请，或者说明法律、法规另有规定。"
        )
    if decided and decided <= expires:
        return "decided"
    return "renewed" if day > expires else "pending"


def guard_fee(fee: int, basis: str) -> None:
    """《行政许可法》第五十八条."""
    if fee and not basis.strip():
        raise Refusal("no-fee", f"收费{fee}元没有法律、行政法规依据。")


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
