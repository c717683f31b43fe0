"""The pages of vacancies, fairs and activities, by a browser without script."""

from tests.cast import at
from tests.recruiting.people import FAIR_DAY, WELDER, fair, fair_said, phone
from tests.visitor import Visitor, drawn, hidden, text
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
