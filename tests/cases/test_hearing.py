"""听证, from the telling of the right to the decision that rests on the record (许可法第四十六条至第四十八条)."""

import datetime as dt

import pytest

from tests.cases.desk import act, desk, text
from tests.cases.matter import FOREIGN_CLERK, invalid, kinds, last, mate, owner, refused, unseen
from tests.cast import DAY, at
from tests.papers.town import text_of
from tests.visitor import Visitor
from yuanban.cases.actions.ask_hearing import ask_hearing
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.fix_hearing import fix_hearing
from yuanban.cases.actions.record_hearing import record_hearing
from yuanban.cases.actions.refuse_hearing import refuse_hearing
from yuanban.cases.actions.resume import resume
from yuanban.cases.actions.review import review
from yuanban.cases.actions.suspend import suspend
from yuanban.cases.actions.sweep import sweep
from yuanban.cases.actions.tell_hearing import tell_hearing
from yuanban.cases.actions.waive_hearing import waive_hearing
from yuanban.cases.history import history
from yuanban.cases.models import Hearing
from yuanban.cases.verify import verify_case
from yuanban.ledger.models import Event
from yuanban.papers.verify import differences
from yuanban.places.models import LocalPractice

WHY = "相邻地块的采光直接受影响。"
NEIGHBOUR = "宜宾样例物业服务有限公司"


def on(days):
    from yuanban.law.calendar import add_workdays

    return add_workdays(DAY, days)


@pytest.fixture
def reviewed(town, case):
    return town.until(case, "reviewed")


@pytest.fixture
def told(town, reviewed):
    return tell_hearing(town.actor("yuanqu"), reviewed.number, "interests", WHY, [NEIGHBOUR])


def chair(town, case):
    """Somebody of the committee who has not reviewed the case."""
    people = [a for a in town.staff.by_body["sanjiang"] if a.role == "approver"]
    return next(a for a in people if a.person not in case.reviewers)


def fixed(town, case, when=2, held=9):
    day, who = on(held).isoformat(), chair(town, case)
    return fix_hearing(town.actor("yuanqu", at(on(when))), case.number, day, "9:30", "管委会三楼会议室", who.person)


def heard(town, case, when=9):
    actor = town.actor("yuanqu", at(on(when)))
    return record_hearing(
        actor, case.number, "申请人、利害关系人、审查人员", "就采光作了说明，提交日照分析。", "到场各方"
    )


def test_the_whole_hearing(town, told):
    case = told
    assert (case.state, case.hearing.state, case.hearing.ask_by) == ("reviewed", "told", on(5))
    right = case.papers.get(kind="hearing-right")
    assert (right.in_name_of.code, right.content["parties"]) == ("yb-hud", [case.applicant_name, NEIGHBOUR])
    assert "不计算在办理期限内" in text_of(right)

    case = ask_hearing(owner(at(on(1))), case.number, reason="日照分析有误。")
    assert (case.state, case.light, case.hearing.hold_by) == ("paused", "paused", on(21))
    case = fixed(town, case)
    notice = case.papers.get(kind="hearing-notice")
    assert "管委会三楼会议室" in text_of(notice)
    assert chair(town, case).name in text_of(notice)
    case = heard(town, case)
    assert (case.state, case.hearing.state) == ("reviewed", "held")
    # Asked on the first working day, ended on the ninth: eight days do not count.
    assert case.statutory_due == on(7 + 8)

    with refused("hearing", "笔录"):
        decide(town.actor("yuanqu", at(on(9))), case.number, "granted")
    case = decide(town.actor("yuanqu", at(on(9))), case.number, "granted", "采纳日照分析，准予。")
    case = town.until(case, "issued", at(on(9)))
    record = case.papers.get(kind="hearing-record")
    assert f"根据听证笔录（{record.number}）作出" in text_of(case.papers.get(kind="grant"))
    assert verify_case(case) == []
    assert differences(case) == []
    story = {entry.event.kind: entry.said for entry in history(case)}
    assert WHY in story["case.hearing-told"]
    assert "日照分析" in story["case.hearing-held"]


def test_nothing_is_decided_before_the_answer(town, told):
    with refused("hearing", "在此之前不能作出决定"):
        decide(town.actor("yuanqu", at(on(5))), told.number, "granted", "可以。")
    assert decide(town.actor("yuanqu", at(on(6))), told.number, "granted").state == "decided"


