"""The pages of vacancies, fairs and activities, by a browser without script."""

from tests.cast import at
from tests.recruiting.people import FAIR_DAY, WELDER, fair, fair_said, phone
from tests.visitor import Visitor, drawn, hidden, text
from yuanban.exchange.verify import differences_of
from yuanban.recruiting.actions.hold_gathering import cancel_gathering
from yuanban.recruiting.models import Gathering, Interest, SignUp, Vacancy


def typed(**more):
    said = fair_said(**more)
    return said | {key: f"{said[key]:%Y-%m-%dT%H:%M}" for key in ("starts_at", "ends_at", "close_at")}


def test_a_stranger_signs_up_is_checked_in_and_says_how_it_was(town):
    boss, stranger = Visitor("guanli1"), Visitor()
    assert "还没有安排过" in text(boss.get("/desk/gatherings/"))
    wrong = boss.post("/desk/gatherings/new/", typed(title=""))
    assert wrong.status_code == 422 and "中心一楼大厅" in wrong.content.decode()
    boss.post("/desk/gatherings/new/", typed())
    found = Gathering.objects.get()
    assert found.title in text(stranger.get("/gatherings/"))
    page = f"/gatherings/{found.pk}/"
    bad = stranger.post(page, {"name": "求职甲", "phone": "123"})
    assert bad.status_code == 422 and 'value="求职甲"' in bad.content.decode()
    ticket = stranger.post(page, {"name": "求职甲", "phone": phone(1)}).headers["Location"]
    row = SignUp.objects.get()
    shown = stranger.get(ticket)
    assert row.code in text(shown) and "<svg" in shown.content.decode()
    again = Visitor().post(page, {"name": "别人", "phone": phone(1)})
    assert "已经报过名" in text(again) and row.code not in text(again)

    door = Visitor("chuangkou")
    door.now = at(FAIR_DAY, 8, 40)
    address = f"/desk/gatherings/{found.pk}/door/"
    assert f'value="{row.code}"' in door.get(f"{address}?code={row.code}").content.decode()
    assert "签到成功" in text(door.post(address, {"code": row.code.lower()}))
    assert "已经签过到" in text(door.post(address, {"code": row.code}))
    assert "没有这个签到码" in text(door.post(address, {"code": "XXXXXXX"}))
    stranger.now = at(FAIR_DAY, 13)
    stranger.post(ticket, {"do": "rate", "level": "1", "said": "岗位很多"})
    assert "岗位很多" in text(boss.get(f"/desk/gatherings/{found.pk}/"))
    book = boss.get(f"/desk/gatherings/{found.pk}/xlsx/")
    assert book.content[:2] == b"PK" and book.headers["Content-Type"].endswith("sheet")
    assert "到场1人" in text(stranger.get(page)).replace(" ", "")


def test_whoever_cancels_makes_room(town):
    found = fair(town, seats=1, stalls=0)
    first, second = Visitor("qiye"), Visitor()
    ticket = first.post(f"/gatherings/{found.pk}/", {}).headers["Location"]
    waits = second.post(f"/gatherings/{found.pk}/", {"name": "求职乙", "phone": phone(2)}).headers["Location"]
    assert "候补第1位" in text(second.get(waits))
    assert found.title in text(first.get("/my/gatherings/"))
    first.post(ticket, {"do": "cancel", "version": hidden(first.get(ticket), "version")})
    assert "已报上" in text(second.get(waits))
    assert Visitor("qiye2").get("/gatherings/ticket/no-such-ticket/").status_code == 404
    assert Visitor("guanli1").get(f"/gatherings/{found.pk}/").status_code == 200


