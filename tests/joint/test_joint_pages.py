"""The pages: the queue of those asked, the file they see, the panel that says who is late, the meeting, the visit."""

import pytest

from tests.cast import DAY, at
from tests.joint.asked import BASIS, QUESTION, ask, of, others, under_review, username
from tests.visitor import Visitor, hidden, text
from yuanban.joint.actions.give_opinion import give_opinion
from yuanban.joint.models import Meeting, SiteVisit
from yuanban.law.calendar import add_workdays


@pytest.fixture
def case(town):
    return under_review(town)


def officer(town, case, power="review"):
    from yuanban.accounts.models import Person

    return Visitor(Person.objects.get(pk=town.doer(case, power).person).username)


def test_asking_and_answering_from_the_pages(town, case):
    first, second = others(case)[:2]
    desk, path = officer(town, case), f"/desk/cases/{case.number}/consult/"
    assert "征求意见" in text(desk.get(f"/desk/cases/{case.number}/"))
    version = hidden(desk.get(path), "version")
    wrong = desk.post(path, {"version": version, "question": "占道方案是否可行。", "days": "两天", "to": [first]})
    assert (wrong.status_code, "占道方案是否可行。" in text(wrong)) == (422, True)
    done = desk.post(path, {"version": version, "question": QUESTION, "days": "2", "to": [first, second]})
    assert done.status_code == 302
    asked = Visitor(username(first))
    assert case.applicant_name in text(asked.get("/desk/consults/"))
    row = case.consultations.get(to__code=first)
    page = asked.get(f"/desk/consults/{row.pk}/")
    assert QUESTION in text(page)
    assert asked.get(f"/desk/cases/{case.number}/").status_code == 200
    refused = asked.post(
        f"/desk/consults/{row.pk}/", {"version": row.version, "kind": "disagree", "reasons": "占道过长。"}
    )
    assert (refused.status_code, "占道过长。" in text(refused)) == (409, True)
    answer = {"version": row.version, "kind": "disagree", "reasons": "占道过长。", "basis": BASIS}
    assert asked.post(f"/desk/consults/{row.pk}/", answer).status_code == 302
    assert asked.post(f"/desk/consults/{row.pk}/", answer).status_code == 409  # an old page
    assert Visitor(username(second)).get(f"/desk/consults/{row.pk}/").status_code == 404
    assert Visitor("chuangkou").get("/desk/consults/").status_code == 403


def test_who_is_late_stands_in_the_case_plainly_for_the_applicant_too(town, case):
    row = ask(town, case, others(case)[:1])[0]
    give_opinion(of(town, row.to.code), row.pk, "disagree", "内部的话不给申请人看。", BASIS)
    other = ask(town, case, others(case)[1:2])[0]
    inside, outside = officer(town, case), Visitor("qiye")
    inside.now = outside.now = at(add_workdays(other.due_on, 2))
    page = text(inside.get(f"/desk/cases/{case.number}/"))
    assert f"{other.to.name}答复意见" in page
    assert "超期2个工作日" in page
    told = text(outside.get(f"/cases/{case.number}/"))
    assert f"{other.to.name}答复意见" in told
    assert "超期2个工作日" in told
    assert "内部的话" not in told


def test_weighing_from_the_page(town, case):
    row = ask(town, case, others(case)[:1])[0]
    give_opinion(of(town, row.to.code), row.pk, "conditions", "保持通道。", BASIS)
    town.until(case, "reviewed")
    desk, path = officer(town, case, "decide"), f"/desk/cases/{case.number}/opinions/"
    page = desk.get(path)
    assert "保持通道。" in text(page)
    version = hidden(page, "version")
    assert desk.post(path, {"version": version, "adopted-1": "no", "reason-1": ""}).status_code == 409
    assert desk.post(path, {"version": version, "adopted-1": "yes", "reason-1": ""}).status_code == 302
    assert case.consultations.get().adopted is True


def test_a_meeting_and_a_visit_from_the_pages(town, case):
    first, desk = others(case)[0], officer(town, case)
    typed = {"cases": [case.number], "on": DAY.isoformat(), "time": "9:30", "place": "会议室", "bodies": [first]}
    wrong = desk.post(f"/desk/meetings/new/?case={case.number}", typed)
    assert (wrong.status_code, "会议室" in wrong.content.decode()) == (422, True)
    for path, model in (("meetings", Meeting), ("site-visits", SiteVisit)):
        assert desk.get(f"/desk/{path}/new/?case={case.number}").status_code == 200
        assert desk.post(f"/desk/{path}/new/?case={case.number}", typed | {"agenda": "看通道"}).status_code == 302
        assert "看通道" in text(desk.get(f"/desk/{path}/"))
        assert "看通道" in text(Visitor(username(first)).get(f"/desk/{path}/"))
        assert Visitor("quju").get(f"/desk/{path}/{model.objects.get().pk}/").status_code in (200, 404)
    meeting, visit = Meeting.objects.get(), SiteVisit.objects.get()
    code = meeting.host.code
    seat = {f"came-{code}": "yes", f"people-{code}": "李样本"}
    kept = desk.post(f"/desk/meetings/{meeting.pk}/minutes/", seat | {"version": meeting.version, "conclusion": "同意"})
    assert (kept.status_code, "李样本" in kept.content.decode()) == (422, True)
    said = seat | {f"position-{code}": "agree", "version": meeting.version, "conclusion": "同意"}
    assert desk.post(f"/desk/meetings/{meeting.pk}/minutes/", said).status_code == 302
    found = seat | {f"finding-{code}": "fit", "version": visit.version, "conclusion": "通道畅通"}
    assert desk.post(f"/desk/site-visits/{visit.pk}/record/", found).status_code == 302
    assert "通道畅通" in text(Visitor("qiye").get(f"/cases/{case.number}/"))
