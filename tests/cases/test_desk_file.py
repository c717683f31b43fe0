"""/desk/cases/N/: what may be done, what may not and by which rule."""

import re

import pytest

from tests.cases.desk import act, desk, text
from yuanban.cases.actions.review import review
from yuanban.ledger.models import Event


@pytest.fixture
def permit(town):
    return town.apply("lingang", town.item("建筑工程施工许可证核发", "yb-hud"), investment_wan="3000")


def file(client, case):
    return client.get(f"/desk/cases/{case.number}/")


def buttons(response):
    """The verbs whose forms stand open on the page."""
    return re.findall(r'action="/desk/cases/\w+/(\w+)/"', response.content.decode())


def test_the_approver_is_offered_what_may_be_done_now(town, permit):
    town.until(permit, "received")
    page = file(desk("yuanqu"), permit)
    assert buttons(page) == ["accept", "ask_supplement", "refuse_acceptance", "terminate"]
    assert "下一步：受理" in text(page)


def test_what_the_clerk_may_not_do_is_said_with_its_rule_and_article(town, permit):
    town.until(permit, "received")
    page = file(desk("chuangkou"), permit)
    assert "accept" not in buttons(page)
    assert 'id="why-accept" data-rule="no-instrument"' in page.content.decode()
    assert "《行政许可法》第二十二条" in text(page)


def test_the_wrong_person_is_refused_in_words_and_nothing_happens(town, permit):
    town.until(permit, "received")
    events = Event.objects.count()
    answer = act(desk("chuangkou"), permit, "accept")
    assert answer.status_code == 403
    assert "为什么不能办" in text(answer)
    assert "《行政许可法》" in text(answer)
    permit.refresh_from_db()
    assert (permit.state, Event.objects.count()) == ("received", events)


def test_the_applicant_cannot_enter_by_the_officials_door(town, permit):
    assert file(desk("qiye"), permit).status_code == 403
    assert act(desk("qiye"), permit, "accept").status_code == 403


def test_a_case_of_others_is_not_there(town, permit):
    town.until(permit, "received")
    assert file(desk("quju"), permit).status_code == 404
    assert act(desk("quju"), permit, "accept").status_code == 404
    assert text(file(desk("quju"), permit)) == text(desk("quju").get("/desk/cases/nothing/"))


def test_the_whole_way_by_buttons(town, permit):
    clerk, approver = desk("chuangkou"), desk("yuanqu")
    assert act(clerk, permit, "receive").status_code == 302
    assert act(approver, permit, "accept").status_code == 302
    assert act(approver, permit, "review", passed="yes", opinion="材料齐全").status_code == 302
    permit.refresh_from_db()
    review(town.doer(permit, "review", but=permit.reviewers), permit.number, "符合条件")
    page = text(file(approver, permit))
    assert "宜宾市住房和城乡建设局" in page
    assert "为被申请人、被告" in page
    assert act(approver, permit, "decide", outcome="granted").status_code == 302
    assert act(approver, permit, "seal").url == f"/desk/cases/{permit.number}/"
    assert act(approver, permit, "issue").status_code == 302
    assert act(clerk, permit, "deliver", way="window", receiver="赵演安").url == f"/desk/?done={permit.number}"
    permit.refresh_from_db()
    assert (permit.state, permit.outcome) == ("delivered", "granted")
    assert "本件已经办结" in text(file(clerk, permit))


def test_after_the_act_the_next_case_if_asked_for(town, permit):
    town.until(permit, "received")
    other = town.until(town.apply("lingang", permit.item, investment_wan="2000"), "received")
    permit.refresh_from_db()
    answer = desk("yuanqu").post(f"/desk/cases/{permit.number}/accept/", {"version": permit.version, "then": "next"})
    assert answer.url == f"/desk/cases/{other.number}/"


