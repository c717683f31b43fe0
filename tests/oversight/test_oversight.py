"""What follows a grant: it is published, and the regulator is told and signs for it."""

import csv
import io

import pytest

from tests.cases.matter import building_permit, invalid, kinds, last, refused
from tests.cast import at
from tests.visitor import Visitor, text
from yuanban.accounts.acting import system
from yuanban.accounts.models import Post
from yuanban.cases.verify import verify_case
from yuanban.law.calendar import add_workdays
from yuanban.notify.actions.remind import remind
from yuanban.oversight.actions.push_again import push_again
from yuanban.oversight.actions.sign_push import return_push, sign_push
from yuanban.oversight.actions.withhold import withhold
from yuanban.oversight.models import Publication
from yuanban.papers.verify import differences
from yuanban.places.models import Body


@pytest.fixture
def granted(town):
    """A permit of the city bureau whose regulator is the city's enforcement bureau (sample)."""
    case = building_permit(town)
    regulator = Body.objects.get(code="cp-trans")
    case.item_version.__class__.objects.filter(pk=case.item_version_id).update(supervisor=regulator)
    from yuanban.places import epoch

    epoch.bump()
    return town.until(case, "issued")


def regulator(town, when=None):
    return next(a for a in town.staff.by_body["cp-trans"] if a.role == "approver").then(when or at())


def organ(town, push):
    return next(a for a in town.staff.by_body[push.sender.code] if a.role == "approver").then(at())


def test_a_grant_is_published_and_pushed_in_the_moment_it_is_issued(town, granted):
    publication, push = granted.publication, granted.pushes.get()
    grant = granted.papers.get(kind="grant")
    assert (publication.number, publication.holder, publication.day) == (
        grant.number,
        granted.applicant_name,
        granted.decided_on,
    )
    assert push.due == add_workdays(granted.decided_on, 2)
    assert [said["kind"] for said in last(granted, "case.issued").data["papers"]][-1] == "push"
    assert [verify_case(granted), list(differences(granted))] == [[], []]
    page = text(Visitor().get("/published/", {"q": granted.applicant_name}))
    assert grant.number in page
    assert "推送单" not in text(Visitor("qiye").get(f"/cases/{granted.number}/"))
    mine = text(Visitor("qiye").get("/my/papers/"))
    assert grant.number in mine  # a paper of the office in the file takes none of the applicant's away
    assert granted.papers.get(kind="push").number not in mine


def test_a_denial_is_neither(town):
    case = town.until(building_permit(town), "reviewed")
    town.decide(case, outcome="denied", reasons="不符合条件。")
    town.until(case, "issued")
    assert not Publication.objects.filter(case=case).exists()
    assert not case.pushes.exists()


def test_signed_for_by_the_regulator_once(town, granted):
    push = granted.pushes.get()
    with refused("no-post"):
        sign_push(town.actor("shenji"), push.pk)
    sign_push(regulator(town, at(add_workdays(push.due, 1))), push.pk, "已列入检查计划。")
    assert last(granted, "case.push-signed").data["late"] > 0
    with refused("wrong-state"):
        sign_push(regulator(town), push.pk)
    assert verify_case(granted.__class__.objects.get(pk=granted.pk)) == []


def test_returned_and_sent_to_another(town, granted):
    push = granted.pushes.get()
    with invalid("said"):
        return_push(regulator(town), push.pk, " ")
    return_push(regulator(town), push.pk, "属于住建部门监管。")
    push.refresh_from_db()
    sender = organ(town, push)
    with invalid("to"):
        push_again(sender, push.pk, "cp-trans")
    other = push_again(sender, push.pk, "cp-hud")
    assert (other.state, other.to.code) == ("waiting", "cp-hud")
    assert kinds(granted)[-2:] == ["case.push-returned", "case.push-redirected"]


def test_an_unsigned_push_climbs_the_ladder(town, granted):
    push = granted.pushes.get()
    town.until(granted, "delivered")
    assert remind(system(at(add_workdays(push.due, 1)))) == 2
    assert Visitor("shenji").get("/desk/oversight/").status_code == 200


def test_taken_down_with_its_reason_and_shown_again(town, granted):
    publication = granted.publication
    actor = town.doer(granted, "decide")
    with invalid("reason"):
        withhold(actor, publication.pk, " ")
    withhold(actor, publication.pk, "涉及商业秘密。")
    assert publication.number not in text(Visitor().get("/published/"))
    withhold(actor, publication.pk, "")
    assert publication.number in text(Visitor().get("/published/"))
    assert kinds(granted)[-2:] == ["case.withheld", "case.shown-again"]
    with refused("no-post"):
        withhold(town.actor("shenji"), publication.pk, "理由")


def test_the_pages_of_a_push(town, granted):
    push = granted.pushes.get()
    username = Post.objects.filter(body__code="cp-trans", role="approver").first().person.username
    desk = Visitor(username)
    assert granted.applicant_name in text(desk.get("/desk/pushes/"))
    page = text(desk.get(f"/desk/pushes/{push.pk}/"))
    assert "监管对象" in page
    wrong = desk.post(f"/desk/pushes/{push.pk}/return/", {"said": ""})
    assert (wrong.status_code, "请写明退回的理由" in text(wrong)) == (422, True)
    assert desk.post(f"/desk/pushes/{push.pk}/sign/", {"remark": "已知悉"}).status_code == 302
    assert desk.post(f"/desk/pushes/{push.pk}/sign/").status_code == 409
    assert Visitor("chuangkou").get("/desk/pushes/").status_code == 403
    assert Visitor("quju").get(f"/desk/pushes/{push.pk}/").status_code == 404
    assert desk.get(f"/desk/cases/{granted.number}/").status_code == 404  # the push itself says what it needs


def test_the_list_as_a_table_and_as_a_feed(town, granted):
    Publication.objects.update(item="=HYPERLINK()")
    rows = list(csv.reader(io.StringIO(Visitor().get("/published/?csv=1").content.decode("utf-8-sig"))))
    assert rows[1][2] == "'=HYPERLINK()"
    told = Visitor().get("/published/feed.json").json()["published"]
    assert told[0]["number"] == granted.publication.number
    assert "没有符合条件" in text(Visitor().get("/published/?q=没有的"))