def test_who_left_only_a_telephone_is_rung_up_when_it_moves_and_again_when_it_is_cancelled(town):
    found, boss, door, reader = fair(town, seats=5), Visitor("guanli1"), Visitor("chuangkou"), Visitor("shenji")
    page, desk = f"/gatherings/{found.pk}/", f"/desk/gatherings/{found.pk}/"
    ticket = Visitor().post(page, {"name": "求职甲", "phone": phone(1)}).headers["Location"]
    Visitor("qiye").post(page, {})
    assert "需要打电话" not in text(boss.get(desk))
    boss.now = at(hour=11)
    form = drawn(boss.get(f"{desk}edit/"))
    done = boss.post(f"{desk}edit/", form | {"place": "园区体育馆"}, follow=True)
    assert "有1人没有账号，请打电话告知" in text(
        done
    ) and "原来是2026年11月28日（星期六）09:00—12:00，中心一楼大厅" in text(done)
    assert "时间、地点有变" in text(Visitor().get(ticket))
    later = Visitor()
    later.now = at(hour=12)
    later.post(page, {"name": "求职乙", "phone": phone(2)})  # knows the new place
    assert phone(1) in text(door.get(desk)) and "还有1人，已告知0人" in text(door.get(desk))
    seen = text(reader.get(desk))
    assert "求＊＊" in seen and phone(1) not in seen and "已告知：" not in seen
    row, other = SignUp.objects.get(name="求职甲"), SignUp.objects.exclude(person=None).get()
    door.now = at(hour=12)
    assert reader.post(f"{desk}told/{row.pk}/").status_code == 403
    assert "不用打电话告知" in text(door.post(f"{desk}told/{other.pk}/"))
    for _ in range(2):
        after = text(door.post(f"{desk}told/{row.pk}/", follow=True))
    assert "还有0人，已告知1人" in after and "钱演明2026年11月23日 12:00电话告知" in after
    row.refresh_from_db()
    assert (row.told_by.username, row.version) == ("chuangkou", 2)
    assert differences_of("recruiting.signup", row.pk) == []
    cancel_gathering(town.actor("guanli1", at(hour=13)), found.pk, "场馆停电，另行安排")
    assert "还有2人，已告知0人" in text(door.get(desk)) and "已取消：场馆停电" in text(door.get(desk))


def test_a_firm_posts_and_hires(town):
    owner, stranger = Visitor("qiye"), Visitor()
    firm = town.actor("qiye").enterprises[0]
    barred = owner.post("/my/jobs/new/", WELDER | {"enterprise": firm, "wants": "仅限男性"})
    assert barred.status_code == 409 and "第二十七条" in text(barred) and "仅限男性" in barred.content.decode()
    owner.post("/my/jobs/new/", WELDER | {"enterprise": firm})
    job = Vacancy.objects.get()
    assert "焊工" in text(stranger.get("/jobs/?q=焊工")) and "没有符合条件" in text(stranger.get("/jobs/?q=飞行员"))
    done = stranger.post(f"/jobs/{job.pk}/", {"name": "求职甲", "phone": phone(1), "note": "五年经验"})
    assert "已转给企业" in text(done)
    assert "已经登记过" in text(stranger.post(f"/jobs/{job.pk}/", {"name": "求职甲", "phone": phone(1)}))
    mine = owner.get(f"/my/jobs/{job.pk}/")
    assert phone(1) in text(mine)
    one = Interest.objects.get()
    owner.post(f"/my/jobs/{job.pk}/answer/", {"interest": one.pk, "version": one.version, "answer": "hired"})
    owner.post(f"/my/jobs/{job.pk}/hire/", {"number": "2"})
    assert "已招满" in text(owner.get(f"/my/jobs/{job.pk}/"))
    assert Visitor("qiye2").get(f"/my/jobs/{job.pk}/").status_code == 404
    desk = Visitor("guanli1").get(f"/desk/jobs/{job.pk}/")
    assert desk.status_code == 200 and phone(1) not in text(desk)


def test_the_manager_takes_down_what_is_not_true_and_the_firm_reads_why(town):
    owner, boss = Visitor("qiye"), Visitor("guanli1")
    owner.post(
        "/my/jobs/new/", WELDER | {"enterprise": town.actor("qiye").enterprises[0], "duties": "包装，50岁以下的来。"}
    )
    job = Vacancy.objects.get()
    assert "1处要看" in text(boss.get("/desk/jobs/"))
    page = boss.get(f"/desk/jobs/{job.pk}/")
    assert boss.post(f"/desk/jobs/{job.pk}/", drawn(page) | {"why": ""}).status_code == 422
    boss.post(f"/desk/jobs/{job.pk}/", drawn(page) | {"why": "工作地点不真实。"})
    assert "工作地点不真实" in text(owner.get(f"/my/jobs/{job.pk}/"))
    assert boss.get("/desk/gatherings/999999/").status_code == 404
    assert Visitor("yuanqu").get("/desk/gatherings/").status_code == 403