def test_nor_before_all_have_waived(town, told):
    done = waive_hearing(owner(), told.number)
    assert done.hearing.state == "told"
    with refused("hearing"):
        decide(town.actor("yuanqu"), told.number, "granted")
    done = waive_hearing(town.actor("yuanqu"), told.number, NEIGHBOUR)
    assert (done.hearing.state, done.hearing.due_on) == ("waived", None)
    assert decide(town.actor("yuanqu"), told.number, "granted").state == "decided"


def test_a_late_request_is_refused_in_writing(town, told):
    done = ask_hearing(owner(at(on(6))), told.number, reason="才知道。")
    assert (done.state, done.hearing.state) == ("reviewed", "lapsed")
    assert "逾期" in text_of(done.papers.get(kind="hearing-refusal"))
    assert decide(town.actor("yuanqu", at(on(6))), told.number, "granted").state == "decided"


def test_the_sweep_ends_the_waiting(town, told):
    sweep(at(on(5)))
    told.refresh_from_db()
    assert told.hearing.state == "told"
    sweep(at(on(6)))
    assert Hearing.objects.get(case=told).state == "lapsed"
    assert last(told, "case.hearing-lapsed").person is None
    sweep(at(on(7)))
    assert kinds(told).count("case.hearing-lapsed") == 1


def test_a_neighbour_who_was_forgotten_may_still_ask(town, told):
    done = ask_hearing(town.actor("yuanqu2"), told.number, "隔壁的王某", "挡了采光。")
    assert (done.state, done.hearing.asked_by, len(done.hearing.parties)) == ("paused", "隔壁的王某", 3)
    # Taken back before it is held, it waits again for the others to answer.
    done = waive_hearing(town.actor("yuanqu2"), told.number, "隔壁的王某")
    assert (done.state, done.hearing.state) == ("reviewed", "told")
    assert verify_case(done) == []


def test_who_has_no_such_right_is_told_why_not(town, told):
    with refused("hearing", "已被告知"):
        refuse_hearing(town.actor("yuanqu"), told.number, NEIGHBOUR, "无关。")
    done = refuse_hearing(town.actor("yuanqu"), told.number, "远处的李某", "许可不涉及其利益。")
    assert done.papers.get(kind="hearing-refusal").content["to"] == "远处的李某"
    assert done.hearing.state == "told"


def test_a_hearing_that_must_be_held_cannot_be_waived(town, reviewed):
    done = tell_hearing(town.actor("yuanqu"), reviewed.number, "public", "影响周边道路。")
    assert (done.state, done.hearing.state, done.clock[-1]["ground"]) == ("paused", "asked", "hearing")
    assert "第四十六条" in text_of(done.papers.get(kind="exclusion"))
    with refused("hearing", "不由当事人放弃"):
        waive_hearing(owner(), done.number)


def test_where_the_place_counts_from_the_telling(town, reviewed):
    source = "某市行政许可听证办法第五条"
    LocalPractice.objects.create(region_id="511500", key="hearing-clock", value="told", source=source, from_date=DAY)
    case = tell_hearing(town.actor("yuanqu"), reviewed.number, "interests", WHY)
    assert (case.state, case.light) == ("paused", "paused")
    sweep(at(on(6)))
    case.refresh_from_db()
    assert (case.state, case.statutory_due) == ("reviewed", on(7 + 5))
    assert verify_case(case) == []


def test_the_days_of_the_notice(town, told):
    ask_hearing(owner(), told.number)
    who, actor = chair(town, told).person, town.actor("yuanqu", at(on(1)))
    with refused("hearing", "请改在"):
        fix_hearing(actor, told.number, on(7).isoformat(), "9:30", "会议室", who)
    with refused("hearing", "应当不迟于"):
        fix_hearing(actor, told.number, on(21).isoformat(), "9:30", "会议室", who)
    with invalid("on", "place", "time"):
        fix_hearing(actor, told.number, "明天", " ", "", who)
    late = fix_hearing(actor, told.number, on(21).isoformat(), "9:30", "会议室", who, "会场停电检修。")
    assert "会场停电检修" in text_of(late.papers.get(kind="hearing-notice"))
    with refused("hearing", "还没有举行"):
        heard(town, told, when=20)


