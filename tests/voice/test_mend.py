"""核实 → 整改 → 反馈 → 回访, and the appeal of whoever was rated."""

from datetime import date

import pytest

from tests.cases.matter import invalid, kinds, member, refused
from tests.cast import at
from tests.voice.cast import bad_rating, delivered, manager
from yuanban.cases.history import history
from yuanban.cases.verify import verify_case
from yuanban.exchange.verify import differences_of
from yuanban.places.models import LocalPractice, Region
from yuanban.voice.actions.appeal_rating import appeal_rating
from yuanban.voice.actions.judge_appeal import judge_appeal
from yuanban.voice.actions.mend import take
from yuanban.voice.actions.rate import rate
from yuanban.voice.models import Mending, RatingAppeal
from yuanban.voice.queries import distribution, light, ratings_for

NEXT = at(date(2026, 11, 24))
LATE = at(date(2026, 12, 21))


def step(actor, row, verb, said="已办", **more):
    return take(actor, row.pk, verb, said, **more)


def mended(town, row, when=None):
    boss = manager(town, when)
    for verb in ("check", "mend", "report"):
        row = step(boss, row, verb, f"{verb}：情况")
    return row


def test_the_whole_loop_reads_as_a_story_of_the_case(town):
    case, _, row = bad_rating(town)
    assert (row.contact_due, row.mend_due, row.due_on) == (date(2026, 11, 24), date(2026, 12, 14), date(2026, 11, 24))
    assert light(row, NEXT.date()) == "yellow" and light(row, date(2026, 11, 25)) == "red"
    mended(town, row)
    row = step(town.actor("shenji"), row, "call", "已电话回访", content=True)
    assert (row.state, row.content, row.closed_on) == ("closed", True, at().date())
    told = [(entry.name, entry.said) for entry in history(case)][-5:]
    assert [name for name, _ in told] == ["评价", "核实差评", "差评整改", "反馈整改结果", "回访评价人"]
    assert told[-1][1] == "评价人表示满意。已电话回访"
    case.refresh_from_db()
    assert verify_case(case) == [] and differences_of("voice.mending", row.pk) == []


def test_neither_those_rated_nor_strangers_follow_it_up(town):
    _, _, row = bad_rating(town)
    with refused("stand-aside", "您是这条差评涉及的人员"):
        step(town.actor("chuangkou"), row, "check")
    for stranger in ("guanli2", "chuangkou4", "shenji"):
        with refused("no-post"):
            step(town.actor(stranger), row, "check")
    with refused("wrong-state", "现在可以办理：核实"):
        step(manager(town), row, "mend")
    with refused("rating-loop", "没有写明核实的情况"):
        step(manager(town), row, "check", " ")


def test_late_it_is_done_with_its_reason(town):
    _, _, row = bad_rating(town)
    boss = manager(town, LATE)
    for verb in ("check", "mend"):
        with refused("rating-loop", "已经超期"):
            step(boss, row, verb)
        row = step(boss, row, verb, reason="电话打不通")
    assert row.mended_on == LATE.date()


def test_called_back_by_another_and_once_more_by_the_supervisor(town):
    case, _, row = bad_rating(town)
    mended(town, row)
    with refused("rating-loop", "回访应当由另一人进行"):
        step(manager(town), row, "call", content=True)
    row = step(town.actor("shenji", NEXT), row, "call", "仍不满意", content=False)
    assert (row.state, row.times, row.due_on, row.content) == ("mend", 2, date(2026, 12, 15), False)
    with refused("no-post", "由监督人员或者省级中心再办一次"):
        step(manager(town, NEXT), row, "mend")
    for verb in ("mend", "report"):
        row = step(town.actor("shenji", NEXT), row, verb)
    row = step(town.actor("shengzx", NEXT), row, "call", "还是不满意", content=False)
    assert (row.state, row.content) == ("closed", False)
    assert kinds(case).count("case.rating-called") == 2


def test_a_page_that_is_out_of_date_changes_nothing(town):
    _, _, row = bad_rating(town)
    step(manager(town), row, "check", version=row.version)
    with refused("changed-meanwhile"):
        step(manager(town), row, "mend", version=row.version)


def test_the_place_settles_its_own_days(town):
    LocalPractice.objects.create(
        region=Region.objects.get(code="510000"),
        key="rating-mend",
        value=10,
        source="样例省办法",
        from_date=date(2026, 1, 1),
    )
    _, _, row = bad_rating(town)
    assert (row.days, row.mend_due) == (10, date(2026, 12, 7))


def test_an_appeal_excludes_from_counting_and_deletes_nothing(town):
    case, rating, row = bad_rating(town)
    clerk = town.actor("chuangkou")
    clerk = clerk if clerk.person in rating.served else town.clerk(case)
    with refused("rating-appeal", "没有提供证据"):
        appeal_rating(clerk, rating.pk, "评的是另一家")
    with refused("no-post"):
        appeal_rating(town.actor("chuangkou4"), rating.pk, "评的是另一家", "录像")
    appeal = appeal_rating(clerk, rating.pk, "评的是另一家", "当日叫号记录")
    assert appeal.due_on == date(2026, 11, 30)
    with refused("rating-appeal", "已经申诉过一次"):
        appeal_rating(manager(town), rating.pk, "再申诉", "录像")
    with refused("no-post"):
        judge_appeal(manager(town), appeal.pk, "excluded", "属实")
    with invalid("judgement", "outcome"):
        judge_appeal(town.actor("shenji"), appeal.pk, "", " ")
    judge_appeal(town.actor("shenji"), appeal.pk, "excluded", "叫号记录与评价时间不符")
    rating.refresh_from_db(), row.refresh_from_db()
    assert (rating.counted, rating.text, row.state, row.content) == (False, "等了太久，也没有人解释", "closed", None)
    assert distribution(ratings_for(town.actor("shenji")))["total"] == 0
    assert kinds(case)[-2:] == ["case.rating-appealed", "case.rating-judged"]
    with refused("wrong-state", "已经复核"):
        judge_appeal(town.actor("shenji"), appeal.pk, "stands", "改判")


def test_whoever_followed_it_up_does_not_judge(town):
    _, rating, row = bad_rating(town)
    mended(town, row)
    step(town.actor("shenji"), row, "call", "仍不满意", content=False)
    appeal_rating(manager(town), rating.pk, "评价不属实", "录像")
    with refused("rating-appeal", "不能复核申诉"):
        judge_appeal(town.actor("shenji"), RatingAppeal.objects.get().pk, "excluded", "属实")


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_good_rating_opens_nothing_and_is_not_appealed(town, level):

    rating = rate(member("qiye"), delivered(town).number, level)
    assert not Mending.objects.exists()
    with refused("rating-appeal", "不是差评"):
        appeal_rating(manager(town), rating.pk, "理由", "证据")