def test_two_at_once_the_second_is_told_what_changed_and_loses_nothing(town, permit):
    town.until(permit, "accepted")
    seen = permit.version
    review(town.doer(permit, "review", but=[town.actor("yuanqu").person]), permit.number, "现场已经核查")
    typed = {"version": seen, "review-passed": "yes", "review-opinion": "我写了很久的意见"}
    answer = desk("yuanqu").post(f"/desk/cases/{permit.number}/review/", typed)
    assert answer.status_code == 409
    page = text(answer)
    assert "本件已由他人更新" in page
    assert "现场已经核查" in page
    assert "我写了很久的意见" in page
    permit.refresh_from_db()
    assert f'name="version" value="{permit.version}"' in answer.content.decode()
    assert len(permit.reviewers) == 1


def test_typed_text_is_kept_even_when_the_step_is_gone(town, permit):
    town.until(permit, "accepted")
    seen = permit.version
    town.review(permit)
    answer = desk("yuanqu").post(
        f"/desk/cases/{permit.number}/review/",
        {"version": seen, "review-passed": "yes", "review-opinion": "晚了一步的意见"},
    )
    assert answer.status_code == 409
    assert "您刚才填写、没有提交的内容" in text(answer)
    assert "晚了一步的意见" in text(answer)


def test_a_denial_without_reasons_is_refused_and_a_bad_form_is_explained(town, permit):
    town.until(permit, "reviewed")
    assert act(desk("yuanqu"), permit, "decide", outcome="denied").status_code == 409
    answer = act(desk("yuanqu"), permit, "suspend", ground="expert-review", days="几天", reason="专家评审")
    assert answer.status_code == 422
    assert "“所需时间”请填写整数" in text(answer)
    assert "专家评审" in text(answer)


def test_gaps_are_asked_for_once_and_supplied_at_the_counter(town, permit):
    town.until(permit, "received")
    material = permit.materials.first()
    approver = desk("yuanqu")
    assert act(approver, permit, "ask_supplement").status_code == 422
    slot = f"gap-material-{material.code}.0"
    gap = {f"{slot}-on": f"material-{material.code}", f"{slot}-kind": "incomplete", f"{slot}-text": "缺第三页签章"}
    assert act(approver, permit, "ask_supplement", **gap).status_code == 302
    clerk = desk("chuangkou")
    assert "缺第三页签章" in text(file(clerk, permit))
    assert act(clerk, permit, "supply").status_code == 422
    assert act(clerk, permit, "supply", paper=material.code).status_code == 302
    again = act(approver, permit, "ask_supplement", **gap)
    assert again.status_code == 409
    assert "补正应当一次告知" in text(again)


def test_only_the_head_extends(town, permit):
    town.until(permit, "accepted")
    assert "延长期限没有经本机关负责人批准" in text(file(desk("yuanqu"), permit))
    answer = act(desk("yuanqu"), permit, "extend", days="5", reason="情况复杂")
    assert answer.status_code == 409


def test_suspend_and_resume_by_buttons(town, permit):
    town.until(permit, "accepted")
    approver = desk("yuanqu")
    assert act(approver, permit, "suspend", ground="expert-review", days="5", reason="专家评审").status_code == 302
    page = file(approver, permit)
    assert buttons(page)[0] == "resume"
    assert "中止计时" in text(page)
    assert act(approver, permit, "resume", result="评审通过").status_code == 302
    permit.refresh_from_db()
    assert permit.state == "accepted"


def test_handed_in_files_open_for_those_who_may_see_the_case(town, permit):
    town.until(permit, "received")
    upload = permit.materials.exclude(upload=None).first().upload_id
    address = f"/desk/cases/{permit.number}/uploads/{upload}/"
    assert b"".join(desk("yuanqu").get(address).streaming_content).startswith(b"%PDF")
    assert desk("quju").get(address).status_code == 404
    assert desk("yuanqu").get(f"/desk/cases/{permit.number}/uploads/0/").status_code == 404


def test_the_file_is_read_in_few_questions(town, permit, django_assert_max_num_queries):
    town.until(permit, "accepted")
    approver = desk("yuanqu")
    with django_assert_max_num_queries(34):
        assert file(approver, permit).status_code == 200


def test_a_step_that_a_helper_takes_is_said_in_words(town):
    case = town.apply("nanxi", town.item("房屋建筑和市政基础设施工程竣工验收备案", "yb-hud"))
    town.until(case, "accepted")
    page = file(desk("shiju"), case)
    assert (page.status_code, "由帮办代办员办理" in text(page)) == (200, True)