def test_the_chair_reviews_nothing_and_a_reviewer_chairs_nothing(town, case):
    town.until(case, "accepted")
    first = town.actor("yuanqu")
    review(first, case.number, "可以。")
    tell_hearing(first, case.number, "interests", WHY)
    ask_hearing(owner(), case.number)
    with refused("hearing", "另行指定"):
        fix_hearing(first, case.number, on(9).isoformat(), "9:30", "会议室", first.person)
    for stranger in ("quju", "guabang1"):  # of another organ; of this one, but no official of its own business
        with invalid("chair"):
            fix_hearing(first, case.number, on(9).isoformat(), "9:30", "会议室", town.actor(stranger).person)
    case.refresh_from_db()
    who = chair(town, case)
    fix_hearing(first, case.number, on(9).isoformat(), "9:30", "会议室", who.person)
    heard(town, case)
    with refused("hearing", "主持人"):
        review(who.then(at(on(9))), case.number, "可以。")


def test_one_thing_at_a_time(town, told):
    with refused("excluded-time", "听证还没有结束"):
        suspend(town.actor("yuanqu"), told.number, "testing", 5, "检测。")
    ask_hearing(owner(), told.number)
    with refused("hearing", "还没有结束"):
        resume(town.actor("yuanqu"), told.number)
    with refused("wrong-state", "已经提出"):
        ask_hearing(mate(), told.number)
    with refused("wrong-state"):
        tell_hearing(town.actor("yuanqu"), told.number, "interests", WHY)


def test_only_those_whose_it_is(town, reviewed):
    for username, rule in (("yuanqu3", "no-post"), ("chuangkou", "no-instrument")):
        with refused(rule):
            tell_hearing(town.actor(username), reviewed.number, "interests", WHY)
    with invalid("ground", "reason"):
        tell_hearing(town.actor("yuanqu"), reviewed.number, "wish", " ")
    told = tell_hearing(town.actor("yuanqu"), reviewed.number, "interests", WHY)
    for username in (FOREIGN_CLERK, "qiye2", "quju"):
        with unseen():
            ask_hearing(town.actor(username), told.number)
    with refused("no-post"):
        ask_hearing(owner(), told.number, NEIGHBOUR)
    ask_hearing(owner(), told.number)
    with refused("no-instrument"):
        fix_hearing(owner(), told.number, "2027-01-04", "9", "厅", 1)


# -- by the pages -----------------------------------------------------------------------------------------------------


def test_by_the_pages_from_end_to_end(town, reviewed):
    organ, firm = desk("yuanqu"), Visitor("qiye")
    said = {"ground": "interests", "reason": WHY, "parties": f"{NEIGHBOUR}\n"}
    assert act(organ, reviewed, "tell_hearing", **said).status_code == 302
    assert "您有权要求听证" in text(firm.get("/my/"))
    page = f"/cases/{reviewed.number}/hearing/"
    assert "要求听证" in text(firm.get(page))
    reviewed.refresh_from_db()
    stale = firm.post(page, {"do": "ask", "version": reviewed.version - 1})
    assert (stale.status_code, "已由他人更新" in text(stale)) == (409, True)
    assert firm.post(page, {"do": "ask", "reason": "日照。", "version": reviewed.version}).status_code == 302
    queue = organ.get("/desk/hearings/")
    assert "等安排" in text(queue)
    assert reviewed.number in queue.content.decode()
    who = chair(town, reviewed)
    day = {"time": "9:30", "place": "三楼会议室", "chair": who.person}
    answer = act(organ, reviewed, "fix_hearing", on=on(2).isoformat(), **day)
    assert (answer.status_code, "/rules/hearing/" in answer.content.decode()) == (409, True)
    assert "三楼会议室" in answer.content.decode()
    assert act(organ, reviewed, "fix_hearing", on=on(9).isoformat(), **day).status_code == 302
    assert "三楼会议室" in text(firm.get(page))
    organ.now = at(on(9), hour=15)
    record = {"attended": "各方", "statements": "各方陈述。", "signed": "各方"}
    assert act(organ, reviewed, "record_hearing", **record).status_code == 302
    assert "听证已经举行" in text(firm.get(page))
    assert Event.objects.filter(stream=reviewed.stream, kind="case.hearing-held").exists()


def test_strangers_find_no_hearing(town, told):
    assert Visitor("qiye2").get(f"/cases/{told.number}/hearing/").status_code == 404
    assert desk("quju").get("/desk/hearings/").content.decode().count(told.number) == 0
    assert desk("chuangkou").get("/desk/hearings/").status_code == 403
    assert isinstance(told.hearing.told_on, dt.date)
