"""The pages: the tablet, a paper's code, the public form and its progress, and the desk."""

import re

import pytest

from tests.cases.matter import building_permit, owner
from tests.visitor import Visitor, hidden, text
from tests.voice.cast import bad_rating, delivered
from yuanban.places.models import Window
from yuanban.voice.models import Concern, Feedback, Mending, Rating, RatingAppeal
from yuanban.voice.places import MOST

STUCK = {"kind": "stuck", "text": "两个窗口互相推，办不了。", "contact": "139-0000-0009"}


@pytest.fixture
def window(town):
    return Window.objects.get(centre=town.park("lingang").centre, kind="general")


def test_the_tablet_at_the_window(town, window):
    clerk, tablet = Visitor("chuangkou"), Visitor()
    opened = clerk.post("/desk/voice/visits/", {"window": window.code, "purpose": "咨询食品经营许可"}, follow=True)
    assert "<svg" in opened.content.decode() and "咨询食品经营许可" in text(opened)
    address = f"/rate/{window.code}/?tablet"
    page = text(tablet.get(address))
    assert "咨询食品经营许可" in page and all(name in page for name in Rating.LEVELS.values())
    missing = tablet.post(address, {"text": "没人理", "reasons": ["attitude"]})
    assert missing.status_code == 422 and ">没人理</textarea>" in missing.content.decode()
    assert 'value="attitude" checked' in missing.content.decode()
    assert "谢谢您的评价" in text(tablet.post(address, {"level": "5", "text": "没人理"}))
    rating = Rating.objects.get()
    assert (rating.channel, rating.visit.purpose, rating.level) == ("window", "咨询食品经营许可", 5)
    assert "咨询食品经营许可" not in text(tablet.get(address))  # the next visitor begins anew
    assert Visitor().get("/rate/no-such-window/").status_code == 404
    assert "不能在这里评价" in text(clerk.post(address, {"level": "1"}))


