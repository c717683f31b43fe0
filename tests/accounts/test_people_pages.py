"""/desk/people/: the administrator's people and posts."""

import re

from tests.cases.desk import desk, text
from yuanban.accounts.models import Person, Post
from yuanban.places.models import Body, Centre


def person(username):
    return Person.objects.get(username=username)


def opening(body, role, **more):
    given = {"role": role, "title": "审批员", "from_date": "2026-11-01", "body": Body.objects.get(code=body).pk}
    return {"verb": "open"} | {f"open-{key}": value for key, value in (given | more).items()}


def test_only_the_administrator_enters(town):
    assert desk("guanli1").get("/desk/people/").status_code == 403
    assert desk("guanli1").post(f"/desk/people/{person('yuanqu').pk}/", {"verb": "reset"}).status_code == 403
    assert "孙演和" in text(desk("admin").get("/desk/people/?q=yuanqu"))


def test_a_new_person_gets_a_password_shown_once(town):
    admin = desk("admin")
    bad = admin.post("/desk/people/new/", {"username": "YUANQU", "name": "王"})
    assert bad.status_code == 422
    assert "已有人使用" in text(bad)
    made = admin.post("/desk/people/new/", {"username": "xinren", "name": "王演新", "phone": "139-0000-0003"})
    password = re.search(r"密码 ?([\w-]{8,})", text(made))[1]
    assert person("xinren").check_password(password)
    assert password not in admin.get(f"/desk/people/{person('xinren').pk}/").content.decode()


def test_a_post_opens_and_ends(town):
    admin, new = desk("admin"), Person.objects.create_person("xinren", "王演新")
    address = f"/desk/people/{new.pk}/"
    assert desk("xinren").get("/desk/").status_code == 403
    assert admin.post(address, opening("cp-amr", "approver", powers=["accept", "review"])).status_code == 302
    post = Post.objects.get(person=new)
    assert (post.powers, post.body.code) == (["accept", "review"], "cp-amr")
    assert desk("xinren").get("/desk/").status_code == 200
    assert admin.post(address, {"verb": "end", "end-post": post.pk, "end-day": "2026-11-22"}).status_code == 302
    assert desk("xinren").get("/desk/").status_code == 403


def test_a_company_never_gets_a_post_that_accepts_or_decides(town):
    company = Body.objects.filter(kind="company").first()
    centre = Centre.objects.first()
    admin, address = desk("admin"), f"/desk/people/{person('qiye').pk}/"
    answer = admin.post(address, opening(company.code, "clerk", powers=["receive", "decide"], centre=centre.pk))
    assert answer.status_code == 403
    assert "受委托主体不是行政机关" in text(answer)
    assert not person("qiye").posts.exists()
    assert admin.post(address, opening(company.code, "clerk", powers=["receive"], centre=centre.pk)).status_code == 302


def test_a_post_is_checked(town):
    address = f"/desk/people/{person('qiye').pk}/"
    admin = desk("admin")
    assert "请选择中心" in text(admin.post(address, opening("lg-window", "clerk", powers=["receive"])))
    assert "不能有办理职责" in text(admin.post(address, opening("yb-justice", "auditor", powers=["decide"])))
    assert "离任日期不能早于任职日期" in text(admin.post(address, opening("cp-amr", "approver", to_date="2026-10-01")))
    assert not person("qiye").posts.exists()


def test_a_reset_ends_the_old_password_and_its_sign_ins(town):
    official = desk("yuanqu")
    assert official.get("/desk/").status_code == 200
    page = desk("admin").post(f"/desk/people/{person('yuanqu').pk}/", {"verb": "reset"})
    assert "离开本页后不再显示" in text(page)
    assert official.get("/desk/").status_code == 302


def test_the_administrator_does_not_lock_himself_out(town):
    admin, me = desk("admin"), person("admin")
    own = me.posts.get()
    address = f"/desk/people/{me.pk}/"
    assert admin.post(address, {"verb": "end", "end-post": own.pk, "end-day": "2026-11-22"}).status_code == 422
    assert admin.post(address, {"verb": "change", "change-name": me.name, "change-phone": me.phone}).status_code == 422
    assert admin.get("/desk/people/").status_code == 200
