"""投诉、建议、办不成事: filed by anyone, handled by nobody it is about, followed by number and code."""

from datetime import date

import pytest

from tests.cases.matter import invalid, kinds, owner, refused
from tests.cast import at
from tests.voice.cast import delivered, manager
from tests.voice.test_rate_elsewhere import NOBODY
from yuanban.exchange.verify import differences_of
from yuanban.ledger.models import Event
from yuanban.places.models import Window
from yuanban.voice.actions import handle_concern as handle
from yuanban.voice.actions.file_concern import Matter, digest, file_concern
from yuanban.voice.actions.hear_feedback import hear_feedback
from yuanban.voice.actions.respond_concern import respond_concern
from yuanban.voice.models import Concern, Feedback
from yuanban.voice.queries import concerns_for

TEXT = "窗口中午没有人，等了一个小时。"


def centre(town):
    return town.park("lingang").centre


def window(town):
    return Window.objects.get(centre=centre(town), kind="general")


def filed(town, kind="complaint", actor=NOBODY, text=TEXT, **about):
    about = about or {"window": window(town)}
    concern, code = file_concern(actor, kind, text, Matter(centre=centre(town), **about), "周演来", "139-0000-0009")
    return concern, code


def test_filed_by_nobody_and_answered(town):
    concern, code = filed(town)
    assert (concern.state, concern.days, concern.due_on, concern.by) == ("filed", 15, date(2026, 12, 14), None)
    boss = manager(town)
    handle.take(boss, concern.number)
    handle.assign(boss, concern.number, boss.body)
    with refused("concern-answer", "答复没有内容"):
        handle.answer(boss, concern.number, " ")
    row = handle.answer(boss, concern.number, "已增加午间值班。")
    with refused("concern-answer", "不满5个工作日"):
        handle.close(boss, concern.number)
    with refused("no-post"):
        respond_concern(NOBODY, concern.number, "content", digest(concern.number, "ABCDEFGH"))
    row = respond_concern(NOBODY, concern.number, "content", digest(concern.number, code.lower()))
    assert (row.state, row.content, row.closed_on) == ("closed", True, at().date())
    assert differences_of("voice.concern", row.pk) == []


def test_who_complained_is_kept_out_of_the_ledger_and_from_those_it_is_about(town):
    concern, code = filed(town)
    clerk = town.actor("chuangkou")
    assert clerk.person in concern.concerned
    assert not concerns_for(clerk).exists()
    told = str([event.data for event in Event.objects.filter(stream=concern.stream)])
    assert "周演来" not in told and "139-0000" not in told and code not in told
    with refused("stand-aside", "您是这件投诉涉及的人员"):
        handle.take(clerk, concern.number)
    handle.take(manager(town), concern.number)
    with refused("stand-aside", "人员都与这件有关"):
        handle.assign(manager(town), concern.number, window(town).body.code)
    with invalid("body"):
        handle.assign(manager(town), concern.number, "没有这个单位")


def test_a_complaint_about_the_manager_goes_to_the_supervisor(town):
    boss = manager(town)
    concern, _ = filed(town, whom=boss.name)
    assert concern.concerned == [boss.person]
    with refused("stand-aside"):
        handle.take(boss, concern.number)
    handle.take(town.actor("shenji"), concern.number)
    handle.assign(town.actor("shenji"), concern.number, town.actor("shenji").body)
    assert handle.answer(town.actor("shenji"), concern.number, "已约谈。").state == "answered"


def test_not_content_it_is_handled_once_more_by_the_supervisor(town):
    me = owner()
    case = delivered(town)
    concern, _ = filed(town, actor=me, case=case)
    assert concern.item == case.item and set(concern.concerned) >= {town.clerk(case).person}
    boss, auditor = manager(town), town.actor("shenji")
    handle.take(boss, concern.number), handle.assign(boss, concern.number, boss.body)
    handle.answer(boss, concern.number, "没有问题。")
    row = respond_concern(me, concern.number, "again")
    assert (row.state, row.times, row.holder, row.due_on) == ("taken", 2, None, date(2026, 12, 14))
    with refused("no-post", "由监督人员再办一次"):
        handle.assign(boss, concern.number, boss.body)
    handle.assign(auditor, concern.number, auditor.body)
    handle.answer(auditor, concern.number, "确有不当，已纠正。")
    row = respond_concern(me, concern.number, "again")
    assert (row.state, row.content) == ("closed", False)
    assert [kind for kind in kinds(case) if kind.startswith("case.voice")] == [
        "case.voiced",
        "case.voice-answered",
        "case.voice-answered",
    ]


def test_withdrawn_before_the_answer_only(town):
    concern, code = filed(town, kind="suggestion")
    row = respond_concern(NOBODY, concern.number, "withdraw", digest(concern.number, code))
    assert row.state == "withdrawn"
    with refused("wrong-state"):
        handle.take(manager(town), concern.number)


def test_what_cannot_be_taken_is_said_at_once(town):
    with invalid("contact", "text"):
        file_concern(NOBODY, "complaint", "太慢", Matter(centre=centre(town)))
    with invalid("item"):
        file_concern(NOBODY, "stuck", TEXT, Matter(centre=centre(town)), "", "139-0000-0009")
    with invalid("kind", "park", "text"):
        file_concern(NOBODY, "praise", "字" * 2001, Matter(centre=None), "", "139-0000-0009")


@pytest.mark.parametrize("outcome", ["solved", "change"])
def test_what_could_not_be_done_has_an_end(town, outcome):
    item = town.item("建筑工程施工许可证核发", "yb-hud")
    concern, _ = filed(town, "stuck", item=item, rule="wrong-organ", stage="受理", told="不归我们管")
    boss, organ = manager(town), town.actor("shiju")
    handle.take(boss, concern.number), handle.assign(boss, concern.number, "yb-hud")
    with refused("no-post"):
        handle.answer(boss, concern.number, "能办")
    with refused("stuck-answer", "没有写明依据的规则和条文"):
        handle.answer(organ, concern.number, "不能办", "explained", "不属于本机关职权范围")
    row = handle.answer(organ, concern.number, "可以办，已补充说明。", outcome)
    assert (row.outcome, row.rule) == (outcome, "wrong-organ")
    feedback = Feedback.objects.get(concern=concern)
    assert (feedback.item, feedback.wanted) == (item, outcome == "change")


def test_the_owner_answers_and_promises_a_change_in_a_draft(town):
    item = town.item("企业变更登记", "cp-amr")
    filed(town, "stuck", item=item)
    row, organ = Feedback.objects.get(), town.actor("quju")
    with refused("no-post"):
        hear_feedback(town.actor("shiju"), row.pk, "see")
    row = hear_feedback(organ, row.pk, "see")
    assert (row.state, row.seen_by_id) == ("seen", organ.person)
    with invalid("answer"):
        hear_feedback(organ, row.pk, "change", " ")
    row = hear_feedback(organ, row.pk, "change", "材料写明可以用复印件")
    assert (row.state, row.version_promised) == ("changing", None)  # the organ does not keep the guide
    row = hear_feedback(town.actor("shengzx"), row.pk, "change", "材料写明可以用复印件")
    assert row.version_promised == item.versions.get(state="draft")
    assert row.seen_by_id == organ.person
    assert differences_of("voice.feedback", row.pk) == []
    assert Concern.objects.get().state == "filed"