def test_nobody_fills_a_window_with_ratings(town, window, monkeypatch):
    monkeypatch.setitem(MOST, "window", 2)
    answers = [Visitor().post(f"/rate/{window.code}/", {"level": "1"}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert Rating.objects.count() == 2


def test_the_code_of_a_paper(town):
    case = town.until(building_permit(town), "received")
    receipt = case.papers.get()
    assert f"/rate/paper/{receipt.token}/" in Visitor().get(f"/check/{receipt.token}/").content.decode()
    url, nobody = f"/rate/paper/{receipt.token}/", Visitor()
    page = text(nobody.get(url))
    assert case.item.name in page and case.applicant_name not in page
    assert nobody.post(url, {"level": "4", "name": "周演来"}).status_code == 422
    assert "一个工作日内联系您" in text(nobody.post(url, {"level": "4", "name": "周演来", "contact": "139-0000-0009"}))
    again = nobody.get(url)
    assert again.status_code == 409 and 'data-rule="rate-once"' in again.content.decode()
    assert nobody.get("/rate/paper/no-such-token/").status_code == 404


def test_what_could_not_be_done_from_the_refusal_to_the_answer(town):
    item, nobody = town.item("建筑工程施工许可证核发", "yb-hud"), Visitor()
    page = nobody.get(f"/voice/?kind=stuck&rule=wrong-organ&park=lingang&item={item.pk}")
    assert "不属于本机关职权范围" in text(page) and f'value="{item.pk}" selected' in page.content.decode()
    wrong = nobody.post("/voice/", STUCK | {"park": "lingang", "text": "短"})
    assert (
        wrong.status_code == 422 and "至少五个字" in text(wrong) and 'value="139-0000-0009"' in wrong.content.decode()
    )
    done = nobody.post("/voice/", STUCK | {"park": "lingang", "item": item.pk, "rule": "wrong-organ"})
    assert done.status_code == 201
    number, code = re.findall(r"<dd>(BC\d{14}|[A-Z2-9]{8})</dd>", done.content.decode())
    boss, organ = Visitor("guanli1"), Visitor("shiju")
    file = f"/desk/voice/concerns/{number}/"
    assert number in text(boss.get("/desk/voice/stuck/"))
    press(boss, file, "take"), press(boss, file, "assign", body="yb-hud")
    refused = press(organ, file, "answer", outcome="explained", answer="超出权限，不能办。")
    assert refused.status_code == 409 and ">超出权限，不能办。</textarea>" in refused.content.decode()
    press(
        organ,
        file,
        "answer",
        outcome="explained",
        answer="请向省厅申请。",
        cited_rule="不属于本机关职权范围",
        cited_article="《行政许可法》第三十二条",
    )
    assert nobody.post("/voice/find/", {"number": number, "code": "AAAAAAAA"}).status_code == 404
    found = nobody.post("/voice/find/", {"number": number, "code": code})
    assert "请向省厅申请" in text(found) and "第三十二条" in text(found)
    ended = nobody.post(
        "/voice/find/", {"number": number, "code": code, "do": "content", "version": hidden(found, "version")}
    )
    assert "已办结" in text(ended) and Concern.objects.get().content is True


def press(visitor, url, verb, **fields):
    return visitor.post(f"{url}{verb}/", {"version": hidden(visitor.get(url), "version")} | fields)


def test_codes_cannot_be_guessed(town, monkeypatch):
    monkeypatch.setitem(MOST, "find", 3)
    tries = [
        Visitor().post("/voice/find/", {"number": "TS20261123000001", "code": "AAAAAAAA"}).status_code for _ in range(4)
    ]
    assert tries == [404, 404, 404, 429]


def test_a_bad_rating_from_the_list_to_the_call_back(town):
    case, rating, _ = bad_rating(town)
    boss, auditor, url = Visitor("guanli1"), Visitor("shenji"), f"/desk/ratings/{rating.pk}/"
    assert "等了太久" in text(boss.get("/desk/voice/loops/")) and "没有符合条件" in text(
        boss.get("/desk/voice/loops/?light=red")
    )
    for verb in ("check", "mend", "report"):
        empty = press(boss, url, verb, said=" ")
        assert empty.status_code == 409 and "没有写明" in text(empty)
        assert press(boss, url, verb, said=f"{verb}的情况").status_code == 302
    assert "回访应当由另一人进行" in text(boss.get(url))
    assert press(auditor, url, "call", said="已回访").status_code == 422
    assert press(auditor, url, "call", said="已回访", content="yes").status_code == 302
    assert Mending.objects.get().state == "closed"
    own = text(Visitor("qiye").get(f"/cases/{case.number}/"))
    assert "整改：mend的情况" in own and "check的情况" not in own
    assert "差评整改：已办结" in text(boss.get(f"/desk/cases/{case.number}/"))


def test_those_rated_see_the_rating_and_not_the_telephone(town):
    _, rating, _ = bad_rating(town)
    clerk = Visitor("chuangkou")
    page = text(clerk.get(f"/desk/ratings/{rating.pk}/"))
    assert (
        "不向被评价的人显示" in page
        and "138-0000-0001" not in page
        and "138-0000-0001" in text(Visitor("guanli1").get(f"/desk/ratings/{rating.pk}/"))
    )
    assert clerk.post(f"/desk/ratings/{rating.pk}/check/", {"said": "我看过了", "version": 1}).status_code == 403
    appeal = {"grounds": "评的是另一家", "evidence": "叫号记录"}
    assert clerk.post(f"/desk/ratings/{rating.pk}/appeal/", appeal).status_code == 302
    judge = Visitor("shenji")
    assert "评的是另一家" in text(judge.get("/desk/voice/appeals/"))
    own = RatingAppeal.objects.get()
    answer = judge.post(
        f"/desk/ratings/{rating.pk}/judge/", {"outcome": "excluded", "judgement": "属实", "version": own.version}
    )
    assert answer.status_code == 302
    public = text(Visitor().get("/parks/lingang/voice/"))
    assert "还没有评价" in public and "另有1件经复核为误评" in public and "等了太久" not in public


def test_what_is_public_has_its_sums_and_no_names(town):
    case = delivered(town)
    served = town.clerk(case).name
    page = Visitor("qiye")
    page.post(
        f"/cases/{case.number}/rate/",
        {"version": case.version, "level": "1", "text": f"{served}很耐心，电话13800000001"},
    )
    public = text(Visitor().get("/parks/lingang/voice/"))
    assert "好评率100.0%（1/1" in public and "很耐心" in public
    assert served not in public and "13800000001" not in public


def test_the_owner_of_an_item_reads_and_promises(town):
    case, *_ = bad_rating(town)
    organ, url = Visitor("shiju"), f"/desk/voice/items/{case.item_id}/"
    assert case.item.name in text(organ.get("/desk/voice/items/"))
    row = Feedback.objects.get()
    missing = organ.post(f"/desk/voice/feedback/{row.pk}/answer/", {"version": row.version, "answer": ""})
    assert missing.status_code == 422 and "请写明怎样答复" in text(missing)
    organ.post(f"/desk/voice/feedback/{row.pk}/change/", {"version": row.version, "answer": "写明每一步的时间"})
    assert "答应修改：写明每一步的时间" in text(organ.get(url))
    assert Visitor("quju").get(f"/desk/voice/feedback/{row.pk}/see/").status_code == 405


@pytest.mark.parametrize("username", ["chuangkou", "bangban", "yuanqu", "paizhu", "shenji", "guanli1", "shengzx"])
def test_every_list_opens_for_whoever_has_it_in_the_navigation(town, username):
    bad_rating(town)
    visitor = Visitor(username)
    links = set(re.findall(r'href="(/desk/(?:voice|ratings)/[a-z/]*)"', visitor.get("/desk/ratings/").content.decode()))
    assert {link: visitor.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    assert len(links) >= 4


def test_a_stranger_finds_nothing(town):
    _, rating, _ = bad_rating(town)
    for url in (f"/desk/ratings/{rating.pk}/", "/desk/voice/items/999999/", "/desk/voice/concerns/TS20261123000001/"):
        assert Visitor("chuangkou4").get(url).status_code in (403, 404)
    assert Visitor("qiye2").get("/voice/mine/TS20261123000001/").status_code == 404
    assert Visitor(owner().name and "qiye").get("/voice/mine/").status_code == 200
